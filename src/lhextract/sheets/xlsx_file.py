"""Tables as XLSX: every cell is text, so that no spreadsheet makes numbers or dates of what is in it.

Needs the extra `xlsx`; nothing else of lhextract does.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from lzma import LZMAError
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lhextract.errors import MissingExtraError, UsageError
from lhextract.guards import plain, quoted
from lhextract.sheets.cells import Cell, Made, shortened
from lhextract.sheets.rows import ACTION, COLUMNS, EDITED, NEW, Row, choices_of
from lhextract.sheets.table import Table, table_of
from lhextract.sheets.workbook import open_workbook, write_text

OTHERWISE = "use --csv"  # without the extra
# What the library, and those that unpack and parse for it, raise for a file that is broken, encrypted, or packed in a
# way that Python does not know.
UNREADABLE = (
    BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    RuntimeError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    SyntaxError,
)
SHEET, CHOICES = "corrections", "allowed values"
WIDTHS = {"record": 15, "initiative": 28, "field": 34, "machine value": 34, "value in force": 34, "new value": 34}
WIDTHS |= {"action": 10, "state": 11, "sentence": 70, "reason": 30, "base": 19}
UNPACKED = 250_000_000  # bytes of all parts of a workbook that is read; 10,000 initiatives take some 200 million
LAST_ROW = 1_048_576  # of a sheet, in every spreadsheet; a row may say that its number is any other
ROOM = 200  # empty rows below, for what is added
UNLOCKED_FOR_ALL = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def write_xlsx(rows: Sequence[Row], *, allowed: Mapping[str, Sequence[str]]) -> bytes:
    """The bytes of a workbook; `allowed` are the values of fields that have fixed ones, offered in a list."""
    written = io.BytesIO()
    workbook = open_workbook(written, title=SHEET, otherwise=OTHERWISE)
    sheet = workbook.add_worksheet(SHEET)
    ranges = _write_choices(workbook, allowed)
    _write_rows(workbook, sheet, rows)
    _offer(sheet, rows, ranges)
    workbook.close()
    return written.getvalue()


def _write_rows(workbook: Any, sheet: Any, rows: Sequence[Row]) -> None:  # noqa: ANN401 - of an untyped library
    text = {"num_format": "@", "valign": "top", "text_wrap": True}
    shown = workbook.add_format({**text, "locked": True})
    edited = workbook.add_format(
        {**text, "locked": False, "bg_color": "#FFF6CC", "border": 1, "border_color": "#D9C97A"}
    )
    free = workbook.add_format({**text, "locked": False})
    head = workbook.add_format({"bold": True, "bg_color": "#E6E6E6", "num_format": "@", "valign": "top"})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS[column], edited if column == NEW else free)
        write_text(sheet, 0, place, column, head)
    for number, row in enumerate(rows, start=1):
        cells = row.cells()
        for place, column in enumerate(COLUMNS):
            form = edited if column == NEW else free if column in EDITED else shown
            if cells[column]:
                write_text(sheet, number, place, shortened(quoted(cells[column])), form)
            else:
                sheet.write_blank(number, place, None, form)
        sheet.set_row(number, 30)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    sheet.protect("", UNLOCKED_FOR_ALL)


def _write_choices(workbook: Any, allowed: Mapping[str, Sequence[str]]) -> dict[str, str]:  # noqa: ANN401
    """A sheet with the fixed values; returns the range of each, because a list in a cell holds 255 characters only."""
    sheet = workbook.add_worksheet(CHOICES)
    text = workbook.add_format({"num_format": "@"})
    ranges = {}
    for place, (name, values) in enumerate(allowed.items()):
        letter = chr(ord("A") + place)
        sheet.set_column(place, place, 40)
        for number, value in enumerate((name, *values)):
            write_text(sheet, number, place, quoted(value), text)
        if values:
            ranges[name] = f"='{CHOICES}'!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def _offer(sheet: Any, rows: Sequence[Row], ranges: Mapping[str, str]) -> None:  # noqa: ANN401
    new, action = COLUMNS.index(NEW), COLUMNS.index(ACTION)
    for number, row in enumerate(rows, start=1):
        choices = choices_of(row)
        if choices is not None and choices in ranges:
            sheet.data_validation(number, new, number, new, {"validate": "list", "source": ranges[choices]})
    sheet.data_validation(
        1, action, len(rows) + ROOM, action, {"validate": "list", "source": ranges[ACTION], "ignore_blank": True}
    )


def read_xlsx(path: Path) -> Table:
    """Read a workbook that was exported and edited. Raises `UsageError` for one that cannot be read."""
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        raise MissingExtraError("xlsx", extra="xlsx", error=error, otherwise=OTHERWISE) from error
    try:
        content = io.BytesIO(path.read_bytes())
        _check_unpacked(content, path)
        workbook = openpyxl.load_workbook(content, read_only=True)
        sheet = workbook[SHEET] if SHEET in workbook.sheetnames else workbook.worksheets[0]
        rows = [
            (number, [_cell(each) for each in row])
            for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=50), start=1)
            if number == 1 or any(each.value is not None for each in row)
        ]
    except UNREADABLE as error:
        raise UsageError(
            f"{path}: found no workbook ({error}), allowed is XLSX; save it as 'Excel workbook'"
        ) from error
    return table_of(path, rows)


def _check_unpacked(content: io.BytesIO, path: Path) -> None:
    """Raise `UsageError` for a workbook that would fill the memory. No part gives more bytes than it says it has."""
    with ZipFile(content) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > UNPACKED:
        raise UsageError(f"{path}: unpacked {size:,} bytes, allowed are {UNPACKED:,}; give the table that was exported")


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - of a library without types
    value = cell.value
    match value:
        case None:
            return Cell()
        case bool():
            return Cell(str(value).upper(), Made.BOOLEAN)
        case int():
            return Cell(str(value), Made.NUMBER)
        case float():
            return Cell(str(int(value)) if value.is_integer() else repr(value), Made.NUMBER)
        case datetime() | date():
            return Cell(_iso(value, cell.number_format), Made.DATE)
        case time():
            return Cell(value.isoformat(), Made.DATE)
    made = {"f": Made.FORMULA, "e": Made.ERROR}.get(cell.data_type, Made.TEXT)
    return Cell(plain(_unescaped(str(value)).replace("\r\n", "\n")), made)


def _iso(value: date, shown: str) -> str:
    """A date as far as its cell shows it: one that was typed as 2014-05 shows no day."""
    has_day = "d" in re.sub(r'"[^"]*"|\[[^\[\]]*\]|\\.', "", shown).lower()
    return value.strftime("%Y-%m-%d" if has_day else "%Y-%m")


def _unescaped(text: str) -> str:
    """Characters as the format writes those that XML does not have: _x000D_ (ECMA-376, 22.4.2.4)."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
