"""What a table comes to: wishes, rows that do not fit, rows about what has changed, and all else that is in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lhextract.corrections.wishes import Wish

EMPTY = "-"  # a new value that empties its field


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that cannot be decided: its number, what it is about, what is in it and what could be."""

    row: int
    record: str
    field: str
    found: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A row about something that has changed since the table was exported: the value then, now, and the one wanted.

    `theirs` is None where the entry is gone. `by` are those who have decided meanwhile.
    """

    row: int
    record: str
    field: str
    then: str
    theirs: str | None
    yours: str
    by: tuple[str, ...]


@dataclass(slots=True)
class Judged:
    """What a table comes to.

    `unchanged` rows say nothing new, `empty` ones nothing at all, `unknown` ones are about what is not there (and
    want nothing), `left_out` is how many rows of an export are missing. `overwritten` are rows in which a cell was
    changed that is only shown.
    """

    wishes: list[tuple[int, Wish]] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    unchanged: int = 0
    empty: int = 0
    left_out: int = 0
    unknown: list[int] = field(default_factory=list)
    overwritten: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one row wants: `new` is None for no change, "" to empty it; `action` is empty or one of `ACTIONS`."""

    row: int
    record: str
    field: str
    new: str | None
    action: str
    reason: str | None

    @property
    def said(self) -> str:
        """What the row says, in short."""
        return self.action or self.new or EMPTY

    def misfit(self, found: object, allowed: str) -> Misfit:
        """The row as one that does not fit."""
        shown = found if isinstance(found, str) else "nothing" if found is None else str(found)
        return Misfit(self.row, self.record, self.field, shown, allowed)
