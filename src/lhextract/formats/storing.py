"""Tables as every format can hold them, so that all formats carry the same."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.guards import storable
from lhextract.model.table import Cell, Tables


@dataclass(frozen=True, slots=True)
class Stored:
    """The tables, and in how many cells something became U+FFFD (`guards.storable`)."""

    tables: Tables
    replaced: int


def storable_tables(tables: Tables) -> Stored:
    """Return the tables without NUL and halves of surrogate pairs, which some formats, or their readers, refuse."""
    held = {name: tuple(tuple(map(_held, row)) for row in rows) for name, rows in tables.items()}
    pairs = ((row, before) for name in tables for row, before in zip(held[name], tables[name], strict=True))
    return Stored(held, sum(cell != was for row, before in pairs for cell, was in zip(row, before, strict=True)))


def _held(value: Cell) -> Cell:
    return storable(value) if isinstance(value, str) else value
