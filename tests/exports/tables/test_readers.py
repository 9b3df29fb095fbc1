"""Readers take every published table without options: the same rows, the same texts, no column of another kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
import sqlite_utils
from frictionless import Package
from jsonschema import Draft202012Validator

from lhextract.exports.schema import json_schema
from lhextract.exports.tables.csv_files import read_tables
from lhextract.exports.tables.layout import TABLES
from lhextract.model.table import Column, Table
from tests.exports.tables.editing import EXTRACTED, published

FOLDER = EXTRACTED / "tables"
# What a reader calls a column by its type; days are text to those that take no day for a day without being asked.
KINDS = {
    "pandas": {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool", "date": "str"},
    "polars": {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "String"},
    "duckdb": {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"},
    "sqlite-utils": {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "TEXT", "date": "TEXT"},
}
Read = tuple[list[list[object]], dict[str, str]]  # rows, and the kinds of the columns


def by_pandas(path: Path) -> Read:
    """Empty cells are not a number."""
    frame = pd.read_csv(path)
    rows = [[None if pd.isna(cell) else cell for cell in row] for row in frame.itertuples(index=False)]
    return rows, {str(name): str(kind) for name, kind in frame.dtypes.items()}


def by_polars(path: Path) -> Read:
    """Empty cells are null."""
    frame = pl.read_csv(path)
    return [list(row) for row in frame.rows()], {name: str(kind) for name, kind in frame.schema.items()}


def by_duckdb(path: Path) -> Read:
    """Empty cells are NULL."""
    found = duckdb.sql(f"FROM '{path}'")
    return [list(row) for row in found.fetchall()], dict(zip(found.columns, map(str, found.types), strict=True))


def by_sqlite_utils(path: Path) -> Read:
    """Empty cells of text are empty texts. The command line detects the types; so it is done here."""
    database = sqlite_utils.Database(memory=True)
    with path.open("rb") as opened:
        rows, _ = sqlite_utils.utils.rows_from_file(opened, format=sqlite_utils.utils.Format.CSV)
        tracker = sqlite_utils.utils.TypeTracker()
        database["t"].insert_all(tracker.wrap(rows))
    if database["t"].exists():
        database["t"].transform(types=tracker.types)
        kinds = {column.name: column.type for column in database["t"].columns}
        return [[None if cell == "" else cell for cell in row.values()] for row in database["t"].rows], kinds
    return [], {}


READERS: dict[str, Callable[[Path], Read]] = {
    "pandas": by_pandas,
    "polars": by_polars,
    "duckdb": by_duckdb,
    "sqlite-utils": by_sqlite_utils,
}


def written(table: Table) -> list[dict[str, str]]:
    """The cells as they stand in the file."""
    return list(csv.DictReader(io.StringIO(published()[f"tables/{table.name}.csv"].decode("utf-8"), newline="")))


def _same(cell: object, text: str, column: Column) -> bool:
    """Whether what was read is what is written, as text or as the value of its type."""
    if not text:
        return cell in {None, ""}
    if column.type in {"integer", "number"}:
        return float(str(cell)) == float(text)
    return str(cell) == text or (column.type == "boolean" and str(cell).lower() == text)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("reader", READERS)
def test_table_is_read_without_options(reader: str, table: Table) -> None:
    """Every row and every text is there, `+`, umlauts and leading zeros too; columns with values have their kind."""
    rows, kinds = READERS[reader](FOLDER / f"{table.name}.csv")
    cells = written(table)
    assert len(rows) == len(cells)
    for row, line in zip(rows, cells, strict=True):
        different = [c.name for cell, c in zip(row, table.columns, strict=True) if not _same(cell, line[c.name], c)]
        assert different == [], line
    for column in table.columns:
        full = [bool(line[column.name]) for line in cells]
        # A whole number is a fraction to pandas where a cell is empty, and so is a column without any value.
        if any(full) and (all(full) or column.type == "string"):
            assert kinds[column.name] == KINDS[reader][column.type], column.name


def test_texts_that_readers_spoil_are_there() -> None:
    """The page has what the test above is about: plus signs, umlauts, zeros in front, cells with line ends."""
    files = published()
    assert b"tel:+49351" in files["tables/phones.csv"]
    assert ",0351 " in files["tables/phones.csv"].decode()
    assert "Universität" in files["tables/institutions.csv"].decode()
    assert any("\n" in str(row[5]) for row in read_tables(files)["initiatives"])


def test_frictionless_reads_every_table() -> None:
    """By its descriptor, each table has as many rows as were written, with the types of the layout."""
    package = Package(EXTRACTED / "datapackage.json")
    for table in TABLES:
        assert len(package.get_resource(table.name).read_rows()) == len(written(table)), table.name


def test_records_are_valid_to_another_validator() -> None:
    """`records.json` fits the published JSON Schema by jsonschema, too."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    records = json.loads((EXTRACTED / "records.json").read_bytes())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(records)] == []
