"""One difference between two schemas, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lhextract.model.version import Level

WHOLE = "(document)"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where in a document ("initiatives[].name", "provenance.*"), what differs, its level, and why that level."""

    where: str
    what: str
    level: Level
    why: str

    def to_json(self) -> dict[str, str]:
        """As `lhextract schema diff --json` prints it."""
        return {"where": self.where, "what": self.what, "level": self.level.name, "why": self.why}


def least_bump(differences: Iterable[Difference]) -> Level:
    """The level of the change as a whole: that of its farthest-reaching difference."""
    return max((one.level for one in differences), default=Level.NONE)


def difference(path: str, what: str, level: Level, why: str) -> Difference:
    """A difference at a path; the empty path is the document itself."""
    return Difference(path or WHOLE, what, level, why)
