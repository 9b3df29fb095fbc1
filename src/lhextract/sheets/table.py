"""A table as it was read: its rows by their columns, and the number that a spreadsheet shows beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lhextract.errors import UsageError
from lhextract.sheets.cells import Cell
from lhextract.sheets.rows import COLUMNS, NEEDED

LARGEST = 50_000_000  # bytes of a file that is read


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number from 1 (the header is row 1), and its cells by column."""

    number: int
    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> Cell:
        """The cell of a column; one that the file does not have is blank."""
        return self.cells.get(column, Cell())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in it."""
        return all(cell.is_blank for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file. `lossy` is its encoding, where that is one that turns what it does not know into "?"."""

    rows: tuple[TableRow, ...]
    lossy: str | None = None


def header_of(cells: Sequence[Cell]) -> list[str]:
    """The names of columns as they are known here: case and blanks make no difference."""
    return [" ".join(cell.text.replace("\ufeff", "").split()).lower() for cell in cells]


def table_of(path: Path, rows: Iterable[tuple[int, Sequence[Cell]]], *, lossy: str | None = None) -> Table:
    """The table of rows of which the first is the header; columns in any order. Raises `UsageError`."""
    listed = list(rows)
    header = header_of(listed[0][1]) if listed else []
    missing = [column for column in NEEDED if column not in header]
    if missing:
        found = ", ".join(name for name in header if name) or "nothing"
        raise UsageError(
            f"{path}: row 1: found the columns {found[:200]}, allowed is a table with {', '.join(NEEDED)}; "
            "write one with `lhextract corrections export`"
        )
    twice = [column for column in COLUMNS if header.count(column) > 1]
    if twice:
        raise UsageError(f"{path}: row 1: found the column {twice[0]!r} twice, allowed is each once; take one out")
    found_rows = tuple(
        TableRow(number, {name: cell for name, cell in zip(header, cells, strict=False) if name in COLUMNS})
        for number, cells in listed[1:]
    )
    return Table(found_rows, lossy)


def check_size(path: Path) -> None:
    """Raise `UsageError` for a file that cannot be a table that a person has edited."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give the file that was edited") from error
    if size > LARGEST:
        raise UsageError(f"{path}: found {size} bytes, allowed are {LARGEST}; give the table that was exported")
