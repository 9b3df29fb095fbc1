"""Laws of schema differences, for schemas and documents that nobody thought of."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lhextract.model.version import Level
from lhextract.schema_changes.compare import compare_schemas
from lhextract.schema_changes.difference import least_bump

Json = dict[str, Any]
NAMES = st.sampled_from(["a", "b", "c", "d"])
LEAVES = st.sampled_from(
    [
        {"type": "string"},
        {"type": "string", "pattern": "^[a-z]*$"},
        {"type": "integer", "minimum": 0},
        {"type": "number"},
        {"type": "boolean"},
        {"enum": ["a", "b"]},
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
        {"type": ["integer", "null"]},
        {"$ref": "#/$defs/Leaf"},
    ]
)


@st.composite
def closed_objects(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    """An object like those of records.json: no other keys, some perhaps not required."""
    properties = draw(st.dictionaries(NAMES, inner, max_size=3))
    required = draw(st.lists(st.sampled_from(sorted(properties)), unique=True)) if properties else []
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _grown(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    maps = inner.map(lambda one: {"type": "object", "additionalProperties": one})
    return st.one_of(closed_objects(inner), inner.map(lambda one: {"type": "array", "items": one}), maps)


SCHEMAS = closed_objects(st.recursive(LEAVES, _grown, max_leaves=6)).map(
    lambda one: {**one, "$defs": {"Leaf": {"type": "string", "maxLength": 3}}}
)


def documents(schema: Json, root: Json) -> st.SearchStrategy[Any]:
    """Documents that are valid under a schema of the kind above."""
    if "$ref" in schema:
        return documents(root["$defs"]["Leaf"], root)
    if "anyOf" in schema:
        return st.one_of(*(documents(one, root) for one in schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if isinstance(schema["type"], list):
        return st.one_of(*(documents({**schema, "type": one}, root) for one in schema["type"]))
    if schema["type"] == "array":
        return st.lists(documents(schema["items"], root), max_size=2)
    if schema["type"] == "object":
        properties = schema.get("properties", {})
        parts = {name: documents(one, root) for name, one in properties.items()}
        must = {name: part for name, part in parts.items() if name in schema.get("required", ())}
        may = {name: part for name, part in parts.items() if name not in must}
        named = st.fixed_dictionaries(must, optional=may)
        rest = schema.get("additionalProperties")
        return st.dictionaries(NAMES, documents(rest, root), max_size=2) if isinstance(rest, dict) else named
    return {
        "string": st.text("abc", max_size=schema.get("maxLength", 5)),
        "integer": st.integers(0, 9),
        "number": st.floats(0, 9),
        "boolean": st.booleans(),
        "null": st.none(),
    }[schema["type"]]


def subschemas(schema: Json) -> Iterator[Json]:
    """A schema and those within it, to be altered in place."""
    yield schema
    inside = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", [])]
    for one in (*inside, schema.get("items"), schema.get("additionalProperties")):
        if isinstance(one, dict):
            yield from subschemas(one)


def is_valid(document: Any, schema: Json) -> bool:
    """Whether a document is valid under a schema."""
    return bool(Draft202012Validator(schema).is_valid(document))


@given(SCHEMAS)
def test_nothing_differs_from_itself(schema: Json) -> None:
    """A schema has no difference from its copy."""
    assert compare_schemas(schema, copy.deepcopy(schema)) == ()


@given(SCHEMAS, st.data())
def test_words_alter_no_document(schema: Json, data: st.DataObject) -> None:
    """With other words, no bump is due, and what was valid stays so, in both directions."""
    worded = copy.deepcopy(schema)
    data.draw(st.sampled_from(list(subschemas(worded))))["description"] = "Other words."
    assert least_bump(compare_schemas(schema, worded)) is Level.NONE
    document = data.draw(documents(schema, schema))
    assert is_valid(document, schema)
    assert is_valid(document, worded)


@given(SCHEMAS, NAMES, LEAVES, st.booleans(), st.data())
def test_without_its_new_keys_a_document_is_an_old_one(
    schema: Json, name: str, leaf: Json, needed: bool, data: st.DataObject
) -> None:
    """ADDITION means: whoever takes the new keys away has a document of the old schema."""
    grown = copy.deepcopy(schema)
    places = [one for one in subschemas(grown) if name not in one.get("properties", {name: 0})]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    place["properties"][name] = leaf
    place["required"] = [*place["required"], *([name] if needed else [])]
    found = compare_schemas(schema, grown)
    assert {one.level for one in found} == {Level.ADDITION}
    document = data.draw(documents(grown, grown))
    for one in found:
        remove(document, one.where)
    assert is_valid(document, schema)


def remove(value: Any, where: str) -> None:
    """Take a key away, by the path of a difference ("a[].b", "a.*.b")."""
    head, _, rest = where.partition(".")
    name, lists = head.removesuffix("[]" * head.count("[]")), head.count("[]")
    if not rest:
        value.pop(name, None)
        return
    found = list(value.values()) if name == "*" else [value[name]] if name in value else []
    for _ in range(lists):
        found = [item for one in found for item in one]
    for one in found:
        remove(one, rest)


def rewritten(schema: Json, root: Json) -> Json:
    """The same schema in other words: definitions inlined, unions as lists of types, lists of values as branches."""
    if "$ref" in schema:
        return rewritten(root["$defs"]["Leaf"], root)
    if "enum" in schema:
        return {"oneOf": [{"const": value} for value in reversed(schema["enum"])]}
    if "anyOf" in schema:
        return {"type": [one["type"] for one in reversed(schema["anyOf"])]}
    again = {key: value for key, value in schema.items() if key != "$defs"}
    if "properties" in schema:
        again["properties"] = {name: rewritten(one, root) for name, one in reversed(schema["properties"].items())}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            again[key] = rewritten(schema[key], root)
    return {"anyOf": [again]}


@given(SCHEMAS, st.data())
def test_how_a_schema_is_written_makes_no_difference(schema: Json, data: st.DataObject) -> None:
    """Moved definitions, unions and lists written otherwise are no difference, and no document is another."""
    again = rewritten(schema, schema)
    assert compare_schemas(schema, again) == ()
    assert compare_schemas(again, schema) == ()
    assert is_valid(data.draw(documents(schema, schema)), again)


@given(SCHEMAS, st.data())
def test_what_is_no_longer_valid_is_never_overlooked(schema: Json, data: st.DataObject) -> None:
    """One part of a schema altered at random: where that makes an old document invalid, the diff says so."""
    altered = copy.deepcopy(schema)
    properties = [one for one in subschemas(altered) if one.get("properties")]
    if not properties:
        return
    place = data.draw(st.sampled_from(properties))["properties"]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(LEAVES)
    document = data.draw(documents(schema, schema))
    if not is_valid(document, altered):
        assert least_bump(compare_schemas(schema, altered)) >= Level.REVISION
    later = data.draw(documents(altered, altered))
    if not is_valid(later, schema):
        assert least_bump(compare_schemas(schema, altered)) >= Level.REVISION
