"""The order of rows, which a database does not keep: that of the page, by the positions and numbers in the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Cell, Row, Table, Tables

# By the name of a table and the key of a row: its place.
Places = dict[str, dict[tuple[Cell, ...], int]]
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
    **dict.fromkeys(("years", "programs", "links", "captions", "acronyms"), ("initiative", "position")),
    "provenance": ("initiative", "field"),
    "finding_spans": ("finding", "position"),
    "corrections": ("state", "position"),
    "tombstones": ("kind", "id"),
}


def in_order(tables: Tables) -> Tables:
    """Return the tables with their rows in the order of the page; rows that stand at the same place, by their key."""
    places: Places = {}
    sorted_rows: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        # Parents come before their children, and a parent of the same table is not sorted by.
        rows = sorted(tables[table.name], key=_order(table, places))
        sorted_rows[table.name] = tuple(rows)
        key = [table.column_names().index(name) for name in table.key]
        places[table.name] = {tuple(row[at] for at in key): place for place, row in enumerate(rows)}
    return sorted_rows


def _order(table: Table, places: Places) -> Callable[[Row], tuple[Any, ...]]:
    takers = [_taker(table, column, places) for column in (*_COLUMNS.get(table.name, _first(table)), *table.key)]
    return lambda row: tuple(take(row[at]) for at, take in takers)


def _taker(table: Table, name: str, places: Places) -> tuple[int, Callable[[Cell], Any]]:
    """Where a column stands in a row, and what its values are sorted by."""
    at = table.column_names().index(name)
    parent = next((key.table for key in table.foreign_keys if key.columns == (name,)), None)
    if parent in places:
        known = places[parent]
        return at, lambda value: known[(value,)]
    if (table.name, name) in _BY_LIST:
        return at, lambda value: table.columns[at].allowed.index(str(value))
    return at, lambda value: value


def _first(table: Table) -> tuple[str, ...]:
    return ("position",) if "position" in table.column_names() else table.key
