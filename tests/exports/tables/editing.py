"""Edits tables as somebody with a spreadsheet might, and says what frictionless finds in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from frictionless import Package

from tests.conftest import ROOT

EXTRACTED = ROOT / "extracted" / "lighthouses"
Files = Mapping[str, bytes]
Rows = list[list[str]]


def published() -> dict[str, bytes]:
    """The published tables of the lighthouse page, by name (`tables/phones.csv`)."""
    return {f"tables/{path.name}": path.read_bytes() for path in sorted((EXTRACTED / "tables").iterdir())}


def edited(files: Files, table: str, edit: Callable[[Rows], object]) -> dict[str, bytes]:
    """The files after an edit of the rows of one table; the first row is the header."""
    name = f"tables/{table}.csv"
    rows = list(csv.reader(io.StringIO(files[name].decode("utf-8"), newline="")))
    edit(rows)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return {**files, name: written.getvalue().encode("utf-8")}


def put(row: int, column: str, value: str) -> Callable[[Rows], None]:
    """An edit: another value in a row, which is counted as a spreadsheet does."""

    def edit(rows: Rows) -> None:
        rows[row - 1][rows[0].index(column)] = value

    return edit


def frictionless_faults(files: Files, folder: Path) -> set[tuple[str, int | None, str]]:
    """What frictionless finds in the files by the published descriptor: file, row, field (of a cell, else empty)."""
    (folder / "tables").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "datapackage.json").write_bytes((EXTRACTED / "datapackage.json").read_bytes())
    report = Package(folder / "datapackage.json").validate()
    return {
        (task.place, getattr(error, "row_number", None), getattr(error, "field_name", ""))
        for task in report.tasks
        for error in task.errors
        # The descriptor has the digest and the size of the file before the edit.
        if error.type not in {"hash-count", "byte-count"}
    }
