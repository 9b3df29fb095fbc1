"""`docs/reference/records.md`: every key of `records.json` with type, meaning and a real example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from docs.making.markdown import code, escaped, prose, table
from lhextract.exports.schema import json_schema

HEAD = """\
# records.json

The truth that everything else is made from: one JSON object, UTF-8, its keys in this order, arrays in page order. All
keys are always there; what is unknown is `null` or empty, never a guess. Times of day and paths of files are not in it,
so that the same page gives the same bytes. `lhextract schema` prints the JSON Schema.

Every `start` and `end` is an offset into `text.txt`, in code points (not bytes, not UTF-16 units), half-open:

```python
import json
from pathlib import Path

folder = Path("extracted/lighthouses")
records = json.loads((folder / "records.json").read_text(encoding="utf-8"))
text = (folder / "text.txt").read_text(encoding="utf-8")
for mention in records["mentions"]:
    assert text[mention["start"] : mention["end"]] == mention["text"]
```

Ids are opaque: `lh-` initiatives, `ct-` contacts, `org-` institutions, `ps-` people, others for what lies in them.

Types, meanings, examples (the first value on the lighthouse page that is not empty) and this page come from the
program: `python -m docs.making`.

"""
LONGEST = 60
Json = Any


def records_page(records: Mapping[str, Json]) -> str:
    """The page; `records` is a `records.json` that examples are taken from."""
    schema = json_schema()
    root = {"title": "Records", **{key: schema[key] for key in ("description", "properties")}}
    objects = {"Records": root, **schema["$defs"]}
    examples: dict[tuple[str, str], Json] = {}
    _collect(records, "Records", objects, examples)
    return HEAD + "\n".join(_section(name, objects, examples) for name in _in_order("Records", objects))


def _in_order(name: str, objects: Mapping[str, Json], seen: set[str] | None = None) -> Iterator[str]:
    """The classes as one meets them from the outermost on, each once."""
    seen = set() if seen is None else seen
    if name in seen or "properties" not in objects[name]:
        return
    seen.add(name)
    yield name
    for kind in objects[name]["properties"].values():
        for inner in _named(kind):
            yield from _in_order(inner, objects, seen)


def _named(kind: Json) -> Iterator[str]:
    """The classes that a type speaks of."""
    if "$ref" in kind:
        yield kind["$ref"].rsplit("/", 1)[1]
    for inner in (*kind.get("anyOf", ()), kind.get("items"), kind.get("additionalProperties")):
        if isinstance(inner, dict):
            yield from _named(inner)


def _section(name: str, objects: Mapping[str, Json], examples: Mapping[tuple[str, str], Json]) -> str:
    rows = [
        (code(key), _type(kind, objects), prose(kind["description"]), _example(examples.get((name, key))))
        for key, kind in objects[name]["properties"].items()
    ]
    description = " ".join(objects[name]["description"].split())
    body = table(("key", "type", "meaning", "example"), rows)
    return f"## {name} {{ #{name.lower()} }}\n\n{description}\n\n{body}"


def _type(kind: Json, objects: Mapping[str, Json]) -> str:
    if "anyOf" in kind:
        return " or ".join(_type(one, objects) for one in kind["anyOf"])
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})" if "properties" in objects[name] else _type(objects[name], objects)
    if "enum" in kind:
        return "one of " + ", ".join(code(value) for value in kind["enum"])
    if kind["type"] == "array":
        return "list of " + _type(kind["items"], objects)
    if kind["type"] == "object":
        return "object of " + _type(kind["additionalProperties"], objects)
    kinds = kind["type"]
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def _collect(value: Json, name: str, objects: Mapping[str, Json], examples: dict[tuple[str, str], Json]) -> None:
    """The first plain value of every key of a class, found by going through `value` along its types."""
    for key, kind in objects[name]["properties"].items():
        inner = [one for one in _named(kind) if "properties" in objects[one]]
        found = value[key]
        if not inner:
            if found not in (None, "", []):
                examples.setdefault((name, key), found)
            continue
        items = found.values() if kind.get("type") == "object" else found if isinstance(found, list) else [found]
        for item in items:
            if item is not None:
                _collect(item, inner[0], objects, examples)


def _example(value: Json) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > LONGEST:
        return code(text[:LONGEST].rstrip()) + escaped("…")
    return code(text)
