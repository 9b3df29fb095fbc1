"""Tables as workbooks."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.sheets import xlsx_file
from lhextract.sheets.cells import Cell, Made
from lhextract.sheets.rows import ACTION, COLUMNS, NEW, allowed_in, rows_of
from lhextract.sheets.xlsx_file import read_xlsx, write_xlsx


@pytest.fixture
def workbook(desk: Desk, tmp_path: Path) -> Path:
    """The exported table."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_xlsx(rows_of(desk), allowed=allowed_in(desk)))
    return path


def test_cells_read_back(workbook: Path, desk: Desk) -> None:
    """Every cell is read as it was written."""
    read = read_xlsx(workbook)
    assert [{column: row[column].text for column in COLUMNS} for row in read.rows] == [
        dict(row.cells()) for row in rows_of(desk)
    ]


def test_same_table_is_the_same_bytes(workbook: Path, desk: Desk) -> None:
    """No time gets into the file."""
    assert write_xlsx(rows_of(desk), allowed=allowed_in(desk)) == workbook.read_bytes()


def test_workbook_helps_its_editor(workbook: Path, desk: Desk) -> None:
    """All is text, what is edited is unlocked, fixed values are offered, the header stays in view."""
    sheet = openpyxl.load_workbook(workbook)["corrections"]
    new = COLUMNS.index(NEW) + 1
    assert sheet.freeze_panes == "D2"
    assert sheet.protection.sheet
    assert {cell.number_format for row in sheet.iter_rows(max_row=20) for cell in row} == {"@"}
    assert [sheet.cell(2, place).protection.locked for place in (new - 1, new)] == [True, False]
    categories = next(place for place, row in enumerate(rows_of(desk), start=2) if row.path == "category")
    offered = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert any(sheet.cell(categories, new).coordinate in each.split() for each in offered)


TYPED = [
    pytest.param(2014, "General", Cell("2014", Made.NUMBER), id="number"),
    pytest.param(4935146333013.0, "General", Cell("4935146333013", Made.NUMBER), id="phone"),
    pytest.param(datetime(2014, 5, 1), "mmm\\-yy", Cell("2014-05", Made.DATE), id="month"),  # noqa: DTZ001
    pytest.param(datetime(2014, 5, 1), "dd/mm/yyyy", Cell("2014-05-01", Made.DATE), id="day"),  # noqa: DTZ001
    pytest.param(True, "General", Cell("TRUE", Made.BOOLEAN), id="boolean"),
    pytest.param("=1+1", "General", Cell("=1+1", Made.FORMULA), id="formula"),
    pytest.param("#NAME?", "General", Cell("#NAME?", Made.ERROR), id="error"),
    pytest.param("'+49 351", "@", Cell("+49 351"), id="apostrophe-of-csv"),
    pytest.param("a_x000D_\nb", "@", Cell("a\nb"), id="escaped-line-end"),
]


@pytest.mark.parametrize(("value", "shown", "cell"), TYPED)
def test_cell_says_what_was_made_of_it(value: Any, shown: str, cell: Cell, workbook: Path) -> None:
    """Numbers, dates and formulas are told from text."""
    book = openpyxl.load_workbook(workbook)
    edited = book["corrections"].cell(2, COLUMNS.index(NEW) + 1, value)
    edited.number_format = shown
    book.save(workbook)
    assert read_xlsx(workbook).rows[0][NEW] == cell


@pytest.mark.parametrize(
    ("signature", "at", "value"),
    [
        pytest.param(b"PK\x01\x02", 8, 1, id="encrypted"),
        pytest.param(b"PK\x01\x02", 10, 9, id="packed-otherwise"),
        pytest.param(b"PK\x03\x04", 50, 0xFF, id="damaged"),
    ],
)
def test_odd_archive_is_refused(signature: bytes, at: int, value: int, tmp_path: Path) -> None:
    """An archive that is encrypted, packed in a way that Python does not know, or damaged is one message."""
    content = bytearray(write_xlsx([], allowed={ACTION: ("add",)}))
    start = content.find(signature)
    while start >= 0:
        content[start + at] |= value
        start = content.find(signature, start + 4)
    path = tmp_path / "t.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="found no workbook"):
        read_xlsx(path)


