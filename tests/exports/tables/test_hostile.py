"""What a page says is text to whoever reads its tables, and comes back as it was."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.cli import main
from lhextract.exports.records_json import to_json
from lhextract.exports.tables.back import records_of
from lhextract.exports.tables.csv_files import file_name, read_tables, write_tables
from lhextract.exports.tables.faults import faults_of
from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.layout.initiatives import CAPTIONS
from lhextract.guards import guarded, storable, unguarded
from lhextract.model.table import Cell, Column, Table
from tests.exports.tables.hostile_page import LONG, TEXTS, as_html, as_text

# Written down once more: the cell, or what a program that splits at semicolons, tabs and line ends makes of it.
LIVE = re.compile(r"(?:^|[;\t\r\n])[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# What text.txt and records.json cannot say: their words are those of the page.
EVIL = st.one_of(
    st.text(),
    st.sampled_from([*TEXTS.values(), "\0=1", "\ud800=1", "nan", "-inf", "1.#IND", "٣", "#N/A", "''=1", "’NA"]),
    st.text(alphabet="=+-@'’;\t\r\n\"0123e.NAnullio \0\ud800＝", max_size=12),
)


@pytest.fixture(scope="module", params=["html", "txt"])
def extracted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run makes of the hostile page, which somebody has looked at and wants."""
    folder = tmp_path_factory.mktemp("hostile")
    page = folder / f"page.{request.param}"
    page.write_bytes(as_html() if request.param == "html" else as_text())
    with pytest.raises(SystemExit) as ended:
        main(["run", str(page), "--out", str(folder / "out"), "--accept", "--fail-on", "never"])
    assert ended.value.code == 0
    return folder / "out"


def files_of(folder: Path) -> dict[str, bytes]:
    """The tables of an extraction."""
    return {f"tables/{path.name}": path.read_bytes() for path in (folder / "tables").iterdir()}


def test_no_cell_is_a_formula(extracted: Path) -> None:
    """No cell of any table begins a formula, also not in a program that splits lines otherwise; numbers aside."""
    for name, content in files_of(extracted).items():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        assert [cell for row in rows for cell in row if LIVE.search(cell)] == [], name
    assert json.loads((extracted / "manifest.json").read_bytes())["tables"]["guarded_cells"] > 50


def test_records_are_exact(extracted: Path) -> None:
    """In records.json every mention and every name is as the page's text has it, apostrophes and all."""
    text = (extracted / "text.txt").read_bytes().decode("utf-8")
    records = json.loads((extracted / "records.json").read_bytes())
    for mention in records["mentions"]:
        assert mention["text"] == text[mention["start"] : mention["end"]]
    names = {one["name"] for one in records["initiatives"]}
    assert {TEXTS["hyperlink"], TEXTS["function"], TEXTS["missing"], TEXTS["none"]} <= names
    assert LONG in text.split("\n")


def test_tables_are_the_records(extracted: Path) -> None:
    """Read back, the tables are the records but for what no file of text can hold; they have no fault."""
    files = files_of(extracted)
    text = (extracted / "text.txt").read_bytes().decode("utf-8")
    assert faults_of(files, text=text) == ()
    records = json.loads((extracted / "records.json").read_bytes())
    assert json.loads(to_json(asdict(records_of(read_tables(files))))) == _stored(records)


def _stored(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stored(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_stored(one) for one in value]
    return storable(value) if isinstance(value, str) else value


@given(EVIL)
def test_guarded_text_comes_back(text: str) -> None:
    """Any text survives the apostrophes, and what is guarded is no formula."""
    assert unguarded(guarded(text)) == text
    assert LIVE.search(guarded(text)) is None


def cells(column: Column) -> st.SearchStrategy[Cell]:
    """What may stand in a column; an empty text only where something must stand, for else it is None."""
    typed: dict[str, st.SearchStrategy[Cell]] = {
        "string": EVIL if column.required else EVIL.filter(bool),
        "integer": st.integers(),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.booleans(),
        "date": st.dates(),
    }
    return typed[column.type] if column.required else st.none() | typed[column.type]


def rows(table: Table) -> st.SearchStrategy[tuple[tuple[Cell, ...], ...]]:
    """Some rows of a table."""
    return st.lists(st.tuples(*map(cells, table.columns)), max_size=3).map(tuple)


@given(st.data())
def test_any_cells_are_read_back(data: st.DataObject) -> None:
    """Whatever stands in the cells, reading what was written gives it back, but for what no text can hold."""
    filled = data.draw(st.sampled_from(TABLES))
    tables = {table.name: data.draw(rows(table)) if table is filled else () for table in TABLES}
    stored = {
        name: tuple(tuple(storable(cell) if isinstance(cell, str) else cell for cell in row) for row in listed)
        for name, listed in tables.items()
    }
    assert read_tables(write_tables(tables).files) == stored


READERS: dict[str, Callable[[Path], list[str]]] = {
    "pandas": lambda path: pd.read_csv(path)["text"].tolist(),
    "polars": lambda path: pl.read_csv(path)["text"].to_list(),
    "duckdb": lambda path: [row[0] for row in duckdb.sql(f"SELECT text FROM '{path}'").fetchall()],  # noqa: S608 - a path of our own
}


def test_quotes_are_not_guessed_from_apostrophes(tmp_path: Path) -> None:
    """A cell between apostrophes keeps both, also where no other cell needs quotes."""
    tables = {table.name: () for table in TABLES} | {"captions": (("cp-1", "lh-a", 1, "='", 0, 1),)}
    path = tmp_path / "captions.csv"
    path.write_bytes(write_tables(tables).files[file_name("captions")])
    assert [read(path) for read in READERS.values()] == [["'='"]] * 3


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(st.lists(EVIL.filter(bool), max_size=4))
def test_readers_see_the_guarded_text(
    read: Callable[[Path], list[str]], tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Beside one ordinary text, each cell is to pandas, polars and duckdb the text that was written.

    DuckDB guesses quotes line by line; where odd pieces of text stand between line ends, it can guess wrong. Texts with
    line ends are what initiatives have, and test_readers reads those.
    """
    said = [*(text for text in texts if "\n" not in text and "\r" not in text), "Signing of the agreement"]
    tables = {table.name: () for table in TABLES} | {
        CAPTIONS.name: tuple((f"cp-{place}", "lh-a", place, text, 0, 1) for place, text in enumerate(said))
    }
    path = tmp_path_factory.mktemp("read") / "captions.csv"
    path.write_bytes(write_tables(tables).files[file_name("captions")])
    assert read(path) == [guarded(storable(text)) for text in said]
