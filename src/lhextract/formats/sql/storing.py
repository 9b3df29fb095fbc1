"""Texts that a database can hold: NUL and halves of surrogate pairs become U+FFFD, and are counted."""

from __future__ import annotations

from lhextract.guards import UNSTORABLE, storable
from lhextract.model.table import Cell, Row, Tables

# How Python writes them in a literal; a page on which that is to be read is only looked at more closely.
_HINTS = (r"\x00", r"\ud")
_PART = 1000


def storable_tables(tables: Tables) -> tuple[Tables, int]:
    """Return the tables, and in how many cells something was replaced."""
    stored, replaced = {}, 0
    for name, rows in tables.items():
        if _may_be_unstorable(rows):
            stored[name] = tuple(tuple(_storable(cell) for cell in row) for row in rows)
            replaced += sum(_is_unstorable(cell) for row in rows for cell in row)
        else:
            stored[name] = rows
    return stored, replaced


def _may_be_unstorable(rows: tuple[Row, ...]) -> bool:
    """Whether it is worth looking at each cell: nearly always it is not, and that takes longer than writing them."""
    parts = (repr(rows[start : start + _PART]) for start in range(0, len(rows), _PART))
    return any(hint in part for part in parts for hint in _HINTS)


def _is_unstorable(cell: Cell) -> bool:
    return isinstance(cell, str) and UNSTORABLE.search(cell) is not None


def _storable(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell
