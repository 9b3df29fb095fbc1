"""Which level each kind of change has: what an importer who knows the old schema meets in the new one."""

from __future__ import annotations

from typing import Any

import pytest

from lhextract.model.version import Level
from lhextract.schema_changes.compare import compare_schemas
from lhextract.schema_changes.difference import least_bump

NONE, ADDITION, REVISION, MODEL = Level
STRING, NULL = {"type": "string"}, {"type": "null"}
MAYBE = {"anyOf": [STRING, NULL]}


def thing(properties: dict[str, Any], *required: str, more: Any = False) -> dict[str, Any]:
    """A closed object with these keys, all of them required if none is named."""
    needed = list(required or properties)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": more}


def listed(items: Any, **more: Any) -> dict[str, Any]:
    """A list of these."""
    return {"type": "array", "items": items, **more}


def case(name: str, old: Any, new: Any, level: Level, *said: str) -> Any:
    """A row of the table: schemas, level, and the differences as "where: what"."""
    return pytest.param(old, new, level, said, id=name)


def inside(schema: Any) -> dict[str, Any]:
    """An object with one key of this schema."""
    return thing({"name": schema})


A, B, AB = ({"enum": values, "type": "string"} for values in (["a"], ["b"], ["a", "b"]))
CIRCLE = thing({"child": {"anyOf": [{"$ref": "#"}, NULL]}})
PHONE, MAIL = thing({"phone": STRING}), thing({"mail": STRING})

