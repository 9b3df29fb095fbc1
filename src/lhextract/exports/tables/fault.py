"""What is wrong with a table: where, what was found, what is allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# As many faults of one kind are told of one column; a column that is wrong throughout says so once.
MOST = 20
SHOWN = 60  # characters of what was found


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `row` counts as a spreadsheet does, the header is row 1; None is the whole file.

    `id` is the key of the row, its parts joined by blanks, and empty where it has none; `field` is empty for the whole
    row. `found` and `allowed` are words for a person.
    """

    file: str
    row: int | None
    id: str
    field: str
    found: str
    allowed: str

    def __str__(self) -> str:
        row = "" if self.row is None else f" row {self.row}"
        ident = f" ({self.id})" if self.id else ""
        field = f", {self.field}" if self.field else ""
        return f"{self.file}{row}{ident}{field}: found {self.found}, allowed is {self.allowed}"


def quote(value: str) -> str:
    """A value on one line, shortened."""
    return repr(value if len(value) <= SHOWN else f"{value[:SHOWN]}…")


def bounded(faults: Iterable[Fault], *, most: int = MOST) -> Iterator[Fault]:
    """The faults in their order; of one kind in one column only the first, and at the end how many more there are."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for fault in faults:
        kind = fault.file, fault.field, fault.allowed
        seen[kind] += 1
        if seen[kind] <= most:
            yield fault
    for (file, field, allowed), number in seen.items():
        if number > most:
            yield Fault(file, None, "", field, f"{number - most} more like these", allowed)
