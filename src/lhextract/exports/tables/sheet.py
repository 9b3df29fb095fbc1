"""A table as somebody's file has it: read as far as it can be, with what is wrong with the file itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lhextract.exports.tables.csv_files import file_name, parse
from lhextract.exports.tables.fault import Fault, quote
from lhextract.model.table import Table

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as a spreadsheet shows it, its key for people, and its cells as they stand there, by column.

    `whole` is false where it has more or fewer cells than the header; what stands in them then means nothing.
    """

    number: int
    id: str
    cells: Mapping[str, str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that could be read; `broken` is what is wrong with the file and its rows as such."""

    table: Table
    lines: tuple[Line, ...]
    broken: tuple[Fault, ...]
    complete: bool  # whether every row was read, with all columns of the key

    @property
    def file(self) -> str:
        """The name of the file."""
        return file_name(self.table.name)

    def fault(self, line: Line, field: str, found: str, allowed: str) -> Fault:
        """A fault of a row."""
        return Fault(self.file, line.number, line.id, field, found, allowed)


def read_sheet(table: Table, content: bytes | None) -> Sheet:
    """Read a file, None if it is missing; nothing is raised."""
    file = file_name(table.name)
    if content is None:
        return Sheet(table, (), (Fault(file, None, "", "", "no such file", "a file for every table"),), False)
    # Bytes that are no UTF-8 become halves of surrogate pairs, which UTF-8 never gives: so their cell can be named.
    text = content.decode("utf-8", "surrogateescape")
    broken: list[Fault] = []
    if text.startswith(MARK):
        broken.append(Fault(file, 1, "", "", "a byte order mark", "UTF-8 without one"))
    rows, end = _rows(text.removeprefix(MARK))
    header = rows[0] if rows else []
    broken += _header(table, file, header)
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        ident = " ".join(cells.get(name, "") for name in table.key)
        lines.append(Line(number, ident, cells, len(row) == len(header)))
        if len(row) != len(header):
            broken.append(Fault(file, number, ident, "", f"{len(row)} cells", f"{len(header)} cells, as in the header"))
    if end is not None:
        number = len(rows) + 1
        broken.append(Fault(file, number, "", "", f"no CSV ({end})", "RFC 4180; nothing behind this row was read"))
    return Sheet(table, tuple(lines), tuple(broken), end is None and set(table.key) <= set(header))


def _rows(text: str) -> tuple[list[list[str]], str | None]:
    """The rows up to the first that is no CSV, and why it is none."""
    rows: list[list[str]] = []
    try:
        rows.extend(parse(text))
    except csv.Error as error:
        return rows, str(error)
    return rows, None


def _header(table: Table, file: str, header: list[str]) -> Iterator[Fault]:
    names = table.column_names()
    for name in names:
        if name not in header:
            yield Fault(file, 1, "", name, "no such column", f"the columns {', '.join(names)}")
    for place, name in enumerate(header):
        if name not in names or name in header[:place]:
            said = "a column more" if name not in names else "the column twice"
            yield Fault(
                file, 1, "", quote(name) if name not in names else name, said, f"the columns {', '.join(names)}"
            )
    if sorted(header) == sorted(names) and tuple(header) != names:
        yield Fault(file, 1, "", "", "the columns in another order", ", ".join(names))
