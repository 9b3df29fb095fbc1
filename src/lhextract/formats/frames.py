"""The tables as pandas DataFrames, and back: the one place that knows how pandas calls the types of columns.

A column's dtype follows from its type alone, whether or not something is missing, so that no upgrade and no empty
table changes it. Dates are `datetime64[s]`, whose calendar has all years that a page may name; nanoseconds end in 2262.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.model.table import Cell, ColumnType, Row, Table, Tables

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Mapping[ColumnType, str] = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
# What pandas and numpy give, as Python has it.
PLAIN: Mapping[ColumnType, Callable[[Any], Cell]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": lambda value: date(value.year, value.month, value.day),
}


def frames_of(tables: Tables) -> dict[str, pd.DataFrame]:
    """Return a DataFrame for every table; rows are numbered, keys are columns. The texts are `guards.storable`."""
    return {name: _frame(BY_NAME[name], rows) for name, rows in tables.items()}


def _frame(table: Table, rows: tuple[Row, ...]) -> pd.DataFrame:
    import pandas as pd

    cells = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(values), dtype=DTYPES[column.type])
            for column, values in zip(table.columns, cells, strict=True)
        }
    )


def tables_of_frames(frames: Mapping[str, pd.DataFrame]) -> Tables:
    """Return the rows that such DataFrames hold; a column that is not there raises `KeyError`."""
    return {table.name: _rows(table, frames[table.name]) for table in TABLES}


def _rows(table: Table, frame: pd.DataFrame) -> tuple[Row, ...]:
    columns = [[_cell(value, column.type) for value in frame[column.name]] for column in table.columns]
    return tuple(zip(*columns, strict=True))


def _cell(value: Any, kind: ColumnType) -> Cell:  # noqa: ANN401 - whatever pandas holds
    import pandas as pd

    return None if pd.isna(value) else PLAIN[kind](value)
