"""Tables as CSV: RFC 4180 in UTF-8 without byte order mark, lines end with a line feed, the first names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.guards import guarded, storable, unguarded
from lhextract.model.table import Cell, Column, Row, Table, Tables, written

FOLDER = "tables"
# What RFC 4180 wants in quotes, and a leading apostrophe, which readers may take for a quote. The standard library's
# writer leaves out a lone carriage return before Python 3.13.
IN_QUOTES = re.compile("[\",\r\n]|^'")
LONGEST_CELL = 2**31 - 1  # characters


@dataclass(frozen=True, slots=True)
class CsvFiles:
    """The files by name (`tables/phones.csv`), and in how many cells an apostrophe was put before something."""

    files: Mapping[str, bytes]
    guarded: int


def write_tables(tables: Tables) -> CsvFiles:
    """Return a file for every table; what no file of text can hold (`guards.storable`) becomes U+FFFD."""
    files, count = {}, 0
    for name, rows in tables.items():
        files[file_name(name)], altered = _write(BY_NAME[name], rows)
        count += altered
    return CsvFiles(files, count)


def file_name(table: str) -> str:
    """The name of a table's file, from the folder that the package describes."""
    return f"{FOLDER}/{table}.csv"


def _write(table: Table, rows: tuple[Row, ...]) -> tuple[bytes, int]:
    # Names in quotes tell what quotes are: DuckDB would guess apostrophes where a cell begins and ends with one.
    lines, altered = [",".join(map(_quoted, table.column_names()))], 0
    for row in rows:
        plain = [storable(written(value)) for value in row]
        cells = [guarded(cell) if isinstance(value, str) else cell for cell, value in zip(plain, row, strict=True)]
        altered += sum(cell != before for cell, before in zip(cells, plain, strict=True))
        lines.append(",".join(_quoted(cell) if IN_QUOTES.search(cell) else cell for cell in cells))
    return "".join(f"{line}\n" for line in lines).encode("utf-8"), altered


def _quoted(cell: str) -> str:
    # Never around nothing: that is an empty text to PostgreSQL, and nothing without quotes.
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def read_tables(files: Mapping[str, bytes]) -> Tables:
    """Read the tables back: typed by the layout, without the apostrophes. `ValueError` for what is not as written."""
    return {table.name: _read(table, files[file_name(table.name)].decode("utf-8")) for table in TABLES}


def parse(text: str) -> Iterator[list[str]]:
    """The rows of a CSV text. `csv.Error` where it is none."""
    # The text of an initiative may be long; the standard library would stop at 131,072 characters of a cell.
    csv.field_size_limit(LONGEST_CELL)
    yield from csv.reader(io.StringIO(text, newline=""), strict=True)


def _read(table: Table, text: str) -> tuple[Row, ...]:
    rows = parse(text)
    header = tuple(next(rows, ()))
    if header != table.column_names():
        raise ValueError(f"{table.name}: found the columns {header}, allowed are {table.column_names()}")
    return tuple(tuple(_value(cell, column) for cell, column in zip(row, table.columns, strict=True)) for row in rows)


def _value(cell: str, column: Column) -> Cell:
    if not cell:
        return "" if column.required and column.type == "string" else None
    if column.type == "string":
        return unguarded(cell)
    if column.type == "boolean":
        return cell == "true"
    if column.type == "date":
        return date.fromisoformat(cell)
    return int(cell) if column.type == "integer" else float(cell)
