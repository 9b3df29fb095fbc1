"""Whether records keep what the schema promises of their values: patterns and bounds, which no type says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from lhextract.errors import UsageError
from lhextract.exports.meanings import Key, classes_in, keys_of
from lhextract.model.meaning import Meaning
from lhextract.model.record import Records

SHOWN = 3  # broken promises in a message


def keep_promises(records: Records) -> None:
    """Raise `UsageError` where a value has not the form that importers are promised; a table may have brought it in."""
    broken = [f"{path}: found {value!r}, allowed is {allowed}" for path, value, allowed in broken_promises(records)]
    if broken:
        more = f" (and {len(broken) - SHOWN} more)" if len(broken) > SHOWN else ""
        raise UsageError(
            f"records.json of {records.source.id}: {'; '.join(broken[:SHOWN])}{more}; correct the lookup table or the "
            "profile that the value is from, or the record by `lhextract correct`"
        )


def broken_promises(value: object) -> Iterator[tuple[str, object, str]]:
    """Yield where a value has not the promised form: its path, the value, and what is allowed."""
    return ((path.lstrip("."), found, allowed) for path, found, allowed in _within(value))


def _within(value: object) -> Iterator[tuple[str, object, str]]:
    """The same, with paths from the value on: made where something is broken only, since nothing is nearly always."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from ((f"[{index}]{path}", found, allowed) for path, found, allowed in _within(item))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from ((f".{name}{path}", found, allowed) for path, found, allowed in _within(item))
    elif is_dataclass(value) and not isinstance(value, type):
        for key, promises, is_deep in _looked_at(type(value)):
            inner = getattr(value, key.name)
            if promises:
                yield from _broken(inner, key.meaning, f".{key.name}")
            if is_deep:
                yield from ((f".{key.name}{path}", found, allowed) for path, found, allowed in _within(inner))


@cache
def _looked_at(kind: type) -> tuple[tuple[Key, bool, bool], ...]:
    """The keys of a class that promise something, or that hold objects which may; all others say nothing."""
    keys = [(key, _has_promise(key.meaning), any(classes_in(key.hint))) for key in keys_of(kind)]
    return tuple(row for row in keys if row[1] or row[2])


def _has_promise(meaning: Meaning) -> bool:
    return meaning.pattern is not None or meaning.least is not None or meaning.most is not None


def _broken(value: Any, meaning: Meaning, path: str) -> Iterator[tuple[str, object, str]]:  # noqa: ANN401
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _broken(item, meaning, f"{path}[{index}]")
    elif isinstance(value, str) and meaning.pattern is not None and not _compiled(meaning.pattern).fullmatch(value):
        yield path, value, f"what matches {meaning.pattern}"
    elif isinstance(value, int | float):
        if meaning.least is not None and value < meaning.least:
            yield path, value, f"{meaning.least} or more"
        if meaning.most is not None and value > meaning.most:
            yield path, value, f"{meaning.most} or less"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
