"""Values without ids: what went and what came, and which of them are one value that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
LEAST_ALIKE = 0.6  # "Erasmus+ Mobility" and "Erasmus+ Mobilities", not "SPP 2005" and "GRK 1907"


def differences(
    old: Sequence[T], new: Sequence[T], *, alike: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Pairs (old, new) of what differs: one of them None for what came or went, both for what changed."""
    gone = list((Counter(old) - Counter(new)).elements())
    come = list((Counter(new) - Counter(old)).elements())
    yield from pair(gone, come, alike=alike)


def pair(
    gone: Sequence[T], come: Sequence[T], *, alike: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair those that are most `alike` (0: never), the most alike first; what is left has None beside it."""
    scores = sorted((-alike(before, after), i, j) for i, before in enumerate(gone) for j, after in enumerate(come))
    paired: dict[int, int] = {}
    for score, i, j in scores:
        if score < 0 and i not in paired and j not in paired.values():
            paired[i] = j
    for i, before in enumerate(gone):
        yield before, come[paired[i]] if i in paired else None
    for j, after in enumerate(come):
        if j not in paired.values():
            yield None, after


def alike_texts(old: str, new: str) -> float:
    """How alike two short texts are, from 0 to 1; 0 if less than `LEAST_ALIKE`."""
    ratio = SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio()
    return ratio if ratio >= LEAST_ALIKE else 0.0
