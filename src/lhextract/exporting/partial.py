"""A selection beside the whole that a database may hold already."""

from __future__ import annotations

from lhextract.exports.tables.layout import BY_NAME
from lhextract.model.table import Row, Table, Tables

# Tables of the page as a whole, whose rows a selection has with other owners or numbers; a database keeps its own.
OF_THE_PAGE = ("lines", "findings", "finding_spans")
POSITION = "position"


def in_place(selected: Tables, whole: Tables) -> Tables:
    """Return the rows of a selection with the positions that they have among all; none of the page as a whole."""
    kept = {name: () if name in OF_THE_PAGE else rows for name, rows in selected.items()}
    return {name: _in_place(BY_NAME[name], rows, whole[name]) for name, rows in kept.items()}


def _in_place(table: Table, rows: tuple[Row, ...], whole: tuple[Row, ...]) -> tuple[Row, ...]:
    columns = table.column_names()
    if POSITION not in columns or POSITION in table.key:
        return rows
    at, key = columns.index(POSITION), [columns.index(name) for name in table.key]
    places = {tuple(row[index] for index in key): row[at] for row in whole}
    return tuple((*row[:at], places.get(tuple(row[i] for i in key), row[at]), *row[at + 1 :]) for row in rows)
