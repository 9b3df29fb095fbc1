"""What a database lacks is made: before the rows what they need, after them what is made quicker from all at once."""

from __future__ import annotations

from sqlalchemy import Connection, Constraint, MetaData, Table, inspect, text
from sqlalchemy.schema import (
    AddConstraint,
    CreateColumn,
    CreateIndex,
    CreateTable,
    SetColumnComment,
    SetTableComment,
)

from lhextract.formats.sql.comparing import Lacks
from lhextract.formats.sql.declared import LAYOUT, declare
from lhextract.formats.sql.views import VIEWS, create_view


def prepare(connection: Connection, lacks: Lacks) -> MetaData:
    """Make tables and columns; return the tables as they are in this database. Keys and indexes come by `finish`."""
    metadata = declare(lacks.loose)
    if lacks.layout != LAYOUT:
        for name in reversed(VIEWS):
            connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    sqlite = connection.dialect.name == "sqlite"
    for name in lacks.tables:
        table = metadata.tables[name]
        if not sqlite:
            # Only by being asked for here, keys are left out of the statement that makes the table.
            for key in (table.primary_key, *table.foreign_key_constraints):
                AddConstraint(key)
        connection.execute(CreateTable(table))
    if sqlite:
        for name in sorted(lacks.touched()):
            _make_anew(connection, metadata.tables[name])
    else:
        _alter(connection, lacks, metadata)
    return metadata


def _alter(connection: Connection, lacks: Lacks, metadata: MetaData) -> None:
    for name, column in lacks.columns:
        made = CreateColumn(metadata.tables[name].columns[column]).compile(dialect=connection.dialect)
        connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {made}"))
    for name, check in lacks.checks:
        connection.execute(text(f"ALTER TABLE {name} DROP CONSTRAINT IF EXISTS {check}"))
        connection.execute(AddConstraint(_constraint(metadata, name, check)))
    if lacks.layout != LAYOUT:
        for table in metadata.sorted_tables:
            connection.execute(SetTableComment(table))
            for column_ in table.columns:
                connection.execute(SetColumnComment(column_))


def _make_anew(connection: Connection, table: Table) -> None:
    """Take the rows out, make the table as declared, and put them back: https://sqlite.org/lang_altertable.html.

    Indexes and triggers that somebody made there are made again.
    """
    kept = f"{table.name}_kept"
    columns = [one["name"] for one in inspect(connection).get_columns(table.name)]
    wanted = "SELECT sql FROM sqlite_master WHERE tbl_name = :name AND type IN ('index', 'trigger') AND sql NOTNULL"
    others = connection.scalars(text(wanted), {"name": table.name}).all()
    listed = ", ".join(columns)
    connection.execute(text(f"CREATE TEMPORARY TABLE {kept} AS SELECT * FROM {table.name}"))  # noqa: S608 - names of our own
    connection.execute(text(f"DROP TABLE {table.name}"))
    connection.execute(CreateTable(table))
    connection.execute(text(f"INSERT INTO {table.name} ({listed}) SELECT {listed} FROM {kept}"))  # noqa: S608 - names of our own
    connection.execute(text(f"DROP TABLE {kept}"))
    for sql in others:
        connection.exec_driver_sql(sql)


def finish(connection: Connection, lacks: Lacks, metadata: MetaData) -> None:
    """Make keys, indexes and views, which the rows that are there now have to keep to."""
    there = set(inspect(connection).get_view_names())
    if connection.dialect.name != "sqlite":
        _add_keys(connection, lacks, metadata)
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            if table.name in lacks.tables or (table.name, index.name) in lacks.indexes:
                connection.execute(CreateIndex(index))
    for name in VIEWS:
        if name not in there:
            create_view(connection, name)


def _add_keys(connection: Connection, lacks: Lacks, metadata: MetaData) -> None:
    """Sorting all rows of a table once takes less time than finding the place of each one."""
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    for name in lacks.tables:
        connection.execute(AddConstraint(metadata.tables[name].primary_key))
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            if table.name in lacks.tables or (table.name, key.name) in lacks.keys:
                connection.execute(AddConstraint(key))


def _constraint(metadata: MetaData, table: str, name: str) -> Constraint:
    return next(one for one in metadata.tables[table].constraints if one.name == name)
