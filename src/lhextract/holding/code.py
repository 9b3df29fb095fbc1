"""A kind of hold, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lhextract.model.hold import Hold

QUOTED = 160  # characters of a quote; the page may have lines of any length


class Basis(StrEnum):
    """What a kind of hold is seen on: the page alone, on a first run too, or against the extraction in force."""

    PAGE = "page"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of hold: what it is seen on, what it means, an example, and what to do about it.

    docs/holding.md is made from these. A `symptom` comes with other kinds and is told after them.
    """

    name: str
    basis: Basis
    meaning: str
    example: str
    remedy: str
    symptom: bool = False

    def because(self, message: str, *evidence: str) -> Hold:
        """A hold of this kind; its message ends with what to do."""
        quotes = dict.fromkeys(_short(quote) for quote in evidence if quote)
        return Hold(self.name, f"{message}; {self.remedy}", tuple(quotes))


def _short(quote: str) -> str:
    return quote if len(quote) <= QUOTED else f"{quote[: QUOTED - 1].rstrip()}…"
