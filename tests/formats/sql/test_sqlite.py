"""What is particular to files; and laws that hold for any rows."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lhextract.errors import DatabaseError
from lhextract.exports.schema import validate
from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.sql import connecting
from lhextract.formats.sql.counts import Counts
from lhextract.formats.sql.database import read_database, write_database
from lhextract.formats.sql.ordering import in_order
from lhextract.formats.storing import storable_tables
from lhextract.model.table import Cell, Column, Row, Table, Tables
from tests.conftest import ROOT
from tests.formats.sql.pages import SOURCE, asked, page, told

TEXTS = st.one_of(
    st.text(max_size=8),
    st.text(st.characters(), max_size=4),
    st.sampled_from(
        ["", "=1+1", "'=1", "\x00", "\ud800", "NULL", "007", "1e5", "\\N", "a\tb\r\nc", "true", "2020-01-01"]
    ),
)
VALUES: dict[str, st.SearchStrategy[Cell]] = {
    "string": TEXTS,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates(),
}


def _values(column: Column) -> st.SearchStrategy[Cell]:
    found: st.SearchStrategy[Cell] = st.sampled_from(column.allowed) if column.allowed else VALUES[column.type]
    return found if column.required else st.none() | found


@st.composite
def any_tables(draw: st.DrawFn) -> Tables:
    """Rows of any values with clean keys, of which every foreign key leads somewhere or is empty."""
    tables: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        rows: dict[tuple[Cell, ...], Row] = {}
        for number in range(draw(st.integers(0, 2))):
            if (row := _row(draw, table, tables, number)) is not None:
                rows[tuple(row[table.column_names().index(name)] for name in table.key)] = row
        tables[table.name] = tuple(rows.values())
    return tables


def _row(draw: st.DrawFn, table: Table, before: Tables, number: int) -> Row | None:
    """A row, or None where it would have to lead to a row that there is not."""
    parents = {key.columns[0]: key.table for key in table.foreign_keys}
    cells: list[Cell] = []
    for column in table.columns:
        if column.name in parents:
            found = [row[0] for row in before.get(parents[column.name], ())]
            choices: list[Cell] = [*found, *([] if column.required else [None])]
            if not choices:
                return None
            cells.append(draw(st.sampled_from(choices)))
        elif column.name in table.key and not column.allowed:
            cells.append(number if column.type == "integer" else f"{table.name}-{number}")
        else:
            cells.append(draw(_values(column)))
    return tuple(cells)


@settings(max_examples=6)  # each is three exports
@given(any_tables(), any_tables())
def test_any_tables_come_back(first: Tables, second: Tables) -> None:
    """Whatever was there before, what is in force after an export is what was exported, to the letter."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/made.db"
        for tables in (first, second):
            exported = write_database(url, tables, source=SOURCE)
            stored = storable_tables(tables)
            assert read_database(url, source=SOURCE) == in_order(stored.tables)
            assert exported.replaced == stored.replaced
        again = write_database(url, second, source=SOURCE).together()
        assert again == Counts(unchanged=sum(map(len, second.values())))


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Tables]:
    """The committed records in a file, and their tables."""
    tables = tables_of(validate((ROOT / "extracted" / "lighthouses" / "records.json").read_text(encoding="utf-8")))
    url = f"sqlite:///{tmp_path_factory.mktemp('sql') / 'made.db'}"
    write_database(url, tables, source="lighthouses")
    return url, tables


def test_a_whole_page_comes_back(lighthouses: tuple[str, Tables]) -> None:
    """All tables of a real page are read as they were written."""
    url, tables = lighthouses
    assert read_database(url, source="lighthouses") == tables


QUERIES = re.findall(r"```sql\n(SELECT.*?)```", (ROOT / "docs" / "database.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_docs_answer(lighthouses: tuple[str, Tables], query: str) -> None:
    """Each example query of docs/database.md gives rows on the lighthouse page."""
    assert asked(lighthouses[0], query)


def test_the_docs_have_queries() -> None:
    """None is overlooked: every SQL block that begins with SELECT is run."""
    assert len(QUERIES) >= 6


def test_a_reader_without_any_library_of_ours_sees_keys_and_types(lighthouses: tuple[str, Tables]) -> None:
    """Foreign keys are declared, hold, and are kept when somebody turns them on."""
    file = lighthouses[0].removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("UPDATE phones SET contact = 'ct-none'")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE lines SET role = 'poem'")
        with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
            connection.execute("UPDATE phones SET raw = NULL")
    connection.close()


def test_a_file_that_cannot_be_is_told(tmp_path: Path) -> None:
    """A folder that is not there, a file that is something else: one message each."""
    with pytest.raises(DatabaseError, match="a file in a folder that is there"):
        write_database(f"sqlite:///{tmp_path}/absent/made.db", page(), source=SOURCE)
    other = tmp_path / "notes.txt"
    other.write_text("These are notes, and no database at all. " * 20, encoding="utf-8")
    with pytest.raises(DatabaseError, match="an SQLite file, or a name that is still free"):
        write_database(f"sqlite:///{other}", page(), source=SOURCE)
    with pytest.raises(DatabaseError, match="no such file"):
        read_database(f"sqlite:///{tmp_path}/absent.db", source=SOURCE)


def test_a_locked_file_is_told(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the file too long is waited for, and not for ever."""
    write_database(sqlite, page(), source=SOURCE)
    monkeypatch.setattr(connecting, "WAIT_S", 0.05)
    holder = sqlite3.connect(sqlite.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(DatabaseError, match="a file that nothing else writes to"):
            write_database(sqlite, page(), source=SOURCE)
    finally:
        holder.close()


def test_broken_keys_of_others_are_theirs(sqlite: str) -> None:
    """A row of somebody else's that leads nowhere keeps nobody from exporting."""
    told(sqlite, "CREATE TABLE a (id integer PRIMARY KEY)", "CREATE TABLE b (a integer REFERENCES a)")
    told(sqlite, "INSERT INTO b VALUES (7)")
    assert write_database(sqlite, page(), source=SOURCE).migrated == "made"