CASES = [
    case("same", inside(STRING), inside(STRING), NONE),
    case("key-added", thing({"a": STRING}), thing({"a": STRING, "b": STRING}), ADDITION, "b: a new key"),
    case("key-added-optional", thing({"a": STRING}), thing({"a": STRING, "b": STRING}, "a"), ADDITION, "b: a new key"),
    case(
        "key-added-below",
        inside(listed(thing({"a": STRING}))),
        inside(listed(thing({"a": STRING, "b": STRING}))),
        ADDITION,
        "name[].b: a new key",
    ),
    case("key-added-to-open", thing({}, "x", more=True), thing({"b": STRING}, "x", more=True), ADDITION),
    case("key-gone", thing({"a": STRING, "b": STRING}), thing({"a": STRING}), MODEL, "b: the key is gone"),
    case("key-renamed", thing({"a": STRING}), thing({"b": STRING}), MODEL, "a: the key is gone", "b: a new key"),
    case("order-of-keys", thing({"a": STRING, "b": NULL}), thing({"b": NULL, "a": STRING}), NONE),
    case("order-of-required", thing({"a": STRING, "b": NULL}), thing({"a": STRING, "b": NULL}, "b", "a"), NONE),
    case(
        "may-be-missing",
        thing({"a": STRING, "b": STRING}),
        thing({"a": STRING, "b": STRING}, "a"),
        REVISION,
        "b: the key may be missing",
    ),
    case(
        "never-missing",
        thing({"a": STRING, "b": STRING}, "a"),
        thing({"a": STRING, "b": STRING}),
        REVISION,
        "b: the key is never missing",
    ),
    case("type-changed", inside(STRING), inside({"type": "integer"}), MODEL),
    case("type-joined-by-another", inside(STRING), inside({"type": ["string", "integer"]}), MODEL),
    case("one-of-two-types-gone", inside({"type": ["string", "integer"]}), inside(STRING), REVISION),
    case("whole-numbers-to-numbers", inside({"type": "integer"}), inside({"type": "number"}), MODEL),
    case("numbers-to-whole-numbers", inside({"type": "number"}), inside({"type": "integer"}), REVISION),
    case("whole-numbers-beside-numbers", {"type": "number"}, {"type": ["integer", "number"]}, NONE),
    case("text-to-list", inside(STRING), inside(listed(STRING)), MODEL),
    case("anything-to-text", inside({}), inside(STRING), REVISION),
    case("text-to-anything", inside(STRING), inside({}), MODEL),
    case("null-allowed", inside(STRING), inside(MAYBE), REVISION, "name: null may come"),
    case("null-gone", inside(MAYBE), inside(STRING), REVISION, "name: null no longer comes"),
    case("null-only", inside(MAYBE), inside(NULL), MODEL, "name: a value of type string no longer comes"),
    case("null-written-otherwise", inside(MAYBE), inside({"type": ["null", "string"]}), NONE),
    case("null-in-enum", inside({"enum": ["a"]}), inside({"enum": ["a", None]}), REVISION, "name: null may come"),
    case("value-added", inside(A), inside(AB), REVISION, 'name: new values: ["b"]'),
    case("value-gone", inside(AB), inside(A), REVISION, 'name: values gone: ["b"]'),
    case("all-values-others", inside(A), inside(B), MODEL),
    case("order-of-values", inside({"enum": ["a", "b"]}), inside({"enum": ["b", "a"]}), NONE),
    case("values-closed", inside(STRING), inside(A), REVISION),
    case("values-opened", inside(A), inside(STRING), REVISION),
    case("const-changed", inside({"const": "a"}), inside({"const": "b"}), MODEL),
    case("const-to-enum", inside({"const": "a"}), inside({"enum": ["a", "b"]}), REVISION, 'name: new values: ["b"]'),
    case("const-is-enum-of-one", inside({"const": "a"}), inside(A), NONE),
    case("consts-are-an-enum", inside({"oneOf": [{"const": "a"}, {"const": "b"}]}), inside(AB), NONE),
    case("true-is-not-one", inside({"const": 1}), inside({"const": True}), MODEL),
    case("pattern-added", inside(STRING), inside({**STRING, "pattern": "^a"}), REVISION),
    case("pattern-changed", inside({**STRING, "pattern": "^a"}), inside({**STRING, "pattern": "^b"}), REVISION),
    case("pattern-gone", inside({**STRING, "pattern": "^a"}), inside(STRING), REVISION),
    case("pattern-beside-null", inside(MAYBE), inside({"type": ["string", "null"], "pattern": "^a"}), REVISION),
    case("format-added", inside(STRING), inside({**STRING, "format": "date"}), REVISION),
    case("format-gone", inside({**STRING, "format": "date"}), inside(STRING), REVISION),
    case(
        "minimum-raised", inside({"type": "integer", "minimum": 0}), inside({"type": "integer", "minimum": 1}), REVISION
    ),
    case("maximum-added", inside({"type": "number"}), inside({"type": "number", "maximum": 1}), REVISION),
    case("maximum-gone", inside({"type": "number", "maximum": 1}), inside({"type": "number"}), REVISION),
    case("length-bounded", inside(STRING), inside({**STRING, "maxLength": 5}), REVISION),
    case("list-bounded", listed(STRING), listed(STRING, minItems=1), REVISION),
    case("items-changed", listed(STRING), listed({"type": "integer"}), MODEL, "[]: a value of type integer may come"),
    case("items-null", listed(STRING), listed(MAYBE), REVISION, "[]: null may come"),
    case("items-told", {"type": "array"}, listed(STRING), REVISION),
    case("other-keys-come", inside(STRING), {**inside(STRING), "additionalProperties": True}, REVISION),
    case("other-keys-go", {**inside(STRING), "additionalProperties": True}, inside(STRING), REVISION),
    case("open-by-default", thing({}, "a", more=True), {"type": "object", "properties": {}, "required": ["a"]}, NONE),
    case("map-values", thing({}, "a", more=STRING), thing({}, "a", more=MAYBE), REVISION, "*: null may come"),
    case(
        "key-of-a-map", thing({}, "a", more=STRING), thing({"b": MAYBE}, "a", more=STRING), REVISION, "b: null may come"
    ),
    case("definition-moved", inside({"$ref": "#/$defs/A"}) | {"$defs": {"A": STRING}}, inside(STRING), NONE),
    case(
        "definition-renamed",
        inside({"$ref": "#/$defs/A"}) | {"$defs": {"A": thing({"x": STRING})}},
        inside({"$ref": "#/definitions/B"}) | {"definitions": {"B": thing({"x": STRING})}},
        NONE,
    ),
    case(
        "definition-changed",
        inside({"$ref": "#/$defs/A"}) | {"$defs": {"A": STRING}},
        inside({"$ref": "#/$defs/A"}) | {"$defs": {"A": MAYBE}},
        REVISION,
        "name: null may come",
    ),
    case("definition-unused", inside(STRING), inside(STRING) | {"$defs": {"A": STRING}}, NONE),
    case("circle", CIRCLE, CIRCLE | {"$id": "urn:x"}, NONE),
    case("order-of-branches", inside({"anyOf": [STRING, NULL]}), inside({"oneOf": [NULL, STRING]}), NONE),
    case("order-of-objects", inside({"anyOf": [PHONE, MAIL]}), inside({"anyOf": [MAIL, PHONE]}), NONE),
    case("another-object", inside({"anyOf": [PHONE, MAIL]}), inside({"anyOf": [MAIL, PHONE, CIRCLE]}), REVISION),
    case("all-of-one", inside({"allOf": [STRING]}), inside(STRING), NONE),
    case("what-cannot-be-judged", inside(STRING), inside({**STRING, "not": {"const": "a"}}), MODEL),
    case("reference-out-of-the-file", inside({"$ref": "a.json"}), inside({"$ref": "b.json"}), MODEL),
    case("nothing-valid", inside(False), inside(False), NONE),
]


