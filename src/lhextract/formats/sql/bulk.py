"""Many rows at once into a temporary table: COPY where there is one, else one prepared statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, Table, text
from sqlalchemy.exc import DBAPIError

from lhextract.exports.tables.layout import BY_NAME
from lhextract.formats.sql.declared import RETIRED, SOURCE
from lhextract.formats.storing import of_sqlite
from lhextract.model.table import Row

_PREFIX = "lhextract_new_"


def stage(connection: Connection, table: Table, rows: Iterable[Row]) -> Table:
    """Return a temporary table with the rows; it is gone when the transaction or the connection ends."""
    key = BY_NAME[table.name].key
    columns = [Column(one.name, one.type, nullable=one.nullable) for one in _published(table)]
    sqlite = connection.dialect.name == "sqlite"
    # What is joined has to be found by its key, for which PostgreSQL reads the whole table once instead.
    keys = [PrimaryKeyConstraint(*key)] if sqlite else []
    made = Table(
        f"{_PREFIX}{table.name}",
        MetaData(),
        *columns,
        *keys,
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
        sqlite_with_rowid=False,
    )
    made.create(connection)
    load(connection, made, [one.name for one in columns], rows)
    if not sqlite:
        connection.execute(text(f"ANALYZE {made.name}"))
    return made


def load(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Put rows into a table that has none of them."""
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        if plain := [tuple(map(of_sqlite, row)) for row in rows]:
            connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", plain)  # noqa: S608 - names of our own
    else:
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)


def _published(table: Table) -> list[Column[Any]]:
    return [one for one in table.columns if one.name not in {SOURCE, RETIRED}]


def _copy(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    import psycopg

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from None
