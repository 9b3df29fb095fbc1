"""Databases that another lhextract made: older ones are upgraded, newer or altered ones are refused."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest
from sqlalchemy import text

from lhextract.errors import DatabaseError
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.formats.sql import declared
from lhextract.formats.sql.database import read_database, write_database
from lhextract.formats.sql.views import VIEWS
from lhextract.model.table import ForeignKey, Table
from tests.formats.sql.pages import PERSON, SOURCE, asked, opened, page, told, versions

# Raise declared.LAYOUT when this changes.
PINNED = (1, "c90eaffcf0eacbb1")


def test_the_layout_has_a_version() -> None:
    """Whatever is made in a database is another layout when it changes: only then is it made anew there."""
    made = [
        (
            table.name,
            table.key,
            table.foreign_keys,
            [(one.name, one.type, one.required, one.allowed) for one in table.columns],
        )
        for table in TABLES
    ]
    digest = hashlib.sha256(repr((made, VIEWS)).encode()).hexdigest()[:16]
    assert (declared.LAYOUT, digest) == PINNED


def older(url: str, monkeypatch: pytest.MonkeyPatch, *changed: Table | str) -> None:
    """Make a database as an older lhextract would have: with these tables as they were, or without them."""
    by_name = {one.name: one for one in changed if isinstance(one, Table)}
    tables = [by_name.get(table.name, table) for table in TABLES if table.name not in changed]
    with monkeypatch.context() as patched:
        patched.setattr(declared, "TABLES", tables)
        metadata = declared.declare()
    with opened(url) as connection:
        metadata.create_all(connection)
        for name, rows in page().items():
            if (table := metadata.tables.get(name)) is not None and rows:
                columns = BY_NAME[name].column_names()
                there = {column.name for column in table.columns}
                named = [{k: v for k, v in zip(columns, row, strict=True) if k in there} for row in rows]
                if name == "institutions":
                    named.reverse()  # the university before its part
                connection.execute(table.insert(), [{"source": SOURCE, **row} for row in named])
        book = {"source": SOURCE, "layout": 0, "schema_version": "0.9.0", "complete": True}
        connection.execute(metadata.tables["lhextract"].insert(), book)
        connection.execute(text("CREATE VIEW initiative_overview AS SELECT 1 AS one"))


def lacking(table: str, *columns: str) -> Table:
    """A table before it had some columns."""
    now = BY_NAME[table]
    kept = tuple(column for column in now.columns if column.name not in columns)
    keys = tuple(key for key in now.foreign_keys if not set(key.columns) & set(columns))
    return dataclasses.replace(now, columns=kept, foreign_keys=keys)


def knowing(table: str, column: str, *allowed: str) -> Table:
    """A table when a column had other allowed values."""
    now = BY_NAME[table]
    columns = tuple(dataclasses.replace(one, allowed=allowed) if one.name == column else one for one in now.columns)
    return dataclasses.replace(now, columns=columns)


OLDER: dict[str, tuple[Table | str, ...]] = {
    "a table": ("provenance",),
    "a column": (lacking("phones", "region"),),
    "a column that is never empty": (lacking("phones", "national"),),
    "a column with a foreign key": (lacking("contacts", "person"),),
    "a value": (knowing("lines", "role", "heading", "body"),),
    "a foreign key": (dataclasses.replace(BY_NAME["phones"], foreign_keys=()),),
    "much": (
        "provenance",
        lacking("phones", "region", "national"),
        lacking("contacts", "person"),
        knowing("findings", "severity", "warning"),
        dataclasses.replace(BY_NAME["person_titles"], foreign_keys=()),
    ),
}


@pytest.mark.parametrize(("kind", "name"), [*(("sqlite", name) for name in OLDER), ("postgresql", "much")])
def test_an_older_database_is_upgraded(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    """What came since is added, what was there stays, and a second export finds nothing to do."""
    url, changed = str(request.getfixturevalue(kind)), OLDER[name]
    older(url, monkeypatch, *changed)
    assert write_database(url, page(), source=SOURCE).migrated == "upgraded"
    assert read_database(url, source=SOURCE) == page()
    assert asked(url, "SELECT name FROM initiative_overview ORDER BY position") == [("First",), ("Second",)]
    before = versions(url)
    assert write_database(url, page(), source=SOURCE).migrated == ""
    assert versions(url) == before
    # What came is as strict as if it had been there from the beginning.
    leads_nowhere = {**page(), "contacts": tuple((*row[:3], "ps-zzzzzzzzzz", *row[4:]) for row in page()["contacts"])}
    with pytest.raises(DatabaseError, match="contacts"):
        write_database(url, leads_nowhere, source=SOURCE)


def test_an_upgrade_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables and columns are made in the transaction of the rows."""
    older(url, monkeypatch, *OLDER["much"])

    def fail(table: str) -> None:
        if table == "lines":
            raise RuntimeError(table)

    with pytest.raises(RuntimeError):
        write_database(url, page(), source=SOURCE, tell=fail)
    with pytest.raises(DatabaseError, match="an export of an older lhextract"):
        read_database(url, source=SOURCE)
    assert asked(url, "SELECT * FROM initiative_overview") == [(1,)]
    assert write_database(url, page(), source=SOURCE).migrated == "upgraded"


