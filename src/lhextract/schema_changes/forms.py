"""A schema as the forms a value may have: one for each type, `$ref`, `anyOf` and lists of types resolved.

Two schemas that are written otherwise but allow the same come out the same: a definition that moved, branches in
another order, `{"type": ["string", "null"]}` or `{"anyOf": [{"type": "string"}, {"type": "null"}]}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any] | bool
ANY = "any"
# Words for people, names, and what only files are found by; a document is valid whatever they say.
ANNOTATIONS = frozenset(
    {"title", "description", "examples", "default", "$comment", "deprecated", "readOnly", "writeOnly"}
    | {"$schema", "$id", "$anchor", "$defs", "definitions", "$vocabulary"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """What values of one type look like: `keywords` are what the schema demands of them, without `type`."""

    type: str
    keywords: Mapping[str, Any]


def resolve(schema: Schema, root: Mapping[str, Any]) -> Schema:
    """The schema behind its `$ref`s within the file; words beside a `$ref` come before those of its target.

    A reference that leads nowhere, out of the file or in a circle stays as it is: it is compared by its name.
    """
    seen = set()
    while isinstance(schema, Mapping) and isinstance(schema.get("$ref"), str):
        reference = schema["$ref"]
        target = _target(reference, root)
        if target is None or reference in seen:
            return schema
        seen.add(reference)
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        if isinstance(target, bool):
            return target
        if any(target.get(key, value) != value for key, value in beside.items() if key not in ANNOTATIONS):
            return {"allOf": [{key: value for key, value in schema.items() if key == "$ref"}, beside]}
        schema = {**target, **beside}
    return schema


def _target(reference: str, root: Mapping[str, Any]) -> Schema | None:
    if reference == "#":
        return root
    if not reference.startswith("#/"):
        return None
    found: Any = root
    for part in reference[2:].split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return found if isinstance(found, Mapping | bool) else None


def forms_of(schema: Schema, root: Mapping[str, Any]) -> list[Form]:
    """The forms that a value may have, each once, in the order of the schema; none where nothing is valid."""
    found: list[Form] = []
    for form in _forms(schema, root, depth=0):
        if form not in found:
            found.append(form)
    if Form(ANY, {}) in found:
        return [Form(ANY, {})]
    if Form("number", {}) in found:
        found = [form for form in found if form.type != "integer"]
    return _joined(found)


def _joined(forms: list[Form]) -> list[Form]:
    """Lists of values of one type as one list: branches with a `const` each say the same as an `enum`."""
    lists: dict[str, list[Any]] = {}
    for form in forms:
        if form.keywords.keys() == {"enum"}:
            lists.setdefault(form.type, []).extend(form.keywords["enum"])
    joined = [Form(one, {"enum": values}) for one, values in lists.items()]
    return [*(form for form in forms if form.keywords.keys() != {"enum"}), *joined]


DEEPEST = 6  # unions within unions; what is deeper is compared as it is written


def _forms(schema: Schema, root: Mapping[str, Any], *, depth: int) -> Iterator[Form]:
    schema = resolve(schema, root)
    if isinstance(schema, bool):
        yield from [Form(ANY, {})] if schema else []
        return
    keywords = {key: value for key, value in schema.items() if key not in ANNOTATIONS and not key.startswith("x-")}
    keywords = _one_of_all(keywords)
    union = next((key for key in ("anyOf", "oneOf") if isinstance(keywords.get(key), list)), None)
    beside = {key: value for key, value in keywords.items() if key != union}
    if union is not None and depth < DEEPEST:
        branches = [resolve(one, root) for one in keywords[union]]
        if not any(isinstance(one, Mapping) and _clash(beside, one) for one in branches):
            for branch in branches:
                merged = {**beside, **branch} if isinstance(branch, Mapping) else (beside if branch else False)
                yield from _forms(merged, root, depth=depth + 1)
            return
    yield from _by_type(keywords)


def _one_of_all(keywords: dict[str, Any]) -> dict[str, Any]:
    """An `allOf` of one says what stands in it, where nothing beside it says the same in other words."""
    every = keywords.get("allOf")
    if not isinstance(every, list) or len(every) != 1 or not isinstance(every[0], Mapping):
        return keywords
    beside = {key: value for key, value in keywords.items() if key != "allOf"}
    return keywords if _clash(beside, every[0]) else {**every[0], **beside}


def _clash(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(key in other and other[key] != value for key, value in one.items() if key not in ANNOTATIONS)


def _by_type(keywords: dict[str, Any]) -> Iterator[Form]:
    """One form for each type; a list of values (`enum`, `const`) says the types of its values."""
    listed = _values(keywords)
    named = keywords.pop("type", None)
    types = [named] if isinstance(named, str) else named
    if listed is None:
        for one in types or [ANY]:
            yield Form(one, keywords)
        return
    rest = {key: value for key, value in keywords.items() if key not in {"enum", "const"}}
    for one in dict.fromkeys(map(type_of, listed)):
        if types is None or one in types or (one == "integer" and "number" in types):
            yield Form(one, {**rest, "enum": [value for value in listed if type_of(value) == one]})


def _values(keywords: Mapping[str, Any]) -> list[Any] | None:
    if "const" in keywords:
        return [keywords["const"]]
    listed = keywords.get("enum")
    return list(listed) if isinstance(listed, list) else None


def type_of(value: object) -> str:
    """The JSON type of a value; 1.0 is an integer, as JSON Schema has it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) or value.is_integer() else "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
