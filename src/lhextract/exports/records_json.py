"""`records.json`: the truth, in the key order of the contract, the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lhextract.errors import UsageError
from lhextract.exports.schema import validate, write
from lhextract.model.record import SCHEMA_VERSION, Records


def to_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """2-space indent, UTF-8 as itself, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_records(records: Records) -> str:
    """Return the text of `records.json`, checked by reading it back: what differs is a bug, not an output."""
    document = write(records)
    if validate(document) != records:
        raise AssertionError("records.json does not read back equal")
    return document


def read_records(path: Path) -> Records:
    """Read a `records.json`; one that is not of this schema, or that was edited by hand, is a `UsageError`."""
    try:
        return validate(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(
            f"{path}: found what another version of lhextract wrote, or what was edited by hand; allowed is schema "
            f"version {SCHEMA_VERSION}: make it anew with `lhextract run --force`"
        ) from error
