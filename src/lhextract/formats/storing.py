"""Tables as every format can hold them, so that all formats carry the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lhextract.guards import UNSTORABLE, storable
from lhextract.model.table import Cell, Row, Tables

# What formats say of it in their notes.
REPLACED = "cells with replaced characters"
# How Python writes them in a literal; only rows in which that is to be read are looked at cell by cell.
_HINTS = (r"\x00", r"\ud")
_PART = 1000  # rows


@dataclass(frozen=True, slots=True)
class Stored:
    """The tables, and in how many cells something became U+FFFD (`guards.storable`)."""

    tables: Tables
    replaced: int


def storable_tables(tables: Tables) -> Stored:
    """Return the tables without NUL and halves of surrogate pairs, which some formats, or their readers, refuse."""
    stored: dict[str, tuple[Row, ...]] = {}
    replaced = 0
    for name, rows in tables.items():
        if _may_be_unstorable(rows):
            stored[name] = tuple(tuple(map(_held, row)) for row in rows)
            replaced += sum(_is_unstorable(cell) for row in rows for cell in row)
        else:
            stored[name] = rows
    return Stored(stored, replaced)


def of_sqlite(value: Cell) -> Cell:
    """A value as SQLite keeps it: it has no dates, but as text in ISO 8601 its functions know them, and they sort."""
    return value.isoformat() if isinstance(value, date) else value


def _may_be_unstorable(rows: tuple[Row, ...]) -> bool:
    """Whether it is worth looking at each cell: nearly always it is not, and that takes longer than writing them."""
    parts = (repr(rows[start : start + _PART]) for start in range(0, len(rows), _PART))
    return any(hint in part for part in parts for hint in _HINTS)


def _is_unstorable(cell: Cell) -> bool:
    return isinstance(cell, str) and UNSTORABLE.search(cell) is not None


def _held(value: Cell) -> Cell:
    return storable(value) if isinstance(value, str) else value
