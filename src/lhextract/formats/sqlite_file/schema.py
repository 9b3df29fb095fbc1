"""The SQL of the SQLite file: tables, keys and constraints as the layout declares them.

Every name is one of the layout's and is quoted, so that a column may be called as SQL calls something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lhextract.model.table import Column, ForeignKey, Row, Table, written

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}
DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
# What the tables and columns mean, for whoever has nothing but the file.
ABOUT = (
    Table(
        "tables",
        "Tables",
        "One row for each table.",
        (
            Column("name", "string", "Name of the table.", "phones", required=True),
            Column("title", "string", "What is in it, in a few words.", "Phone numbers", required=True),
            Column("description", "string", "What a row stands for.", "One row for each number.", required=True),
        ),
        ("name",),
    ),
    Table(
        "columns",
        "Columns",
        "One row for each column.",
        (
            Column("table_name", "string", "Name of the table.", "phones", required=True),
            Column("position", "integer", "Place among the columns of the table, counted from 1.", 1, required=True),
            Column("name", "string", "Name of the column.", "uri", required=True),
            Column("type", "string", "Type of its values.", "string", required=True, allowed=tuple(TYPES)),
            Column("required", "boolean", "Whether it is never empty.", False, required=True),
            Column("description", "string", "What it means.", "The number as written.", required=True),
            Column("example", "string", "A value as it may stand there.", "tel:+4935146300000", required=True),
            Column("allowed", "string", "Its closed list of values, if it has one.", "start, event, other"),
        ),
        ("table_name", "name"),
        (ForeignKey(("table_name",), "tables", ("name",)),),
    ),
)


def create_table(table: Table) -> str:
    """The statement that makes a table; its descriptions stand in it as comments."""
    columns = [f"  {_column(column)}, -- {column.description}" for column in table.columns]
    keys = [f"  PRIMARY KEY ({_names(table.key)})", *map(_reference, table.foreign_keys)]
    return "\n".join((f"CREATE TABLE {_name(table.name)} ( -- {table.description}", *columns, ",\n".join(keys), ")"))


def _column(column: Column) -> str:
    name = _name(column.name)
    parts = [name, TYPES[column.type], *(["NOT NULL"] if column.required else [])]
    if column.allowed:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_text, column.allowed))}))")
    elif column.type == "boolean":
        parts.append(f"CHECK ({name} IN (0, 1))")
    elif column.type == "date":
        parts.append(f"CHECK ({name} GLOB {_text(DAY)})")
    return " ".join(parts)


def _reference(key: ForeignKey) -> str:
    # Checked at the end of a transaction: whoever changes rows may do so in any order.
    own, theirs = _names(key.columns), _names(key.references)
    return f"  FOREIGN KEY ({own}) REFERENCES {_name(key.table)} ({theirs}) DEFERRABLE INITIALLY DEFERRED"


def create_indexes(table: Table) -> Iterator[str]:
    """An index for each foreign key that the primary key does not begin with."""
    for key in table.keys_without_index():
        name = _name(f"{table.name}_by_{'_'.join(key.columns)}")
        yield f"CREATE INDEX {name} ON {_name(table.name)} ({_names(key.columns)})"


def insert_into(table: Table) -> str:
    """The statement that puts in a row; values come in the order of the columns."""
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {_name(table.name)} ({_names(table.column_names())}) VALUES ({marks})"  # noqa: S608 - names of ours


def described_tables(tables: Iterable[Table]) -> tuple[Row, ...]:
    """The rows of `tables`."""
    return tuple((table.name, table.title, table.description) for table in tables)


def described_columns(tables: Iterable[Table]) -> tuple[Row, ...]:
    """The rows of `columns`."""
    return tuple(
        (
            *(table.name, position, column.name, column.type, column.required),
            *(column.description, written(column.example), ", ".join(column.allowed) or None),
        )
        for table in tables
        for position, column in enumerate(table.columns, start=1)
    )


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
