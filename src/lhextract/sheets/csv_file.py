"""Tables as CSV: written as RFC 4180 with a byte order mark, read as spreadsheets save it.

The mark is what makes Excel read UTF-8. Cells that a spreadsheet would take for formulas are neutralised.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from lhextract.errors import UsageError
from lhextract.guards import neutralised, plain
from lhextract.sheets.cells import Cell
from lhextract.sheets.rows import COLUMNS, NEEDED, Row
from lhextract.sheets.table import Table, header_of, table_of

SEPARATORS = (",", ";", "\t")
LOSSY = "cp1252"


def write_csv(rows: Iterable[Row]) -> bytes:
    """The bytes of a table."""
    return write_cells([COLUMNS, *([row.cells()[column] for column in COLUMNS] for row in rows)])


def write_cells(rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of any cells."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([neutralised(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + written.getvalue().encode("utf-8")


def read_csv(path: Path) -> Table:
    """Read a table that a spreadsheet has saved: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs.

    Raises `UsageError` for what is no such table.
    """
    text, encoding = _decoded(path)
    found: list[tuple[int, list[Cell]]] = []
    for separator in SEPARATORS:
        rows = read_cells(text, separator, path=path)
        if set(NEEDED) <= set(header_of(rows[0][1]) if rows else []):
            return table_of(path, rows, lossy=LOSSY if encoding == LOSSY else None)
        found = found or rows
    return table_of(path, found)


def read_cells(text: str, separator: str = ",", *, path: Path) -> list[tuple[int, list[Cell]]]:
    """The rows with their numbers, what was neutralised as it was."""
    if text[:5].lower().startswith("sep=") and text[5:6] in {"\r", "\n"}:  # a line that only Excel knows
        text = text[5:].lstrip("\r\n")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UsageError(f"{path}: found no CSV ({error}), allowed is what a spreadsheet saves as CSV") from error
    return [
        (number, [Cell(plain(cell.replace("\r\n", "\n"))) for cell in row]) for number, row in enumerate(rows, start=1)
    ]


def _decoded(path: Path) -> tuple[str, str]:
    content = path.read_bytes()
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", LOSSY):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: found no text, allowed is CSV in UTF-8; save it as 'CSV UTF-8'")
