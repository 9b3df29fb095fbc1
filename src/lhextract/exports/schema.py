"""The JSON Schema of `records.json`, made from the classes of `model/record.py`, and validation against it.

`python -m lhextract.schemas` writes it to `schemas/records-1.json`, the file that people link to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from lhextract.errors import UsageError
from lhextract.exports.meanings import classes, keys_of
from lhextract.exports.upgrades import is_later, other_model, upgrade
from lhextract.model.meaning import SENSE, Meaning
from lhextract.model.record import SCHEMA_VERSION, Records

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _adapter() -> TypeAdapter[Records]:
    return TypeAdapter(Records)


def json_schema() -> dict[str, Any]:
    """Return the schema; every key of the contract is required and described, and no other is allowed."""
    made = _adapter().json_schema(mode="serialization")
    made["description"] = "Initiatives that a university's page lists, with the places on the page that show it."
    definitions = dict(sorted(made.pop("$defs").items()))
    for name, definition in (("Records", made), *definitions.items()):
        definition.pop("title", None)
        if name in classes():
            _describe(definition, classes()[name])
        definition["description"] = " ".join(definition["description"].split())
    return {
        "$schema": DIALECT,
        "$id": f"urn:lhextract:records:{SCHEMA_VERSION}",
        "title": "lhextract records.json",
        **made,
        "$defs": definitions,
    }


def _describe(definition: dict[str, Any], kind: type) -> None:
    for key in keys_of(kind):
        made = {k: v for k, v in definition["properties"][key.name].items() if k not in {"title", "default"}}
        made = _nullable(made)
        _constrain(made, key.meaning)
        sense = {SENSE: key.meaning.sense} if key.meaning.sense > 1 else {}
        definition["properties"][key.name] = {"description": key.meaning.text, **sense, **made}
    definition["required"] = list(definition["properties"])
    definition["additionalProperties"] = False


def _nullable(made: dict[str, Any]) -> dict[str, Any]:
    """A text or null as one schema with two types, so that validators say what is wrong with the text."""
    branches = made.get("anyOf", [])
    if len(branches) == 2 and branches[1] == {"type": "null"} and branches[0].keys() == {"type"}:
        return {**{k: v for k, v in made.items() if k != "anyOf"}, "type": [branches[0]["type"], "null"]}
    return made


def _constrain(made: dict[str, Any], meaning: Meaning) -> None:
    """Put pattern and bounds where the text or number is: with a list, in its items."""
    bounds = {"pattern": meaning.pattern, "minimum": meaning.least, "maximum": meaning.most}
    found = {name: bound for name, bound in bounds.items() if bound is not None}
    if found:
        (made["items"] if made.get("type") == "array" else made).update(found)


def validate(document: str) -> Records:
    """Read a `records.json` back; a document that breaks the contract raises `ValueError`.

    One of an earlier version is read as what it is today, one of a later version is a `UsageError`. pydantic ignores
    unknown keys of dataclasses and reads "1" as 1; neither gives the same document back.
    """
    try:
        written = json.loads(document)
    except RecursionError as error:
        raise ValueError("found JSON that is nested too deep for any records.json") from error
    found = upgrade(written)
    if is_later(found):
        raise UsageError(other_model("records.json", found["schema_version"]))
    records = _adapter().validate_json(document if found is written else json.dumps(found))
    if _adapter().dump_python(records, mode="json") != found:
        raise ValueError("records.json has keys or types that the contract does not have; `lhextract schema` prints it")
    return records


def write(records: Records) -> str:
    """Return the text of `records.json`: 2-space indent, UTF-8 as itself, a line end at the end.

    pydantic writes what the json module would (`tests/exports/test_records_json.py`), in a tenth of the time: with an
    indent, that module is Python.
    """
    return _adapter().dump_json(records, indent=2).decode("utf-8") + "\n"


def as_object(records: Records) -> dict[str, Any]:
    """The records as a parsed `records.json` has them."""
    document: dict[str, Any] = _adapter().dump_python(records, mode="json")
    return document


def read_object(document: Mapping[str, Any]) -> Records:
    """The records that an object with the keys of `records.json` holds; keys besides these are left out.

    An object that lacks one, or has another type in it, raises `ValueError`.
    """
    return _adapter().validate_python(document)
