"""The JSON Schema of `records.json`, made from the classes of `model/record.py`, and validation against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from lhextract.model.record import SCHEMA_VERSION, Records

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _adapter() -> TypeAdapter[Records]:
    return TypeAdapter(Records)


def json_schema() -> dict[str, Any]:
    """Return the schema; every key of the contract is required, and no other is allowed."""
    schema = _adapter().json_schema(mode="serialization")
    for definition in (schema, *schema["$defs"].values()):
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
            definition["required"] = list(definition["properties"])
    return {
        "$schema": DIALECT,
        "title": f"lhextract records, schema version {SCHEMA_VERSION}",
        **{k: v for k, v in schema.items() if k != "title"},
    }


def validate(document: str) -> Records:
    """Read a `records.json` back; a document that breaks the contract raises `ValueError`.

    pydantic ignores unknown keys of dataclasses and reads "1" as 1; neither gives the same document back.
    """
    records = _adapter().validate_json(document)
    if _adapter().dump_python(records, mode="json") != json.loads(document):
        raise ValueError("records.json has keys or types that the contract does not have; `lhextract schema` prints it")
    return records


def read_object(document: Mapping[str, Any]) -> Records:
    """The records that an object with the keys of `records.json` holds; keys besides these are left out.

    An object that lacks one, or has another type in it, raises `ValueError`.
    """
    return _adapter().validate_python(document)