@pytest.mark.parametrize(("old", "new", "level", "said"), CASES)
def test_level_of_a_change(old: Any, new: Any, level: Level, said: tuple[str, ...]) -> None:
    """Each kind of change has its level, said at its place in the document."""
    found = compare_schemas(old, new)
    assert least_bump(found) is level, found
    assert bool(found) == (level is not NONE)
    assert set(said) <= {f"{one.where}: {one.what}" for one in found}


@pytest.mark.parametrize(
    ("words", "others"),
    [
        pytest.param({"description": "A name."}, {"description": "The name."}, id="description"),
        pytest.param({}, {"title": "Name"}, id="title"),
        pytest.param({"default": "a"}, {}, id="default"),
        pytest.param({}, {"deprecated": True}, id="deprecated"),
    ],
)
def test_words_need_no_bump(words: dict[str, Any], others: dict[str, Any]) -> None:
    """Words are named as a difference that takes no new version."""
    (found,) = compare_schemas(inside(STRING | words), inside(STRING | others))
    assert (found.where, found.level) == ("name", NONE)


def test_another_meaning_is_a_new_model() -> None:
    """What no schema shows, a key that means something else, is said by its `sense`."""
    (found,) = compare_schemas(inside(STRING), inside({**STRING, "x-sense": 2}))
    assert (found.where, found.what, found.level) == ("name", "the meaning is another", MODEL)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param({"minimum": 0}, {"minimum": 1}, "older documents", id="minimum-up"),
        pytest.param({"minimum": 1}, {"minimum": 0}, "values may come", id="minimum-down"),
        pytest.param({"maximum": 1}, {"maximum": 0}, "older documents", id="maximum-down"),
        pytest.param({"maximum": 0}, {"maximum": 1}, "values may come", id="maximum-up"),
        pytest.param({}, {"pattern": "a"}, "older documents", id="pattern-new"),
        pytest.param({"pattern": "a"}, {}, "values may come", id="pattern-gone"),
    ],
)
def test_reason_says_who_is_affected(old: dict[str, Any], new: dict[str, Any], why: str) -> None:
    """A wider range touches readers, a narrower one touches old documents."""
    (found,) = compare_schemas(old, new)
    assert found.why.startswith(why)


def test_union_in_itself_ends() -> None:
    """A union that has itself as a branch is compared as far as it is written."""
    loop = {"$ref": "#/$defs/A", "$defs": {"A": {"anyOf": [{"$ref": "#/$defs/A"}, STRING, {"$ref": "#/$defs/A"}]}}}
    assert compare_schemas(loop, loop) == ()
