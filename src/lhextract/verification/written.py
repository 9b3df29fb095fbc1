"""Altered, or only outdated? Where inputs changed, not all that differs was altered: most stands as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lhextract.exports.records_json import write_records
from lhextract.exports.tables.back import records_of
from lhextract.exports.tables.csv_files import FOLDER, read_tables
from lhextract.inforce import MANIFEST, RECORDS
from lhextract.verification.beside import compare_files
from lhextract.verification.derive import IDS
from lhextract.verification.mismatch import Kind, Mismatch

AS_TABLES = "as the tables beside it have it, which are as they were written"


def told_apart(
    differing: Sequence[Mismatch],
    found: Mapping[str, bytes],
    derived: Mapping[str, bytes],
    said: Mapping[str, str],
) -> list[Mismatch]:
    """Say of each difference whether somebody altered the file, or whether it is as written and merely outdated.

    A file with the digest that the manifest names (`said`) is as it was written. Of an altered `records.json` the
    tables, where they are unaltered, tell what was written.
    """
    whole = {name for name, content in found.items() if said.get(name) == hashlib.sha256(content).hexdigest()}
    # Nothing tells what the manifest was: what cannot be true of it is told as a contradiction. Ids are inputs.
    whole |= {MANIFEST, IDS}
    whole |= {one.file for one in differing} - {*found, *derived}  # stored ids: an input themselves
    made = [_outdated(one) if _is_as_written(one, whole, said) else one for one in differing]
    written = _as_written(found, whole)
    if RECORDS in whole or RECORDS not in found or written is None:
        return made
    altered = [replace(one, origin=AS_TABLES) for one in compare_files(RECORDS, found[RECORDS], written)]
    outdated = [_outdated(one) for one in compare_files(RECORDS, written, derived[RECORDS])]
    return [*(one for one in made if one.file != RECORDS), *altered, *outdated]


def _is_as_written(one: Mismatch, whole: set[str], said: Mapping[str, str]) -> bool:
    return one.file in whole or (one.kind is Kind.MISSING and one.file not in said)


def _outdated(one: Mismatch) -> Mismatch:
    return replace(one, kind=Kind.OUTDATED)


def _as_written(found: Mapping[str, bytes], whole: set[str]) -> bytes | None:
    """The `records.json` that the tables were made from; None where one of them was altered, or none can be read."""
    tables = {name: content for name, content in found.items() if name.startswith(f"{FOLDER}/")}
    if not tables or not whole.issuperset(tables):
        return None
    try:
        return write_records(records_of(read_tables(tables))).encode("utf-8")
    except (ValueError, KeyError, TypeError, AssertionError):
        return None  # an earlier form of the tables
