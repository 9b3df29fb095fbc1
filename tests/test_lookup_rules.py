"""Rows for the same fix everywhere."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from lhextract.corrections.wishes import DecisionError
from lhextract.desk import Desk
from lhextract.errors import LookupFileError
from lhextract.lookup_rules import add_row, everywhere, row_for
from lhextract.lookups import read_lookups
from lhextract.model.correction import Rename

FLINDERS, PARTNER = "lh-527ydxmyez", "partners.org-gq2cq2jyr2"
ROW = Rename("programs", "Law", "Laws, all of them")
HEAD = "field,value,replacement,reason"
MARKED = f"\ufeff{HEAD}\r\nname, A ,B,\r\n\r\n"
BEFORE = [
    pytest.param(None, f"{HEAD}\n", id="no-file"),
    pytest.param(f"{HEAD}\n", f"{HEAD}\n", id="header"),
    pytest.param(f'{HEAD}\nname,A,"B",', f'{HEAD}\nname,A,"B",\n', id="no-line-end"),
    pytest.param(MARKED, MARKED, id="crlf-and-mark"),
]


@pytest.mark.parametrize(("before", "kept"), BEFORE)
def test_other_rows_stay_byte_for_byte(before: str | None, kept: str, tmp_path: Path) -> None:
    """A row is put behind the others in their own way of ending lines, and is read back."""
    if before is not None:
        (tmp_path / "renames.csv").write_bytes(before.encode())
    add_row(tmp_path, ROW, reason="a\nreason")
    end = "\r\n" if "\r\n" in kept else "\n"
    expected = f'{kept}programs,Law,"Laws, all of them",a reason{end}'
    assert (tmp_path / "renames.csv").read_bytes() == expected.encode()
    assert read_lookups(tmp_path).renames[-1] == ROW


def test_row_that_is_there_is_refused(tmp_path: Path) -> None:
    """A value has one row, whatever it says."""
    add_row(tmp_path, ROW, reason=None)
    before = (tmp_path / "renames.csv").read_bytes()
    with pytest.raises(LookupFileError, match="change that row by hand"):
        add_row(tmp_path, Rename("programs", "Law", None), reason=None)
    assert (tmp_path / "renames.csv").read_bytes() == before


@pytest.mark.parametrize("text", ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "＝1+1", "a;=1+1"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    """What the words of a page would do in a spreadsheet is kept from them; the row is read back as it was meant."""
    add_row(tmp_path, Rename("programs", text, text), reason=text)
    content = (tmp_path / "renames.csv").read_text(encoding="utf-8")
    _, cells = csv.reader(content.splitlines())
    assert [cell for cell in cells if re.search(r"(?:^|[;\t])[=+\-@＝]", cell)] == []
    assert read_lookups(tmp_path).renames == (Rename("programs", text, text),)


def test_broken_table_is_left_alone(tmp_path: Path) -> None:
    """Nothing is added to a file that cannot be read."""
    (tmp_path / "renames.csv").write_text("a,b\n")
    with pytest.raises(LookupFileError, match="header"):
        add_row(tmp_path, ROW, reason=None)
    assert (tmp_path / "renames.csv").read_text() == "a,b\n"


def test_all_places_are_found(desk: Desk) -> None:
    """A row made from one entry is about all that are written the same."""
    link = next(path for path in desk.corrected().entries.of[FLINDERS] if path.startswith("links."))
    found = everywhere([desk], row_for(desk, FLINDERS, link, None))
    assert found.row == Rename("links", "further information", None)
    assert len({place.entry.record for _, place in found.places}) > 1


REFUSED = [
    pytest.param("category", "x", "one of the fields", id="field-without-rows"),
    pytest.param("contacts.ct-r2ewafb4la.email", "x@y.edu", "the machine has a value for", id="nothing-there"),
    pytest.param(PARTNER, " Flinders University", "another value", id="same-value"),
    pytest.param("years.nothing", "x", "that the machine found", id="unknown-path"),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_what_no_row_can_say_is_refused(path: str, value: str, message: str, desk: Desk) -> None:
    """One message says why."""
    with pytest.raises(DecisionError, match=message):
        row_for(desk, FLINDERS, path, value)


def test_replacement_that_does_not_fit_is_refused(desk: Desk) -> None:
    """A replacement is checked like any other value."""
    row = row_for(desk, FLINDERS, "contacts.ct-r2ewafb4la.phones.tel-loja2o4yog", "call us")
    with pytest.raises(DecisionError, match="a phone number"):
        everywhere([desk], row)
