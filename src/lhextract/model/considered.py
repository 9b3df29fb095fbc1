"""What was considered as a name on a page, taken or not, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lhextract.model.mention import Label
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class Considered:
    """A proposal: its rules, whether it was taken and else why not, its probability, and what moved it most.

    `reasons` are (what, log-odds added), the strongest first; without the trained recogniser there are none, and
    `probability` is None.
    """

    span: Span
    label: Label
    text: str
    rules: tuple[str, ...]
    taken: bool
    lost: str | None
    probability: float | None
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NamesConsidered:
    """All proposals of a page in page order.

    `chance` is the probability that the trained recogniser by itself gives a stretch to be a name of a label; None
    without it.
    """

    proposals: tuple[Considered, ...]
    chance: Callable[[Span, Label], float | None]
