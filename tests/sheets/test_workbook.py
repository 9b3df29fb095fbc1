from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from lhextract.errors import UsageError
from lhextract.sheets import workbook
from lhextract.sheets.workbook import Sheet, lines_of, widths_of, write_workbook


def read_back(sheet: Sheet) -> Any:
    """The sheet as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(write_workbook([sheet], title="t")))[sheet.name]


@pytest.mark.parametrize(
    "text", ["<r><t>bold</t></r>", "<r></si></sst></r>", "<r>&\t</r>", "=1", "https://a.example", "1e5"]
)
def test_every_text_is_text(text: str) -> None:
    """Markup, formulas, links and numbers stay the characters that they are, in a header too."""
    sheet = read_back(Sheet("s", (text,), [(text,)], above=(text,)))
    cells = [sheet["A1"], sheet["A2"], sheet["A3"]]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None)] * 3


def test_no_time_gets_into_the_file() -> None:
    """The parts of the file have one fixed time, and so has the workbook."""
    with ZipFile(io.BytesIO(write_workbook([Sheet("s", ("a",), [])], title="t"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet would drop the rest without a word."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert read_back(Sheet("s", ("a",), [("1",)] * 2)).max_row == 3
    with pytest.raises(UsageError, match="s: found 3 rows, allowed are 2"):
        write_workbook([Sheet("s", ("a",), [("1",)] * 3)], title="t")


def test_links_end_where_a_sheet_can_hold_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cells are there nevertheless."""
    monkeypatch.setattr(workbook, "MOST_LINKS", 1)
    sheet = read_back(Sheet("s", ("a",), [("1",), ("2",)], links={(0, 0): "'s'!A2", (1, 0): "'s'!A3"}))
    assert [(cell.value, cell.hyperlink is not None) for cell in (sheet["A2"], sheet["A3"])] == [
        ("1", True),
        ("2", False),
    ]


@pytest.mark.parametrize(
    ("cell", "width"),
    [
        pytest.param("", 6, id="narrowest"),
        pytest.param("x" * 20, 21, id="seen-whole"),
        pytest.param("x" * 20 + "\n" + "x" * 10, 21, id="longest-line"),
        pytest.param("x" * 500, 60, id="widest"),
    ],
)
def test_widths(cell: str, width: int) -> None:
    """A column is as wide as what stands in it, within reason."""
    assert widths_of(("id",), [("",), (cell,)]) == (width,)


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        pytest.param(("", ""), 1, id="empty"),
        pytest.param(("a", "b\nc"), 2, id="line-feed"),
        pytest.param(("x" * 25, ""), 3, id="wrapped"),
        pytest.param(("a\n" * 99, ""), 27, id="highest"),
    ],
)
def test_heights(cells: tuple[str, str], lines: int) -> None:
    """A row is as high as its longest cell, as far as rows can be."""
    assert lines_of(cells, (10, 10)) == lines
