"""`datapackage.json`: what the CSV tables are, for programs (Data Package v2, https://datapackage.org)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from lhextract.exports.tables.csv_files import file_name
from lhextract.exports.tables.layout import TABLES
from lhextract.model.record import Source
from lhextract.model.table import Cell, Column, ForeignKey, Table

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
LICENCE_UNKNOWN = "The page states no licence that was noted; the rights stay with its publisher."


def describe(source: Source, files: Mapping[str, bytes], *, version: str, licence: str | None) -> dict[str, Any]:
    """Return the descriptor of `files`; `licence` is the SPDX id of the page's licence, None if nobody stated one."""
    return {
        "$schema": PACKAGE_PROFILE,
        "name": source.id,
        "id": f"urn:sha256:{source.text_sha256}",
        "title": f"Initiatives on the page {source.id}",
        "description": _about(licence),
        "version": version,
        **({"licenses": [{"name": licence}]} if licence is not None else {}),
        "sources": [
            {
                "title": f"The page {source.id}",
                **({"path": source.url} if source.url else {}),
                "version": source.snapshot.sha256,
            }
        ],
        "resources": [_resource(table, files[file_name(table.name)]) for table in TABLES],
    }


def _about(licence: str | None) -> str:
    said = (
        "Extracted from a published web page by lhextract. Cells that a spreadsheet would take for a formula, or a "
        "reader for nothing, a truth value or a number, begin with an apostrophe that is not part of the value."
    )
    return f"{said} {LICENCE_UNKNOWN}" if licence is None else said


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": file_name(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    return {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(column, alone=table.key == (column.name,)) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": [_foreign_key(key, table) for key in table.foreign_keys]} if table.foreign_keys else {}),
        "missingValues": [""],
    }


def _field(column: Column, *, alone: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if alone:
        constraints["unique"] = True
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return {
        "name": column.name,
        "type": column.type,
        **({"format": column.format} if column.format is not None else {}),
        "description": column.description,
        "example": _example(column.example),
        **({"constraints": constraints} if constraints else {}),
    }


def _example(value: Cell) -> Cell:
    return value.isoformat() if isinstance(value, date) else value


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    # In version 2 a key into the same table names none.
    other = {"resource": key.table} if key.table != table.name else {}
    return {"fields": list(key.columns), "reference": {**other, "fields": list(key.references)}}
