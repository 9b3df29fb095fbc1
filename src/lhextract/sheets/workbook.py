"""Workbooks as files: every cell is text, the same sheets are the same bytes. The one place that knows xlsxwriter.

Needs the extra `xlsx`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lhextract.errors import MissingExtraError, UsageError

FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file holds no zone; the same table is the same bytes
# Nothing that stands in a text makes it anything but text.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_ROWS, MOST_LINKS = 1_048_576, 65_530  # of a sheet
NARROWEST, WIDEST, WIDEST_WRAPPED = 6, 60, 38  # characters
LINE, MOST_LINES = 15, 27  # points; a row is 409 at most
BUTTON = 3  # characters that the filter's button takes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on a sheet: its header with a filter and what stands above it stay in view while one scrolls.

    Every text is one that a cell can hold. `links` lead from (row, column) of `rows`, counted from 0, to a cell such as
    "'initiatives'!A2". On a `wrapped` sheet a row is as high as its longest cell, on others one line.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    above: tuple[str, ...] = ()
    wrapped: bool = False
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The row of the sheet, counted from 0, on which the first of `rows` stands."""
        return len(self.above) + 1


def open_workbook(written: io.BytesIO, *, title: str, otherwise: str = "") -> Any:  # noqa: ANN401 - an untyped library
    """A workbook of xlsxwriter that ends up in `written`. Raises `MissingExtraError`, with what to do `otherwise`."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise MissingExtraError("xlsx", extra="xlsx", error=error, otherwise=otherwise) from error
    workbook = xlsxwriter.Workbook(written, {"in_memory": True, **AS_TEXT})
    workbook.set_properties({"title": title, "created": FIXED})
    return workbook


def write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401
    """Write a text that is not empty, character for character."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes such a text for markup of its own and writes it as it is; from two parts it makes the same
        # text with the markup escaped.
        sheet.write_rich_string(row, column, text[:1], form, text[1:], form)
    else:
        sheet.write_string(row, column, text, form)


def write_workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Return the bytes of a workbook. Raises `UsageError` for more rows than a sheet has, or without the extra."""
    for sheet in sheets:
        if len(sheet.rows) + sheet.first_row > MOST_ROWS:
            raise UsageError(
                f"xlsx: {sheet.name}: found {len(sheet.rows)} rows, allowed are {MOST_ROWS - sheet.first_row} on a "
                "sheet; export fewer initiatives, or another format such as parquet or sqlite"
            )
    written = io.BytesIO()
    workbook = open_workbook(written, title=title)
    forms = {
        "cell": workbook.add_format({"num_format": "@", "valign": "top"}),
        "wrapped": workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "link": workbook.add_format(
            {"num_format": "@", "valign": "top", "text_wrap": True, "font_color": "#0B5CAD", "underline": 1}
        ),
        "head": workbook.add_format({"bold": True, "bg_color": "#E6E6E6", "num_format": "@", "valign": "top"}),
        "title": workbook.add_format({"bold": True, "font_size": 14, "num_format": "@"}),
        "above": workbook.add_format({"num_format": "@"}),
    }
    for sheet in sheets:
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, forms)
    workbook.close()
    return written.getvalue()


def _write_sheet(made: Any, sheet: Sheet, forms: Mapping[str, Any]) -> None:  # noqa: ANN401
    widths = widths_of(sheet.columns, sheet.rows, widest=WIDEST_WRAPPED if sheet.wrapped else WIDEST)
    form = forms["wrapped" if sheet.wrapped else "cell"]
    for row, text in enumerate(sheet.above):
        if not text:
            continue
        write_text(made, row, 0, text, forms["above" if row else "title"])
    head = len(sheet.above)
    for column, (name, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        made.set_column(column, column, width, form)
        write_text(made, head, column, name, forms["head"])
    for row, cells in enumerate(sheet.rows, start=sheet.first_row):
        if sheet.wrapped:
            made.set_row(row, LINE * lines_of(cells, widths))
        for column, text in enumerate(cells):
            if text:
                write_text(made, row, column, text, form)
    for (row, column), target in list(sheet.links.items())[:MOST_LINKS]:
        at = row + sheet.first_row
        made.write_url(at, column, f"internal:{target}", forms["link"], "-")
        write_text(made, at, column, sheet.rows[row][column] or "-", forms["link"])
    last = max(head + 1, head + len(sheet.rows))
    made.freeze_panes(head + 1, 0)
    made.autofilter(head, 0, last, len(sheet.columns) - 1)
    # On paper: as wide as a page, with the header on each, and lines between the cells.
    made.hide_gridlines(0)
    made.set_landscape()
    made.set_paper(9)
    made.fit_to_pages(1, 0)
    made.repeat_rows(head)
    # A number as text is meant, and no mistake to be marked.
    made.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def widths_of(columns: Sequence[str], rows: Sequence[tuple[str, ...]], *, widest: int = WIDEST) -> tuple[int, ...]:
    """How many characters wide each column is: every cell is seen whole, unless the column would be wider than that."""
    return tuple(
        min(max(len(name) + BUTTON, NARROWEST, *(1 + _width(row[place], widest) for row in rows)), widest)
        for place, name in enumerate(columns)
    )


def _width(text: str, widest: int) -> int:
    # A text that is longer in any case is not looked through for its longest line.
    return max(map(len, text[: widest**2].split("\n")))


def lines_of(cells: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the longest cell of a row takes, as far as a row can be that high."""
    counts = (
        sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return min(max(counts, default=1), MOST_LINES)
