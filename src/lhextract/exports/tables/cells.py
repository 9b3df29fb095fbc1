"""What a cell of a table may hold, by the declaration of its column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from lhextract.guards import guarded, storable, unguarded
from lhextract.model.table import Column, ColumnType

# 15 digits are read alike by all: spreadsheets have no more.
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# As much as Data Package v2 asks for; whether anybody lives there is not checked.
FORMATS = {"uri": re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+"), "email": re.compile(r"[^@\s]+@[^@\s]+")}
NAMED = {"uri": "a URI with its scheme", "email": "an e-mail address"}


def misfit(cell: str, column: Column) -> str | None:
    """What is allowed in the column, where the cell as it stands in the file is something else; None where it fits."""
    if any("\udc80" <= character <= "\udcff" for character in cell):
        return "text in UTF-8"
    if cell != storable(cell):
        return "text without NUL"
    if not cell:
        return "a value, never empty" if column.required else None
    if column.type == "string":
        text = unguarded(cell)
        allowed = _misfit_text(text, column)
        if allowed is None and guarded(text) != cell:
            return "an apostrophe before what a program takes for a formula, a number or nothing"
        return allowed
    fits, named = TYPES[column.type]
    return None if fits(cell) else named


def _misfit_text(cell: str, column: Column) -> str | None:
    if column.pattern is not None and not re.fullmatch(column.pattern, cell):
        return f"what matches {column.pattern}"
    if column.allowed and cell not in column.allowed:
        return f"one of {', '.join(column.allowed)}"
    if column.format is not None and not FORMATS[column.format].fullmatch(cell):
        return NAMED[column.format]
    return None


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None and math.isfinite(float(cell))


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


TYPES: Mapping[ColumnType, tuple[Callable[[str], bool], str]] = {
    "integer": (lambda cell: INTEGER.fullmatch(cell) is not None, "a whole number of at most 15 digits"),
    "number": (_is_number, "a number with a decimal point"),
    "boolean": (lambda cell: cell in {"true", "false"}, "true or false"),
    "date": (_is_date, "a day as YYYY-MM-DD"),
}
