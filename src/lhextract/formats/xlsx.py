"""The tables as a workbook: an overview to read, a sheet per table, what the columns mean, and what was altered.

Needs the extra `xlsx`. A cell cannot hold everything: what is too long is shortened, control characters become U+FFFD,
a carriage return a line feed; the sheet `altered` says where. No text is ever a formula, a link or a number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.overview import COLUMNS, overview_of
from lhextract.formats.storing import REPLACED
from lhextract.guards import storable
from lhextract.model.table import Cell, Tables, written
from lhextract.sheets.cells import LONGEST, shortened
from lhextract.sheets.workbook import Sheet, write_workbook

OVERVIEW, INITIATIVES, MEANINGS, ALTERED = "overview", "initiatives", "columns", "altered"
# What XML 1.0 has no place for. Readers differ in what they make of the format's own escapes for it.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
SHORTENED = "shortened cells"
DONE = {
    SHORTENED: f"shortened, because a cell holds {LONGEST} characters",
    REPLACED: "characters replaced that a cell cannot hold",
}
LISTED = 1000  # alterations that are told one by one
ABOVE = 5  # lines above the header of the overview


@dataclass(slots=True)
class _Cells:
    """Makes cells of values, and notes what it alters: (sheet, row as a spreadsheet numbers it, column, what)."""

    altered: list[tuple[str, str, str, str]] = field(default_factory=list)

    def of(self, value: Cell, *, sheet: str, row: int, column: str) -> str:
        """The text of a cell, empty for nothing."""
        text = written(value)
        clean = LINE_END.sub("\n", CONTROLS.sub("\N{REPLACEMENT CHARACTER}", storable(text)))
        short = shortened(clean)
        for what, before, after in ((REPLACED, text, clean), (SHORTENED, clean, short)):
            if before != after:
                self.altered.append((sheet, str(row), column, what))
        return short


def write_xlsx(export: Export) -> Written:
    """Return `<source>.xlsx`. Raises `UsageError` for more rows than a sheet has, or without the extra."""
    cells = _Cells()
    rows = _overview_rows(export, cells)
    tables = [_table(name, export.tables, cells) for name in export.tables]
    above = _above(export, cells)
    links = {(row, 0): f"'{INITIATIVES}'!A{row + 2}" for row in range(len(rows))}
    overview = Sheet(OVERVIEW, COLUMNS, rows, above, wrapped=True, links=links)
    sheets = (overview, *tables, _meanings(export.tables), *_altered(cells))
    counts = _counts(cells)
    return Written({f"{export.source}.xlsx": write_workbook(sheets, title=above[0])}, counts)


def _counts(cells: _Cells) -> dict[str, int]:
    counts = Counter(what for *_, what in cells.altered)
    return {what: counts[what] for what in DONE}


def _overview_rows(export: Export, cells: _Cells) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(
            cells.of(text, sheet=OVERVIEW, row=number, column=column) for text, column in zip(row, COLUMNS, strict=True)
        )
        for number, row in enumerate(overview_of(export.records), start=ABOVE + 2)
    )


def _above(export: Export, cells: _Cells) -> tuple[str, ...]:
    source = export.records.source
    counts = _counts(cells)
    fetched = f", fetched {source.snapshot.retrieved}" if source.snapshot.retrieved else ""
    said = (
        f"Initiatives on the page {source.id}",
        f"From {source.url or 'a page without an address'}{fetched}; SHA-256 of its text {source.text_sha256}",
        f"One row for each initiative; its number leads to its row on the sheet {INITIATIVES}. Each sheet behind "
        f"this one is a table; the sheet {MEANINGS} says what their columns mean. All cells are text.",
        f"{counts[SHORTENED]} cells are shortened and {counts[REPLACED]} have replaced characters: the sheet {ALTERED} "
        "says which. The formats jsonl, parquet and sqlite have them whole."
        if any(counts.values())
        else "No cell is shortened or otherwise altered.",
        "",
    )
    return tuple(cells.of(text, sheet=OVERVIEW, row=row, column="A") for row, text in enumerate(said, start=1))


def _table(name: str, tables: Tables, cells: _Cells) -> Sheet:
    columns = BY_NAME[name].column_names()
    rows = [
        tuple(
            cells.of(value, sheet=name, row=number, column=column) for value, column in zip(row, columns, strict=True)
        )
        for number, row in enumerate(tables[name], start=2)
    ]
    return Sheet(name, columns, rows)


def _meanings(tables: Tables) -> Sheet:
    rows = [
        (
            *(name, column.name, column.type, "never empty" if column.required else "", column.description),
            *(written(column.example), ", ".join(column.allowed)),
        )
        for name in tables
        for column in BY_NAME[name].columns
    ]
    columns = ("table", "column", "type", "required", "meaning", "example", "allowed values")
    return Sheet(MEANINGS, columns, rows, wrapped=True)


def _altered(cells: _Cells) -> tuple[Sheet, ...]:
    """A sheet that says what was altered, if anything was."""
    if not cells.altered:
        return ()
    rows = [(sheet, row, column, DONE[what]) for sheet, row, column, what in cells.altered[:LISTED]]
    more = len(cells.altered) - len(rows)
    told = [("", "", "", f"and {more} more")] if more else []
    return (Sheet(ALTERED, ("sheet", "row", "column", "what was done"), [*rows, *told]),)


FORMAT = Format("xlsx", "a workbook: an overview to read, and a sheet per table", ".xlsx", write_xlsx, "xlsx")
