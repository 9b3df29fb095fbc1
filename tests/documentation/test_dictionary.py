"""The data dictionary has every table and every column, and its picture every table."""

from __future__ import annotations

import pytest

from docs.making.dictionary import dictionary_page
from docs.making.figures.tables import GROUPS
from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Table

PAGE = dictionary_page()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_has_an_entry(table: Table) -> None:
    """A section for the table, a row with an example for each column, a sentence for each key."""
    section = PAGE.split(f"\n## {table.name} ", 1)[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert [row[0].strip("`") for row in rows] == list(table.column_names())
    assert all(len(row) == 4 and all(row) for row in rows)
    assert [key.table for key in table.foreign_keys if f"of [{key.table}](#{key.table})" not in section] == []


def test_picture_has_every_table() -> None:
    """No table is left out of the figure, none stands there twice."""
    assert sorted(name for _, _, names in GROUPS for name in names) == sorted(table.name for table in TABLES)
