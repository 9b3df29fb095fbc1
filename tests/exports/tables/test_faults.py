"""Whatever is wrong with a table is named by file, row, id and field; frictionless names what a schema can say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.exports.tables.csv_files import write_tables
from lhextract.exports.tables.faults import faults_of
from lhextract.exports.tables.rows import tables_of
from tests.conftest import Extract
from tests.exports.tables.editing import EXTRACTED, Rows, edited, frictionless_faults, published, put

CASES = ["brno-projects", "charite-team", "galway-cards", "giessen-teams", "halle-allianzen", "losandes-alliances"]
TEXT = (EXTRACTED / "text.txt").read_text(encoding="utf-8")
Place = tuple[str, int | None, str, str]

# An edit, and file, row, id and field of its fault. No two are about one row, so that all can be made at once.
PLANTED: dict[str, tuple[str, Callable[[Rows], object], tuple[int | None, str, str]]] = {
    "no-such-initiative": ("contacts", put(2, "initiative", "lh-aaaaaaaaaa"), (2, "ct-r2ewafb4la", "initiative")),
    "no-such-parent": ("institutions", put(4, "parent", "org-aaaaaaaaaa"), (4, "org-n6zanxmdzz", "parent")),
    "no-phone-uri": ("phones", put(4, "uri", "+4935146338145"), (4, "ct-apyauzoc4l/tel-sorpihxkwb", "uri")),
    "no-ror": ("institutions", put(3, "ror", "03rc6as71"), (3, "org-fho4s5mc3p", "ror")),
    "no-email": ("contacts", put(4, "email", "nobody"), (4, "ct-apyauzoc4l", "email")),
    "empty-name": ("people", put(3, "name", ""), (3, "ps-42t4rqtbk6", "name")),
    "no-such-role": ("years", put(2, "role", "begin"), (2, "lh-527ydxmyez/yr-s3ndp2k5lt", "role")),
    "no-day": ("years", put(4, "first_day", "1.1.2015"), (4, "lh-gxpzwazasc/yr-vbpj3nefd5", "first_day")),
    "no-boolean": ("institutions", put(5, "host", "yes"), (5, "org-az5q5s4psz", "host")),
    "no-integer": ("programs", put(3, "position", "first"), (3, "lh-4yqt5racwu/pr-d44rthldyq", "position")),
    "decimal-comma": ("mentions", put(2, "confidence", "0,9"), (2, "mn-nib6pz6g6b", "confidence")),
    "id-twice": ("people", lambda rows: rows.append(list(rows[1])), (27, "ps-pzyiok4hxn", "id")),
    "key-twice": (
        "category_levels",
        lambda rows: rows.append([*rows[1][:2], "Another"]),
        (10, "cat-q2obrzfrqc 1", "category, level"),
    ),
    "cell-more": ("links", lambda rows: rows[4].append("x"), (5, "lh-gd5zppkp7u/ln-gesjsizfqp", "")),
    "column-gone": ("captions", lambda rows: [row.pop(3) for row in rows], (1, "", "text")),
    "column-more": ("acronyms", lambda rows: rows[0].append("note"), (1, "", "'note'")),
}
# What a schema cannot say.
BEYOND = {
    "start-behind-end": ("mentions", put(7, "start_offset", "800"), (7, "mn-ruiw5cdlr2", "start_offset")),
    "end-behind-text": ("lines", put(164, "end_offset", "30000"), (164, "163", "end_offset")),
    "other-words": ("mentions", put(9, "text", "Somewhere"), (9, "mn-tvhofih3hu", "text")),
    "formula": ("programs", put(5, "name", "=1+1"), (5, "lh-4yqt5racwu/pr-ewnkr34yvc", "name")),
    "living-tombstone": (
        "tombstones",
        lambda rows: rows.append(["lh-4yqt5racwu", "initiative"]),
        (2, "lh-4yqt5racwu", "id"),
    ),
    "other-text": ("sources", put(2, "text_sha256", "0" * 64), (2, "lighthouses", "text_sha256")),
    "rows-gone": ("sources", lambda rows: rows.pop(), (None, "", "")),
}


def places(files: dict[str, bytes]) -> set[Place]:
    """Where the faults are."""
    return {(fault.file, fault.row, fault.id, fault.field) for fault in faults_of(files, text=TEXT)}


@pytest.mark.parametrize(("table", "edit", "place"), {**PLANTED, **BEYOND}.values(), ids={**PLANTED, **BEYOND})
def test_one_fault_is_named(table: str, edit: Callable[[Rows], object], place: tuple[int | None, str, str]) -> None:
    """A single planted fault is named by file, row, id and field, and nothing else is."""
    assert places(edited(published(), table, edit)) - _of_whole_rows(table, place) == {(f"tables/{table}.csv", *place)}


def _of_whole_rows(table: str, place: tuple[int | None, str, str]) -> set[Place]:
    """The rows under a header with a column more are all too short, which is told too."""
    if place[2] != "'note'":
        return set()
    rows = published()[f"tables/{table}.csv"].decode("utf-8").splitlines()[1:]
    return {(f"tables/{table}.csv", number, row.split(",")[0], "") for number, row in enumerate(rows, start=2)}


def test_all_faults_are_named_at_once() -> None:
    """One fault hides no other one."""
    files = published()
    for table, edit, _ in PLANTED.values():
        files = edited(files, table, edit)
    assert places(files) >= {(f"tables/{table}.csv", *place) for table, _, place in PLANTED.values()}


def test_frictionless_names_them_too(tmp_path: Path) -> None:
    """By `datapackage.json` alone the same rows and fields are found; keys and headers it names without a field."""
    files = published()
    for table, edit, _ in PLANTED.values():
        files = edited(files, table, edit)
    found = frictionless_faults(files, tmp_path)
    for table, _, (row, _, field) in PLANTED.values():
        file, name = f"tables/{table}.csv", field.strip("'")
        if row == 1:
            assert name in {named for other, _, named in found if other == file}
        else:
            assert found & {(file, row, name), (file, row, "")}, (file, row, name)


def test_published_tables_have_none(tmp_path: Path) -> None:
    """The lighthouse tables are as declared, by both."""
    assert faults_of(published(), text=TEXT) == ()
    assert frictionless_faults(published(), tmp_path) == set()


@pytest.mark.parametrize("case", CASES)
def test_golden_tables_have_none(case: str, extract_golden: Extract) -> None:
    """Pages of other forms, in other languages, give tables as declared."""
    extraction = extract_golden(case, None)
    assert extraction.records is not None
    files = write_tables(tables_of(extraction.records)).files
    assert faults_of(files, text=extraction.page.text) == ()


FILES = {
    "latin-1": (lambda content: content.replace("ü".encode(), "ü".encode("latin-1")), "text in UTF-8"),
    "byte-order-mark": (lambda content: b"\xef\xbb\xbf" + content, "UTF-8 without one"),
    "nul": (lambda content: content.replace(b"further", b"\0urther", 1), "text without NUL"),
    "open-quote": (lambda content: content + b'lh-q73lnaaowt/ln-aaaaaaaaaa,"lh', "RFC 4180; nothing behind"),
    "empty": (lambda _: b"", "the columns id, initiative"),
    "html": (lambda _: b'<!DOCTYPE html>\n<p class="a">Not found</p>', "the columns id, initiative"),
}


@pytest.mark.parametrize(("spoil", "allowed"), FILES.values(), ids=FILES)
def test_spoilt_file(spoil: Callable[[bytes], bytes], allowed: str) -> None:
    """A file that is no CSV in UTF-8 is a fault like any other, on one line."""
    files = published()
    content = files["tables/links.csv"].replace(b"further", "für".encode(), 1) + (
        "lh-q73lnaaowt/ln-aaaaaaaaaa,lh-q73lnaaowt,9,further für,,1,2\n".encode()
    )
    files["tables/links.csv"] = spoil(content)
    found = [fault for fault in faults_of(files, text=TEXT) if fault.allowed.startswith(allowed)]
    assert found
    assert {fault.file for fault in found} == {"tables/links.csv"}
    assert all(len(str(fault).splitlines()) == 1 for fault in found)


def test_missing_and_foreign_files() -> None:
    """A table that is not there is one fault, not one for each row that refers to it; so is a file of another name."""
    files = published()
    del files["tables/initiatives.csv"]
    files["tables/notes.csv"] = b"a,b\n"
    assert places(files) == {("tables/initiatives.csv", None, "", ""), ("tables/notes.csv", None, "", "")}


def test_many_faults_of_one_kind_are_counted() -> None:
    """A column that is wrong throughout says so some times, and how often it would."""
    files = edited(published(), "mentions", lambda rows: [row.__setitem__(9, "much") for row in rows[1:]])
    faults = faults_of(files, text=TEXT, most=5)
    assert [fault.row for fault in faults] == [2, 3, 4, 5, 6, None]
    assert str(faults[-1]) == (
        "tables/mentions.csv, confidence: found 260 more like these, allowed is a number with a decimal point"
    )


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    """A cell with line ends is one row."""
    files = edited(published(), "initiatives", put(23, "name_derived", "maybe"))
    assert files["tables/initiatives.csv"].count(b"\n") > 23
    (fault,) = faults_of(files, text=TEXT)
    assert fault.row == 23
