"""What is demanded of values of one type, keyword by keyword."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.model.version import Level
from lhextract.schema_changes.difference import Difference, difference
from lhextract.schema_changes.forms import Form

# Compared by `compare`, schema by schema.
KEYS_AND_ITEMS = frozenset({"properties", "required", "additionalProperties", "items"})
# Bounds from below and from above: whether a change widens or narrows can be said.
LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"})
UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"})
# Of these it cannot: some values come or go.
OTHERS = frozenset({"pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"})
WIDENED = "values may come that no reader has met"
NARROWED = "older documents may have values that are no longer valid"
LONGEST_SHOWN = 60


def compare_keywords(path: str, old: Form, new: Form) -> Iterator[Difference]:
    """The differences of two forms of one type, without keys and items."""
    ours, theirs = old.keywords, new.keywords
    yield from _listed(path, ours, theirs)
    for key in dict.fromkeys((*ours, *theirs)):
        before, now = ours.get(key), theirs.get(key)
        if key in KEYS_AND_ITEMS or key == "enum" or _same(before, now):
            continue
        what = f"{key}: {shown(before)} became {shown(now)}"
        if key in LOWER | UPPER | OTHERS:
            yield difference(path, what, Level.REVISION, _reach(key, before, now))
        else:
            yield difference(path, what, Level.MODEL, f"what {key} is to readers cannot be told: the worst counts")


def _reach(key: str, before: Any, now: Any) -> str:  # noqa: ANN401 - JSON
    if before is None:
        return NARROWED
    if now is None:
        return WIDENED
    if key in OTHERS:
        return f"{WIDENED}, and {NARROWED}"
    return NARROWED if (now > before) == (key in LOWER) else WIDENED


def _listed(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Closed lists of values; `const` is a list of one."""
    ours, theirs = old.get("enum"), new.get("enum")
    if ours is None and theirs is None:
        return
    if ours is None:
        yield difference(path, f"only {shown(theirs)} are allowed", Level.REVISION, NARROWED)
    elif theirs is None:
        yield difference(path, f"not only {shown(ours)} are allowed", Level.REVISION, WIDENED)
    else:
        gone, come = _without(ours, theirs), _without(theirs, ours)
        if come and len(gone) == len(ours):
            what = f"all values are others: {shown(ours)} became {shown(theirs)}"
            yield difference(path, what, Level.MODEL, "no value that readers know comes any more")
            return
        if come:
            yield difference(path, f"new values: {shown(come)}", Level.REVISION, WIDENED)
        if gone:
            yield difference(path, f"values gone: {shown(gone)}", Level.REVISION, NARROWED)


def _without(values: list[Any], others: list[Any]) -> list[Any]:
    return [value for value in values if not any(_same(value, other) for other in others)]


def _same(one: object, other: object) -> bool:
    """Equal as JSON: 1 and 1.0 are, 1 and true are not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def shown(value: object) -> str:
    """A value in a message: JSON, cut where it is long; "nothing" where there is none."""
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