def test_other_rows_stay_empty_where_a_column_came(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows what a row of another source would have there; that does not keep anybody from exporting."""
    older(url, monkeypatch, lacking("phones", "national"))
    write_database(url, page(), source="other")
    assert asked(url, "SELECT DISTINCT national FROM phones WHERE source = 'made'") == [(None,)]
    assert write_database(url, page(), source=SOURCE).tables["phones"].changed == 2


def test_indexes_of_others_stay(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that somebody made is there after an upgrade, which in SQLite makes its table anew."""
    older(url, monkeypatch, lacking("phones", "region"))
    told(url, "CREATE INDEX mine ON phones (raw)")
    write_database(url, page(), source=SOURCE)
    told(url, "DROP INDEX mine")


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "a newer layout": (
        ("UPDATE lhextract SET layout = 99",),
        r"table lhextract, column layout: found 99, allowed is up to 1; .*upgrade",
    ),
    "another column": (
        ("ALTER TABLE people ADD COLUMN orcid text",),
        r"table people: found column orcid, allowed is the columns source, id, position, .*; .*upgrade",
    ),
    "two columns": (
        ("ALTER TABLE people ADD COLUMN orcid text", "ALTER TABLE people ADD COLUMN born integer"),
        r"table people: found column .* \(and 1 more differences\)",
    ),
    "somebody else's table": (
        ("DROP TABLE lhextract", *(f"DROP VIEW {name}" for name in VIEWS)),
        r"table acronyms: found a table of this name that lhextract did not make .*search_path",
    ),
    "somebody else's book": (
        ("DROP TABLE lhextract", "CREATE TABLE lhextract (note text)"),
        r"table lhextract: found the columns note, allowed is a column layout",
    ),
}


@pytest.mark.parametrize(
    ("kind", "name"), [*(("sqlite", name) for name in REFUSED), *(("postgresql", name) for name in [*REFUSED][:2])]
)
def test_what_is_not_ours_is_refused(request: pytest.FixtureRequest, kind: str, name: str) -> None:
    """One message names table and column, what was found, what is allowed and what to do; nothing is changed."""
    url, (statements, said) = str(request.getfixturevalue(kind)), REFUSED[name]
    write_database(url, page(), source=SOURCE)
    told(url, *statements)
    people = asked(url, "SELECT * FROM people")
    with pytest.raises(DatabaseError, match=said):
        write_database(url, page(without=(PERSON,)), source=SOURCE)
    assert asked(url, "SELECT * FROM people") == people


def test_a_view_of_somebody_else_stays(url: str) -> None:
    """In a database that has no tables of ours, a view that is called as one of ours is another program's."""
    told(url, "CREATE VIEW contact_overview AS SELECT 7 AS mine")
    with pytest.raises(DatabaseError, match="view contact_overview: found a view of this name that lhextract did not"):
        write_database(url, page(), source=SOURCE)
    assert asked(url, "SELECT mine FROM contact_overview") == [(7,)]


ALTERED: dict[str, tuple[Table, str]] = {
    "a type": (
        dataclasses.replace(
            BY_NAME["lines"],
            columns=tuple(
                dataclasses.replace(one, type="string") if one.name == "end_offset" else one
                for one in BY_NAME["lines"].columns
            ),
        ),
        "table lines: found column end_offset of type TEXT, allowed is type BIGINT",
    ),
    "a key": (
        dataclasses.replace(BY_NAME["provenance"], key=("initiative",)),
        r"table provenance: found the primary key \('source', 'initiative'\)",
    ),
    "never empty": (
        dataclasses.replace(
            BY_NAME["findings"],
            columns=tuple(
                dataclasses.replace(one, required=True) if one.name == "field" else one
                for one in BY_NAME["findings"].columns
            ),
        ),
        "table findings: found column field NOT NULL, allowed is one that may be empty",
    ),
    "a value": (
        knowing("findings", "severity", "error", "warning", "note", "hint"),
        "table findings, column severity: found a check that lets hint in, allowed is",
    ),
    "a foreign key": (
        dataclasses.replace(BY_NAME["provenance"], foreign_keys=(ForeignKey(("name",), "people", ("id",)),)),
        "table provenance: found the constraint .* on source, name",
    ),
}


@pytest.mark.parametrize(("changed", "said"), ALTERED.values(), ids=ALTERED)
def test_what_adding_does_not_mend_is_refused(
    sqlite: str, monkeypatch: pytest.MonkeyPatch, changed: Table, said: str
) -> None:
    """A type, a key or a check that is another one is named, and left to people."""
    with monkeypatch.context() as patched:
        patched.setattr(declared, "TABLES", [changed if table.name == changed.name else table for table in TABLES])
        with opened(sqlite) as connection:
            declared.declare().create_all(connection)
    with pytest.raises(DatabaseError, match=said):
        write_database(sqlite, page(), source=SOURCE)
