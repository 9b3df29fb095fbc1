"""The tables as pandas DataFrames: the one place that knows how pandas calls the types of columns.

A column's dtype follows from its type alone, whether or not something is missing, so that no upgrade and no empty
table changes it. Dates are `datetime64[s]`, whose calendar has all years that a page may name; nanoseconds end in 2262.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lhextract.exports.tables.layout import BY_NAME
from lhextract.model.table import ColumnType, Row, Table, Tables

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Mapping[ColumnType, str] = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
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
