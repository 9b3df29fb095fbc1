"""The tables of an extraction as files: one CSV each, and the descriptor that says what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lhextract.exports.records_json import to_json
from lhextract.exports.tables.csv_files import FOLDER, CsvFiles, file_name, write_tables
from lhextract.exports.tables.datapackage import describe
from lhextract.exports.tables.rows import tables_of
from lhextract.guards import storable
from lhextract.model.identity import Withdrawn
from lhextract.model.record import Records
from lhextract.model.table import Tables

DESCRIPTOR = "datapackage.json"


def write_package(records: Records, withdrawn: Withdrawn, *, licence: str | None) -> CsvFiles:
    """Return `tables/*.csv` and `datapackage.json`; `licence` is the SPDX id of the page's licence, None if unknown."""
    return package_of(records, tables_of(records, withdrawn), licence=licence)


def package_of(records: Records, tables: Tables, *, licence: str | None) -> CsvFiles:
    """The same with the tables that were made of the records."""
    written = write_tables(tables)
    described = describe(records.source, written.files, version=records.schema_version, licence=licence)
    return CsvFiles({**written.files, DESCRIPTOR: storable(to_json(described)).encode("utf-8")}, written.guarded)


def is_of_package(name: str) -> bool:
    """Whether a file of an extraction is one of these."""
    return name == DESCRIPTOR or name.startswith(f"{FOLDER}/")


def licence_of(files: Mapping[str, bytes]) -> str | None:
    """The licence that a descriptor states."""
    licences = json.loads(files[DESCRIPTOR]).get("licenses") if DESCRIPTOR in files else None
    return licences[0]["name"] if licences else None


def withdrawn_in(files: Mapping[str, bytes]) -> Withdrawn:
    """The ids that an extraction says are no longer in use: (kind, id)."""
    lines = files.get(file_name("tombstones"), b"").decode("utf-8").splitlines()[1:]
    return tuple((kind, ident) for ident, kind in (line.split(",") for line in lines))
