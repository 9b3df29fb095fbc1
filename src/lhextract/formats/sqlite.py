"""The tables as one SQLite file: typed, with keys, searchable, for Datasette and sqlite-utils as it is.

It holds one extraction and is made anew each time; a database that is kept up to date has a URL (`formats.sql`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from lhextract.errors import UsageError
from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.form import Export, Format, Written
from lhextract.formats.sqlite_file.leftovers import without_leftovers
from lhextract.formats.sqlite_file.schema import (
    ABOUT,
    create_indexes,
    create_table,
    described_columns,
    described_tables,
    insert_into,
)
from lhextract.formats.sqlite_file.views import STATEMENTS
from lhextract.formats.storing import REPLACED, of_sqlite, storable_tables
from lhextract.model.table import Row, Table, Tables

# In the header of the file, by which programs tell what an SQLite file is for: "lhex".
APPLICATION_ID = 0x6C686578
PAGE_SIZE = 4096  # bytes
AGAIN = "such records are no extraction of this version: run `lhextract run --force`, and export again"


def write_sqlite(export: Export) -> Written:
    """Return `<source>.sqlite`. Raises `UsageError` for records that break a key or another constraint."""
    stored = storable_tables(export.tables)
    # In memory there is no journal, and the same rows give the same bytes.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("BEGIN")
        _create(database, stored.tables)
        _check_references(database)
        for statement in STATEMENTS:
            database.execute(statement)
        database.execute("COMMIT")
        content = without_leftovers(database.serialize(), page_size=PAGE_SIZE)
    return Written({f"{export.source}.sqlite": content}, {REPLACED: stored.replaced})


def _create(database: sqlite3.Connection, tables: Tables) -> None:
    for name, rows in tables.items():
        table = BY_NAME[name]
        database.execute(create_table(table))
        _fill(database, table, rows)
        for statement in create_indexes(table):
            database.execute(statement)
    declared = [BY_NAME[name] for name in tables]
    for table, rows in zip(ABOUT, (described_tables(declared), described_columns(declared)), strict=True):
        database.execute(create_table(table))
        _fill(database, table, rows)


def _fill(database: sqlite3.Connection, table: Table, rows: tuple[Row, ...]) -> None:
    try:
        database.executemany(insert_into(table), (tuple(map(of_sqlite, row)) for row in rows))
    except sqlite3.IntegrityError as error:
        raise UsageError(f"{table.name}: found a row that breaks a constraint ({error}); {AGAIN}") from error


def _check_references(database: sqlite3.Connection) -> None:
    """All at once, because an institution may come before the one that it is part of."""
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, parent, _ = broken
        raise UsageError(f"{table}: row {row}: found an id that {parent} does not have; {AGAIN}")


FORMAT = Format("sqlite", "an SQLite file with keys and full-text search, for Datasette too", ".sqlite", write_sqlite)
