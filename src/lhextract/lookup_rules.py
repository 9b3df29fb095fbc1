"""Adds rows to `pipeline/lookups/renames.csv`: the same fix for all equal values."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lhextract.corrections.entries import Entry
from lhextract.corrections.renames import FIELDS, Renamed, places_of, rename, row_field, written_form
from lhextract.corrections.values import UnfitValueError
from lhextract.corrections.wishes import DecisionError
from lhextract.desk import Desk
from lhextract.errors import LookupFileError, UsageError
from lhextract.files import lock_folder, replace_file
from lhextract.guards import neutralised
from lhextract.lookups import RENAME_COLUMNS, read_lookups
from lhextract.model.correction import Rename

FILE = "renames.csv"


@dataclass(frozen=True, slots=True)
class Everywhere:
    """A row, and where it would change something: the places by source."""

    row: Rename
    places: tuple[tuple[str, Renamed], ...]


def row_for(desk: Desk, record: str, path: str, replacement: str | None) -> Rename:
    """The row that gives everything with the value of this entry another one; None or "" takes it away.

    Raises `DecisionError` for an entry that no row can be about.
    """
    corrected = desk.corrected()
    entry: Entry | None = corrected.entries.get(record, path) or corrected.names.get(record, path)
    if entry is None:
        raise DecisionError("path", path, f"an entry of {record} that the machine found")
    field, written = row_field(entry), written_form(entry)
    if field not in FIELDS:
        raise DecisionError("--everywhere", path, f"one of the fields {', '.join(FIELDS)}")
    if written is None or not written.strip():
        raise DecisionError("--everywhere", path, "an entry that the machine has a value for")
    becomes = " ".join((replacement or "").split()) or None
    if becomes == written:
        raise DecisionError("VALUE", becomes, "another value than there is; the machine says so already")
    return Rename(field, written, becomes)


def everywhere(desks: Sequence[Desk], row: Rename) -> Everywhere:
    """Where a row would change something, after the rows that there are; one that does not fit is a `DecisionError`."""
    places = []
    for desk in desks:
        records = rename(desk.machine, desk.text, desk.lookups.renames)
        try:
            places += [(desk.source, place) for place in places_of(records, desk.text, row)]
        except UnfitValueError as error:
            raise DecisionError(f"{row.field} {error.key}".strip(), error.found, error.allowed) from error
    return Everywhere(row, tuple(places))


def add_row(folder: Path, row: Rename, *, reason: str | None) -> Path:
    """Write a row behind the others, which stay byte for byte as they are; returns the file.

    Raises `LookupFileError` where the value has a row already, or the file cannot be read as a table, and `UsageError`
    where the disk refuses.
    """
    path = folder / FILE
    try:
        _add_row(folder, row, path, reason)
    except OSError as error:
        raise UsageError(
            f"{path}: a row cannot be written ({error.strerror or error}), so the table is as it was; check "
            "permissions and the disk, and try again"
        ) from error
    return path


def _add_row(folder: Path, row: Rename, path: Path, reason: str | None) -> None:
    with lock_folder(folder):
        for known in read_lookups(folder).renames:
            if (known.field, known.value) == (row.field, row.value):
                raise LookupFileError(
                    path,
                    key=f"{row.field} {row.value!r}",
                    found=f"a row that makes it {known.replacement or 'nothing'!r}",
                    allowed="one row for each value",
                    hint="change that row by hand",
                )
        before = path.read_bytes() if path.is_file() else b""
        end = "\r\n" if b"\r\n" in before else "\n"
        lines: list[tuple[str, ...]] = [] if before else [RENAME_COLUMNS]
        # The table is opened in spreadsheets, and the value comes from a page.
        cells = (row.field, row.value, row.replacement or "", " ".join((reason or "").split()))
        lines.append(tuple(map(neutralised, cells)))
        written = io.StringIO()
        csv.writer(written, lineterminator=end).writerows(lines)
        gap = end if before and not before.endswith(b"\n") else ""
        replace_file(path, before + (gap + written.getvalue()).encode("utf-8"))
