"""Tables as CSV, written by us and saved by spreadsheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.errors import UsageError
from lhextract.sheets.csv_file import read_cells, read_csv, write_cells

CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]))
HEAD = "record,field,new value,base"


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_cells_read_back(rows: list[list[str]]) -> None:
    """Whatever is in cells, it is read as it was written."""
    text = write_cells(rows).decode("utf-8-sig")
    read = read_cells(text, path=Path("t.csv"))
    assert [[cell.text for cell in row] for _, row in read] == rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "＝1+1", "a;=1+1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """No cell of the file begins as a formula does."""
    written = write_cells([[text, text]]).decode("utf-8-sig")
    assert re.findall(r'(?:^"?|[,;\t]"?)[=+\-@＝]', written) == []


SAVED = [
    pytest.param(f"{HEAD}\r\nlh-a,name,Café,b-x\r\n".encode("utf-8-sig"), id="utf-8-with-mark"),
    pytest.param(f"{HEAD}\nlh-a,name,Café,b-x\n".encode(), id="utf-8-line-feeds"),
    pytest.param(f"{HEAD}\r\nlh-a,name,Café,b-x\r\n".replace(",", ";").encode("cp1252"), id="cp1252-semicolons"),
    pytest.param(f"{HEAD}\r\nlh-a,name,Café,b-x\r\n".replace(",", "\t").encode("utf-16"), id="unicode-text"),
    pytest.param(f"sep=;\r\n{HEAD}\r\nlh-a,name,Café,b-x".replace(",", ";").encode(), id="separator-line"),
    pytest.param(b"Base,New  Value,FIELD,record\r\nb-x,Caf\xc3\xa9,name,lh-a\r\n", id="columns-in-another-order"),
    pytest.param("record,field,new value,base,my notes\nlh-a,name,Café,b-x,hm\n".encode(), id="a-column-of-ones-own"),
]


@pytest.mark.parametrize("content", SAVED)
def test_spreadsheets_save_in_many_ways(content: bytes, tmp_path: Path) -> None:
    """Encodings, separators and the order of columns make no difference."""
    (tmp_path / "t.csv").write_bytes(content)
    row = read_csv(tmp_path / "t.csv").rows[0]
    assert (row["record"].text, row["field"].text, row["new value"].text, row["base"].text) == (
        "lh-a",
        "name",
        "Café",
        "b-x",
    )


REFUSED = [
    pytest.param(b"", "found the columns nothing", id="empty"),
    pytest.param(b"a,b\r\n1,2\r\n", "found the columns a, b", id="another-table"),
    pytest.param(f"{HEAD},base\r\n".encode(), "the column 'base' twice", id="column-twice"),
    pytest.param(b'record,field,"new value\r\n', "found no CSV", id="open-quote"),
    pytest.param(b"\x81\x8d\xff\xfe", "save it as 'CSV UTF-8'", id="binary"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_what_is_no_table_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    """One message says what was found and what to do."""
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_csv(tmp_path / "t.csv")
