"""Tables as they are published: what their columns mean, and the rows that stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
Cell = str | int | float | bool | date | None
Row = tuple[Cell, ...]
# A row by the names of its columns.
Named = Mapping[str, Any]
# By the name of the table, parents before children.
Tables = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a `required` one is never empty, `pattern` is a regular expression that every whole value matches.

    `allowed` is the closed list of its values, empty if there is none; `format` is "uri" or "email" as Data Package v2
    names them. `example` is a value as it may stand there.
    """

    name: str
    type: ColumnType
    description: str
    example: Cell
    required: bool = False
    pattern: str | None = None
    allowed: tuple[str, ...] = ()
    format: Literal["uri", "email"] | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The `columns` of a row are those that `table` has as `references` in one of its rows, or empty."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: no two rows have the same `key`."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    def column_names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def named(self, row: Row) -> Named:
        """A row of this table by the names of its columns."""
        return dict(zip(self.column_names(), row, strict=True))

    def keys_without_index(self) -> tuple[ForeignKey, ...]:
        """The foreign keys that the primary key does not begin with: a database finds their rows by an index only."""
        return tuple(key for key in self.foreign_keys if self.key[: len(key.columns)] != key.columns)


def written(cell: Cell) -> str:
    """A cell as text: true or false, days in ISO 8601, nothing for None."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