def test_broken_workbook_is_refused(workbook: Path) -> None:
    """A file that was cut off is one message."""
    workbook.write_bytes(workbook.read_bytes()[:5000])
    with pytest.raises(UsageError, match="found no workbook"):
        read_xlsx(workbook)


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def written(path: Path, sheet: str, *, doctype: str = "") -> Path:
    """A workbook whose sheet is this XML, made as no spreadsheet makes it."""
    blank = io.BytesIO()
    openpyxl.Workbook().save(blank)
    with ZipFile(blank) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            made = f"<?xml version='1.0'?>{doctype}<worksheet {MAIN}>{sheet}</worksheet>"
            target.writestr(name, made if name == SHEET else source.read(name))
    return path


def row(number: int, *texts: str) -> str:
    """A row of a sheet."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def test_row_number_that_no_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are only counted, of which a few bytes can claim any number, are not made."""
    monkeypatch.setattr(xlsx_file, "LAST_ROW", 100)
    rows = row(1, *COLUMNS) + row(2, "lh-1") + row(9, "lh-2") + row(30_000, "lh-3")
    read = read_xlsx(written(tmp_path / "t.xlsx", f"<sheetData>{rows}</sheetData>"))
    assert [(each.number, each["record"].text) for each in read.rows] == [(2, "lh-1"), (9, "lh-2")]


def test_stated_size_of_a_sheet_is_not_believed(tmp_path: Path) -> None:
    """A sheet that says it is smaller than it is loses no rows."""
    rows = row(1, *COLUMNS) + row(2, "lh-1") + row(3, "lh-2")
    sheet = f'<dimension ref="A1:K2"/><sheetData>{rows}</sheetData>'
    assert len(read_xlsx(written(tmp_path / "t.xlsx", sheet)).rows) == 2


def test_workbook_that_unpacks_to_more_than_the_memory(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the parts say that they unpack to is looked at before any is unpacked."""
    with ZipFile(workbook) as parts:
        size = sum(part.file_size for part in parts.infolist())
    monkeypatch.setattr(xlsx_file, "UNPACKED", size - 1)
    with pytest.raises(UsageError, match=f"unpacked {size:,} bytes, allowed are {size - 1:,}"):
        read_xlsx(workbook)


LAUGHS = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(f'<!DOCTYPE x [<!ENTITY e0 "lol">{LAUGHS}]>', id="billion-laughs"),
        pytest.param('<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>', id="file"),
        pytest.param('<!DOCTYPE x [<!ENTITY e9 SYSTEM "http://127.0.0.1:9/">]>', id="network"),
    ],
)
@pytest.mark.parametrize("parser", ["as installed", "standard library"])
def test_entities_of_a_workbook(doctype: str, parser: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entities that multiply or lead elsewhere are refused, whichever parser there is."""
    if parser == "standard library":
        monkeypatch.setattr("openpyxl.worksheet._reader.iterparse", ET.iterparse)
    path = written(tmp_path / "t.xlsx", f"<sheetData>{row(1, *COLUMNS, '&e9;')}</sheetData>", doctype=doctype)
    with pytest.raises(UsageError, match="found no workbook"):
        read_xlsx(path)


def test_missing_library_is_one_message(desk: Desk, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the message names it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[xlsx\]'"):
        write_xlsx(rows_of(desk), allowed={})
    with pytest.raises(UsageError, match=r"pip install 'lhextract\[xlsx\]'"):
        read_xlsx(workbook)


def test_long_text_is_only_shown_shorter(desk: Desk) -> None:
    """A text that no cell holds is cut where it is shown; what it is compared with is the whole."""
    row = rows_of(desk)[0]
    long = type(row)(**{name: getattr(row, name) for name in row.__slots__} | {"value": "x" * 40_000})
    content = write_xlsx([long], allowed=allowed_in(desk))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["corrections"]
    assert len(str(sheet.cell(2, 5).value)) == 32_766
    assert sheet.cell(2, len(COLUMNS)).value == row.base
