"""The order of rows, which a database does not keep: that of the page, by the positions and numbers in the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Cell, Row, Table, Tables

# A column with a foreign key goes by the place of the row it leads to, one of these by its list of allowed values.
_BY_LIST = frozenset({("corrections", "state"), ("initiative_institutions", "role")})
_COLUMNS = {
    "category_levels": ("category", "level"),
    "institution_aliases": ("institution", "position"),
    "initiative_institutions": ("initiative", "role", "position"),
    "person_titles": ("person", "position"),
    "initiative_people": ("person", "position"),
    "contacts": ("initiative", "position"),
    "phones": ("contact", "position"),
    **{name: ("initiative", "position") for name in ("years", "programs", "links", "captions", "acronyms")},
    "provenance": ("initiative", "field"),
    "finding_spans": ("finding", "position"),
    "corrections": ("state", "position"),
    "tombstones": ("kind", "id"),
}


def in_order(tables: Tables) -> Tables:
    """Return the tables with their rows in the order of the page; rows that stand at the same place, by their key."""
    places: dict[str, dict[tuple[Cell, ...], int]] = {}
    sorted_rows: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        # Parents come before their children, and a parent of the same table is not sorted by.
        rows = sorted(tables[table.name], key=_order(table, places))
        sorted_rows[table.name] = tuple(rows)
        key = [table.column_names().index(name) for name in table.key]
        places[table.name] = {tuple(row[at] for at in key): place for place, row in enumerate(rows)}
    return sorted_rows


def _order(table: Table, places: dict[str, dict[tuple[Cell, ...], int]]) -> Callable[[Row], tuple[Any, ...]]:
    names = table.column_names()
    parents = {key.columns: places[key.table] for key in table.foreign_keys if key.table in places}
    takers: list[Callable[[Row], Any]] = []
    for column in _COLUMNS.get(table.name, _first(table)):
        at = names.index(column)
        if known := parents.get((column,)):
            takers.append(lambda row, at=at, known=known: known[(row[at],)])
        elif (table.name, column) in _BY_LIST:
            takers.append(lambda row, at=at, listed=table.columns[at].allowed: listed.index(row[at]))
        else:
            takers.append(lambda row, at=at: row[at])
    key = [names.index(column) for column in table.key]
    return lambda row: (*(taker(row) for taker in takers), *(row[at] for at in key))


def _first(table: Table) -> tuple[str, ...]:
    return ("position",) if "position" in table.column_names() else table.key
