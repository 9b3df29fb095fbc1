"""The classes of `records.json` as the schema sees them: each with its keys, their types and their meanings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from lhextract.model.meaning import Meaning
from lhextract.model.record import Records


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an object; `hint` is its type without the meaning."""

    name: str
    hint: Any
    meaning: Meaning


@cache
def keys_of(kind: type) -> tuple[Key, ...]:
    """The keys of a class, in order; one without a `Meaning` is a bug, said as `TypeError`."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_key(kind, field.name, hints[field.name]) for field in fields(kind))


def _key(kind: type, name: str, hint: Any) -> Key:  # noqa: ANN401 - a type
    meaning = next((one for one in get_args(hint)[1:] if isinstance(one, Meaning)), None)
    if get_origin(hint) is not Annotated or meaning is None:
        raise TypeError(f"{kind.__name__}.{name} has no Meaning; whoever imports records.json reads nowhere else of it")
    return Key(name, get_args(hint)[0], meaning)


@cache
def classes() -> Mapping[str, type]:
    """Every class that `records.json` has an object of, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [Records]
    while waiting:
        kind = waiting.pop()
        if found.setdefault(kind.__name__, kind) is not kind:
            raise TypeError(f"two classes are called {kind.__name__}; a schema names them by that alone")
        inside = (one for key in keys_of(kind) for one in classes_in(key.hint))
        waiting += [one for one in inside if one.__name__ not in found]
    return found


def classes_in(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type
    """The classes of objects that a value of a type may have in it."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from classes_in(inner)
