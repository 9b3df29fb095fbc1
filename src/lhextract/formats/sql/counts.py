"""What an export did to a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a table: new, with other values, no longer in force, in force again, left as they are, deleted."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    returned: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did, by table; in how many cells something no database can hold became U+FFFD.

    `migrated` says what was made before: "made" for a new database, "upgraded", or "" for nothing.
    """

    place: str
    tables: Mapping[str, Counts]
    replaced: int
    migrated: str

    def together(self) -> Counts:
        """The counts of all tables."""
        return sum(self.tables.values(), Counts())
