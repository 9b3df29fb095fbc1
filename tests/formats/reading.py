"""Exports made in tests, and the tables read back from what a format has written, by libraries that people use."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
from pyarrow import parquet

from lhextract.exports.tables.csv_files import read_tables
from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.formats.form import Export
from lhextract.model.record import Records
from lhextract.model.table import Cell, ColumnType, Row, Table, Tables
from tests.exports.report.hostile import hostile_records

WITHDRAWN = (("contact", "ct-aaaaaaaaaa"), ("initiative", "lh-aaaaaaaaaa"))
# For halves of surrogate pairs: characters for private use.
STANDING_IN = {code: 0xE000 + code - 0xD800 for code in range(0xD800, 0xE000)}
READ: Mapping[ColumnType, Callable[[str], Cell]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "date": date.fromisoformat,
}


def export_of(records: Records, text: str = "") -> Export:
    """What a format is given for these records, some ids withdrawn."""
    return Export("made", records, text, tables_of(records, WITHDRAWN), "CC-BY-4.0")


def hostile_export(evil: str) -> Export:
    """An export with `evil` in every text; every id that it refers to is there.

    Ids are minted from what UTF-8 can hold; half a surrogate pair is put into the rows afterwards.
    """
    sound = evil.translate(STANDING_IN)
    records, text = hostile_records(sound)
    (initiative,) = records.initiatives
    export = export_of(replace(records, initiatives=(replace(initiative, host_units=()),)), text)
    tables = {
        name: tuple(tuple(cell.replace(sound, evil) if isinstance(cell, str) else cell for cell in row) for row in rows)
        for name, rows in export.tables.items()
    }
    return replace(export, tables=tables)


def from_xlsx(files: Mapping[str, bytes]) -> Tables:
    """The tables of the one workbook."""
    (content,) = files.values()
    workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=False)
    return {table.name: tuple(_sheet_rows(table, workbook[table.name])) for table in TABLES}


def _sheet_rows(table: Table, sheet: Any) -> list[Row]:
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == table.column_names()
    return [tuple(map(_of_sheet, row, table.columns)) for row in rows]


def _of_sheet(text: str | None, column: Any) -> Cell:
    if text is None:
        return "" if column.required and column.type == "string" else None
    assert isinstance(text, str)
    return READ[column.type](text)


def from_parquet(files: Mapping[str, bytes]) -> Tables:
    """The tables of a folder of Parquet files."""
    return {table.name: _arrow_rows(table, files[f"{table.name}.parquet"]) for table in TABLES}


def _arrow_rows(table: Table, content: bytes) -> tuple[Row, ...]:
    found = parquet.read_table(io.BytesIO(content))
    assert tuple(found.column_names) == table.column_names()
    return tuple(zip(*(column.to_pylist() for column in found.columns), strict=True))


def open_sqlite(files: Mapping[str, bytes]) -> sqlite3.Connection:
    """The one database, in memory, with its keys on."""
    (content,) = files.values()
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    database.execute("PRAGMA foreign_keys = ON")
    return database


def from_sqlite(files: Mapping[str, bytes]) -> Tables:
    """The tables of the one database."""
    with closing(open_sqlite(files)) as database:
        return {table.name: _database_rows(table, database) for table in TABLES}


def _database_rows(table: Table, database: sqlite3.Connection) -> tuple[Row, ...]:
    rows = database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")  # noqa: S608 - names of ours
    assert tuple(column[0] for column in rows.description) == table.column_names()
    kinds = [column.type for column in table.columns]
    return tuple(tuple(map(_of_database, row, kinds)) for row in rows)


def _of_database(value: Cell, kind: ColumnType) -> Cell:
    if value is None or kind not in {"boolean", "date"}:
        return value
    return date.fromisoformat(str(value)) if kind == "date" else bool(value)


# What pandas and numpy give, as Python has it.
PLAIN: Mapping[ColumnType, Callable[[Any], Cell]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": lambda value: date(value.year, value.month, value.day),
}


def from_frames(frames: Mapping[str, pd.DataFrame]) -> Tables:
    """The tables of pandas DataFrames."""
    return {table.name: _frame_rows(table, frames[table.name]) for table in TABLES}


def _frame_rows(table: Table, frame: pd.DataFrame) -> tuple[Row, ...]:
    columns = [[_of_frame(value, column.type) for value in frame[column.name]] for column in table.columns]
    return tuple(zip(*columns, strict=True))


def _of_frame(value: Any, kind: ColumnType) -> Cell:
    return None if pd.isna(value) else PLAIN[kind](value)


READERS: Mapping[str, Callable[[Mapping[str, bytes]], Tables]] = {
    "csv": read_tables,
    "xlsx": from_xlsx,
    "parquet": from_parquet,
    "sqlite": from_sqlite,
}
