"""The published tables as a database has them: types, keys, checks and comments, made from their one declaration.

Every table has `source` as first column and in its keys, so that several pages live in one database, and `retired` as
last one: rows are never deleted, because somebody may have stored their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
    literal_column,
)
from sqlalchemy.types import TypeEngine

from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Column as Declared
from lhextract.model.table import ColumnType
from lhextract.model.table import Table as DeclaredTable

# Goes up with every change of the tables, the columns or the views; a test holds it against their digest.
LAYOUT = 1
SOURCE, RETIRED, BOOK = "source", "retired", "lhextract"
# (table, column)
Place = tuple[str, str]
TYPES: dict[ColumnType, TypeEngine[Any]] = {
    "string": Text(),
    "integer": BigInteger(),
    "number": Double(),
    "boolean": Boolean(),
    "date": Date(),
}
_SOURCE = "The page that the row was read from: the name of its profile."
_RETIRED = "Whether the newest release of the page lacks the row. It comes back when the page has it again."


def declare(loose: Collection[Place] = ()) -> MetaData:
    """Return all tables; a column in `loose` may be empty, although the declaration says that it never is."""
    metadata = MetaData()
    for table in TABLES:
        _declare(table, metadata, {column for name, column in loose if name == table.name})
    Table(
        BOOK,
        metadata,
        Column(SOURCE, Text(), nullable=False, comment=_SOURCE),
        Column("layout", BigInteger(), nullable=False, comment="Version of the tables; raised by an upgrade."),
        Column("schema_version", Text(), comment="Version of the schema of the records that were exported last."),
        Column("snapshot_sha256", Text(), comment="SHA-256 of the page's bytes from which they were made."),
        Column("complete", Boolean(), nullable=False, comment="Whether they were all records, and not a selection."),
        PrimaryKeyConstraint(SOURCE, name=f"pk_{BOOK}"),
        comment="What was exported last from each page by lhextract, which made this table and those beside it.",
    )
    return metadata


def _declare(table: DeclaredTable, metadata: MetaData, loose: set[str]) -> None:
    name = table.name
    Table(
        name,
        metadata,
        Column(SOURCE, Text(), nullable=False, comment=_SOURCE),
        *(_column(column, nullable=not column.required or column.name in loose) for column in table.columns),
        Column(RETIRED, Boolean(), nullable=False, server_default=false(), comment=_RETIRED),
        PrimaryKeyConstraint(SOURCE, *table.key, name=f"pk_{name}"),
        *_checks(table),
        *(
            ForeignKeyConstraint(
                (SOURCE, *key.columns),
                [f"{key.table}.{column}" for column in (SOURCE, *key.references)],
                name=f"fk_{name}_{'_'.join(key.columns)}",
            )
            for key in table.foreign_keys
        ),
        # A key is looked up from the parent's side too; the primary key does that where it begins with these columns.
        *(Index(f"ix_{name}_{'_'.join(key.columns)}", SOURCE, *key.columns) for key in table.keys_without_index()),
        comment=table.description,
    )


def _column(column: Declared, *, nullable: bool) -> Column[Any]:
    return Column(column.name, TYPES[column.type], nullable=nullable, comment=column.description)


def _checks(table: DeclaredTable) -> Iterator[CheckConstraint]:
    for column in table.columns:
        if column.allowed:
            # Allowed values are words of our own, so nothing in them has to be escaped.
            values = ", ".join(f"'{value}'" for value in column.allowed)
            yield CheckConstraint(literal_column(f"{column.name} IN ({values})"), name=check_name(table.name, column))


def check_name(table: str, column: Declared) -> str:
    """The name of the check that a column has one of its allowed values."""
    return f"ck_{table}_{column.name}"
