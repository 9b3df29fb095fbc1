"""The declaration of the tables: examples are values of a real page, and such as their columns allow."""

from __future__ import annotations

from datetime import date

import pytest

from lhextract.exports.tables.cells import misfit
from lhextract.exports.tables.csv_files import read_tables
from lhextract.exports.tables.layout import TABLES
from lhextract.guards import guarded
from lhextract.model.table import Cell, Column, Table
from tests.exports.tables.editing import published

COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.columns
]


def written(value: Cell) -> str:
    """A value as it stands in a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_example_is_allowed(table: Table, column: Column) -> None:
    """Type, pattern, closed list and format of a column allow its example."""
    assert misfit(written(column.example), column) is None, table.name


PERSONAL = {
    *(("people", name) for name in ("id", "name", "given", "family")),
    *(("contacts", name) for name in ("id", "person_name", "email")),
    *(("phones", name) for name in ("id", "uri", "raw", "national")),
}


def test_examples_come_from_the_lighthouse_page() -> None:
    """Texts are values of that column on the page, if it has any there; an id is one of the table it names.

    What says who somebody is, is not: descriptors of every page have the examples, of exports without contacts too.
    """
    tables = read_tables(published())
    for table in TABLES:
        there = {column.name: {row[i] for row in tables[table.name]} for i, column in enumerate(table.columns)}
        for key in table.foreign_keys:
            # The id of a row that is named there; its own column may name others.
            there[key.columns[0]] = {row[0] for row in tables[key.table]}
        for column in table.columns:
            known = there[column.name] - {None, ""}
            names = {key.table for key in table.foreign_keys if key.columns == (column.name,)}
            if (table.name, column.name) in PERSONAL or names & {"people", "contacts"}:
                assert column.example not in known, (table.name, column.name)
            elif known and not column.name.endswith("_offset"):
                assert column.example in known, (table.name, column.name)
