from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lhextract.errors import UsageError
from lhextract.exports.tables.layout import TABLES
from lhextract.formats.sqlite import APPLICATION_ID, PAGE_SIZE, write_sqlite
from lhextract.formats.sqlite_file.leftovers import without_leftovers
from lhextract.model.record import Records
from tests.formats.reading import export_of, hostile_export, open_sqlite


@pytest.fixture
def database(records: Records) -> Iterator[sqlite3.Connection]:
    """The lighthouse page."""
    with closing(open_sqlite(write_sqlite(export_of(records)).files)) as opened:
        yield opened


def column(database: sqlite3.Connection, query: str, *values: str) -> list[str]:
    """The first column of what a query finds."""
    return [row[0] for row in database.execute(query, values)]


def test_file_opens_as_it_is(records: Records, tmp_path: Path) -> None:
    """It is one file without a journal beside it, whole, and known by its header."""
    path = tmp_path / "made.sqlite"
    path.write_bytes(write_sqlite(export_of(records)).files["made.sqlite"])
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        assert column(opened, "PRAGMA integrity_check") == ["ok"]
        assert column(opened, "PRAGMA journal_mode") == ["delete"]
        assert column(opened, "PRAGMA application_id") == [APPLICATION_ID]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("INSERT INTO categories SELECT * FROM categories", id="primary-key"),
        pytest.param("UPDATE phones SET contact = 'ct-none'", id="foreign-key"),
        pytest.param("DELETE FROM institutions", id="referred-to"),
        pytest.param("UPDATE initiatives SET name = NULL", id="required"),
        pytest.param("UPDATE years SET role = 'birthday'", id="closed-list"),
        pytest.param("UPDATE institutions SET host = 2", id="boolean"),
        pytest.param("UPDATE years SET first_day = '1.1.2024'", id="date"),
    ],
)
def test_constraints_hold(database: sqlite3.Connection, statement: str) -> None:
    """What the layout does not allow, the database refuses."""
    with pytest.raises(sqlite3.IntegrityError):  # noqa: PT012 - keys are checked at the end
        database.execute(statement)
        database.commit()


def test_every_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    """What belongs to a row is found without going through a table."""
    for table in TABLES:
        for key in table.foreign_keys:
            where = " AND ".join(f'"{name}" = 1' for name in key.columns)
            plan = database.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table.name} WHERE {where}")  # noqa: S608 - names of our own
            assert "USING INDEX" in plan.fetchone()[3], (table.name, key)


@pytest.mark.parametrize(
    ("index", "words"),
    [
        pytest.param("initiatives", "doctoral AND joint", id="text"),
        pytest.param("initiative_overview", "Universita AND Trento", id="canonical-name-without-accent"),
        pytest.param("initiative_overview", "people:Dierich", id="person"),
        pytest.param("institutions", "tongji", id="institution"),
        pytest.param("people", "dierich", id="people"),
        pytest.param("mentions", "tongji", id="mention"),
    ],
)
def test_search_finds(database: sqlite3.Connection, index: str, words: str) -> None:
    """Words are found in whatever case, names also where the text has others; the row is that of its table."""
    query = f"SELECT * FROM {index} WHERE rowid IN (SELECT rowid FROM {index}_fts WHERE {index}_fts MATCH ?)"  # noqa: S608 - names of our own
    found = database.execute(query, (words,)).fetchall()
    assert 0 < len(found) < len(database.execute(f"SELECT * FROM {index}").fetchall())  # noqa: S608 - names of our own


def test_overview_is_for_people(database: sqlite3.Connection) -> None:
    """A row for each initiative, with names in place of ids."""
    (row,) = database.execute(
        "SELECT category, partners, people, dates FROM initiative_overview WHERE name = 'Flinders University'"
    )
    assert row == ("Partnerships", "Flinders University", "Carola Dierich", "2014")
    (phones,) = column(database, "SELECT phones FROM contact_overview WHERE person_name = 'Carola Dierich'")
    assert phones == "+49 351 463-32730"
    assert len(column(database, "SELECT id FROM initiative_overview")) == len(
        column(database, "SELECT id FROM initiatives")
    )


def test_columns_are_explained_in_the_file(database: sqlite3.Connection) -> None:
    """Who has nothing but the file finds what each table and column means."""
    said = database.execute("SELECT table_name, name, description FROM columns ORDER BY rowid").fetchall()
    assert said == [(table.name, each.name, each.description) for table in TABLES for each in table.columns]
    assert column(database, "SELECT name FROM tables ORDER BY rowid") == [table.name for table in TABLES]


def test_dangling_reference_is_refused() -> None:
    """Records that refer to nothing are a message that names the table, not a file with holes."""
    export = hostile_export("Eva")
    with pytest.raises(UsageError, match=r"^phones: row 1: found an id that contacts does not have"):
        write_sqlite(replace(export, tables={**export.tables, "contacts": ()}))


def test_doubled_key_is_refused() -> None:
    """Neither are two rows with one key."""
    export = hostile_export("Eva")
    doubled = {**export.tables, "people": export.tables["people"] * 2}
    with pytest.raises(UsageError, match=r"^people: found a row that breaks a constraint"):
        write_sqlite(replace(export, tables=doubled))


def test_between_rows_stands_nothing(records: Records) -> None:
    """Bytes that some releases of SQLite leave between rows are cleared, and no row is lost by it."""
    content = write_sqlite(export_of(records)).files["made.sqlite"]
    dirty = bytearray(content)
    gaps = 0
    for page in range(PAGE_SIZE, len(content), PAGE_SIZE):
        cells, first = (int.from_bytes(content[page + at : page + at + 2], "big") for at in (3, 5))
        gap = page + 12 + 2 * cells
        if content[page] in (2, 5, 10, 13) and gap < page + first:
            dirty[gap] = 7
            gaps += 1
    assert gaps > 20
    assert without_leftovers(bytes(dirty), page_size=PAGE_SIZE) == content
    with closing(sqlite3.connect(":memory:")) as opened, closing(sqlite3.connect(":memory:")) as soiled:
        opened.deserialize(content)
        soiled.deserialize(bytes(dirty))
        assert list(opened.iterdump()) == list(soiled.iterdump())
        assert column(opened, "PRAGMA integrity_check") == ["ok"]
