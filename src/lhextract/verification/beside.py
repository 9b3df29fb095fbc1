"""A file of an extraction beside the one that follows from the inputs: where they differ, as people find it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Any

from lhextract.exports.tables.csv_files import parse
from lhextract.verification.documents import parse_document
from lhextract.verification.mismatch import Kind, Mismatch
from lhextract.verification.trees import Path, Step, differences, pointer

Origin = Callable[[Path], str]
OTHERWISE = "the same values, written otherwise: order of keys, blanks, or how a number or letter is written"


def nothing(path: Path) -> str:  # noqa: ARG001 - as every origin
    """No origin is known."""
    return ""


def compare_files(name: str, found: bytes, derived: bytes, *, origin: Origin = nothing) -> list[Mismatch]:
    """Return where the found file is another than the derived one; [] only where they are the same bytes.

    `origin` tells of a path in the derived JSON document where its value comes from.
    """
    if found == derived:
        return []
    if name.endswith(".json"):
        return _json(name, found, derived, origin)
    if name.endswith(".csv"):
        return _csv(name, found, derived)
    steps = differences(_lines(found), _lines(derived))
    return [_mismatch(step, name, f"line {int(step.path[0]) + 1}") for step in steps]


def _json(name: str, found: bytes, derived: bytes, origin: Origin) -> list[Mismatch]:
    try:
        document = parse_document(found)
    except ValueError as error:
        return [Mismatch(Kind.ALTERED, name, origin=f"no JSON in UTF-8: {error}")]
    steps = differences(document, json.loads(derived))
    made = [_mismatch(step, name, pointer(step.path), origin(step.derived_path)) for step in steps]
    return made or [Mismatch(Kind.ALTERED, name, origin=OTHERWISE)]


def _csv(name: str, found: bytes, derived: bytes) -> list[Mismatch]:
    try:
        ours, theirs = _rows(found), _rows(derived)
    except (csv.Error, UnicodeDecodeError) as error:
        return [Mismatch(Kind.ALTERED, name, origin=f"no CSV in UTF-8: {error}")]
    made = [_mismatch(step, name, _cell(step.path)) for step in differences(ours, theirs)]
    return made or [Mismatch(Kind.ALTERED, name, origin=OTHERWISE)]


def _rows(content: bytes) -> list[Any]:
    """Rows as objects by column; one with more or fewer cells than the header is a list."""
    rows = list(parse(content.decode("utf-8")))
    header = rows[0] if rows else []
    whole = [dict(zip(header, row, strict=True)) if len(row) == len(header) else row for row in rows[1:]]
    return [header, *whole]


def _cell(path: Path) -> str:
    """A path in these rows as a spreadsheet counts: the header is row 1."""
    row, *column = path
    return ", ".join([f"row {int(row) + 1}", *map(str, column)])


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "backslashreplace").split("\n")


def _mismatch(step: Step, name: str, place: str, origin: str = "") -> Mismatch:
    said = origin if step.kind is not Kind.ADDED else ""
    return Mismatch(step.kind, name, place, step.found, step.derived, said)
