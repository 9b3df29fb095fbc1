"""What an input gives before numbers and ids are given out: a page, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.batch.task import Place


@dataclass(frozen=True, slots=True)
class Said:
    """What a row of a list says of its page; `row` is where ("pages.csv: row 3")."""

    row: str
    id: str | None = None
    profile: str | None = None
    language: str | None = None
    region: str | None = None
    url: str | None = None

    @property
    def values(self) -> tuple[str | None, ...]:
        """Without the row."""
        return (self.id, self.profile, self.language, self.region, self.url)


@dataclass(frozen=True, slots=True)
class Found:
    """A page. `name` is the id that it gets where that is free; `problem` says why it cannot be read."""

    place: Place
    name: str
    said: Said | None = None
    url: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an archive holds: so many pages, and other records by the reason for which they are left out."""

    archive: str
    pages: int
    others: Mapping[str, int]

    def __str__(self) -> str:
        """One line, the most frequent reason first."""
        counts = sorted(self.others.items(), key=lambda item: (-item[1], item[0]))
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in counts) or "none"
        return f"{self.archive}: {self.pages:,} pages; records left out: {reasons}"
