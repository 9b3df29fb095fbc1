"""What a spreadsheet makes of cells, and how much of it can be undone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.values import UnfitValueError
from lhextract.guards import neutralised, plain, quoted
from lhextract.sheets.cells import LONGEST, Cell, Made, length, shortened, typed

DAMAGES = [
    pytest.param("name", Cell("  TU Wien \u00a0\r\n"), "TU Wien", id="blanks-at-the-ends"),
    pytest.param("name", Cell("2014", Made.NUMBER), "2014", id="name-that-is-a-number"),
    pytest.param("name", Cell("TRUE"), "TRUE", id="text-like-a-boolean"),
    pytest.param("text", Cell("one\r\ntwo"), "one\ntwo", id="line-ends"),
    pytest.param("years.yr-a.value", Cell("2014-05", Made.DATE), "2014-05", id="month-as-date"),
    pytest.param("contacts.ct-a.phones.tel-b.e164", Cell("4935146333013", Made.NUMBER), "+4935146333013", id="plus"),
    pytest.param("contacts.ct-a.phones.tel-b.e164", Cell("035146333013"), "035146333013", id="zero-stays"),
    pytest.param("contacts.ct-a.phones", Cell("4935146333013"), "+4935146333013", id="plus-of-a-new-one"),
]


@pytest.mark.parametrize(("path", "cell", "text"), DAMAGES)
def test_harmless_damage_is_undone(path: str, cell: Cell, text: str) -> None:
    """What can be told from the cell and its field is read as it was typed."""
    assert typed(cell, path) == text


LOSSES = [
    pytest.param("contacts.ct-a.phones.tel-b.e164", Cell("4.93515E+12"), "rounded", id="exponent"),
    pytest.param("contacts.ct-a.phones.tel-b.e164", Cell("4,93515E+12"), "rounded", id="exponent-with-comma"),
    pytest.param("name", Cell("1234567890123450", Made.NUMBER), "rounded", id="long-number"),
    pytest.param("name", Cell("2014-05-01", Made.DATE), "a date", id="date-in-a-name"),
    pytest.param("name", Cell("TRUE", Made.BOOLEAN), "true or false", id="boolean"),
    pytest.param("name", Cell("=1+1", Made.FORMULA), "a formula", id="formula"),
    pytest.param("name", Cell("#NAME?"), "took it for a formula", id="formula-error"),
    pytest.param("name", Cell("#WERT!", Made.ERROR), "took it for a formula", id="formula-error-german"),
    pytest.param("text", Cell("x" * LONGEST), "a cell is cut there", id="cut"),
]


@pytest.mark.parametrize(("path", "cell", "reason"), LOSSES)
def test_loss_is_said(path: str, cell: Cell, reason: str) -> None:
    """What a spreadsheet has lost is never guessed."""
    with pytest.raises(UnfitValueError, match=reason):
        typed(cell, path)


MARKS = st.text("a'’=+-@;\t\r\n＝ ", max_size=12)


@given(text=MARKS | st.text())
def test_neutralised_reads_back(text: str) -> None:
    """A cell that was neutralised, or quoted, reads back exactly."""
    assert plain(neutralised(text)) == text
    assert plain(quoted(text)) == text


@given(text=MARKS)
def test_no_formula_gets_out(text: str) -> None:
    """No spreadsheet takes a neutralised cell for a formula, nor a part of it, whatever it takes for a separator."""
    assert [part for part in re.split("[;\t\r\n]", neutralised(text)) if part[:1] in tuple("=+-@＝")] == []


def test_what_is_no_formula_stays_as_it_is() -> None:
    """An apostrophe is put only where it is needed."""
    assert neutralised("'s-Hertogenbosch; a - b = c") == "'s-Hertogenbosch; a - b = c"
    assert quoted("+49 351; -1") == "+49 351; -1"


@pytest.mark.parametrize("letter", ["x", "ä", "😀", "x😀"])
def test_shortened_text_fits_as_spreadsheets_count(letter: str) -> None:
    """They count UTF-16; what was cut is always told from what is just long, so that it is never taken for an edit."""
    text = letter * LONGEST
    cut = shortened(text)
    assert length(cut) == len(cut.encode("utf-16-le")) // 2 == LONGEST - 1
    assert text.startswith(cut.rstrip("…"))
    assert cut.endswith("…")
    assert shortened(cut) == cut
    with pytest.raises(UnfitValueError):
        typed(Cell(cut), "text")
