"""Texts that a database can hold: NUL and halves of surrogate pairs become U+FFFD, and are counted."""

from __future__ import annotations

from lhextract.guards import UNSTORABLE, storable
from lhextract.model.table import Cell, Row, Tables


def storable_tables(tables: Tables) -> tuple[Tables, int]:
    """Return the tables, and in how many cells something was replaced."""
    stored, replaced = {}, 0
    for name, rows in tables.items():
        if any(_is_unstorable(row) for row in rows):
            stored[name] = tuple(tuple(_storable(cell) for cell in row) for row in rows)
            replaced += sum(_is_unstorable((cell,)) for row in rows for cell in row)
        else:
            stored[name] = rows
    return stored, replaced


def _is_unstorable(row: Row) -> bool:
    # All texts of a row at once: nearly always there is nothing to be found.
    return UNSTORABLE.search("".join([cell for cell in row if isinstance(cell, str)])) is not None


def _storable(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell
