"""Two JSON documents beside each other: where they differ, by JSON pointer, with lists paired before they are compared.

A list that lost an item is one difference, not as many as there are items behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lhextract.verification.mismatch import Kind, as_text

Path = tuple[str | int, ...]
KEYS = ("id", "code")  # by which items of a list are known; others by all that they are


@dataclass(frozen=True, slots=True)
class Step:
    """One difference; a path leads through keys and indexes.

    `path` is the place in the found document, `derived_path` the one in the derived document: they differ behind an
    item that was added or dropped.
    """

    kind: Kind
    path: Path
    derived_path: Path
    found: str | None
    derived: str | None


def pointer(path: Path) -> str:
    """A path as JSON pointer (RFC 6901)."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def differences(found: object, derived: object) -> Iterator[Step]:
    """Yield where the found document is another than the derived one, in the order of the found one."""
    return _between(found, derived, (), ())


def _between(found: Any, derived: Any, here: Path, there: Path) -> Iterator[Step]:  # noqa: ANN401 - any JSON
    if as_text(found) == as_text(derived):  # as texts, since to Python 1, 1.0 and True are equal
        return
    if isinstance(found, Mapping) and isinstance(derived, Mapping):
        yield from _objects(found, derived, here, there)
    elif isinstance(found, list) and isinstance(derived, list):
        yield from _lists(found, derived, here, there)
    else:
        yield Step(Kind.ALTERED, here, there, as_text(found), as_text(derived))


def _objects(found: Mapping[str, Any], derived: Mapping[str, Any], here: Path, there: Path) -> Iterator[Step]:
    for key, value in found.items():
        if key in derived:
            yield from _between(value, derived[key], (*here, key), (*there, key))
        else:
            yield _added(value, (*here, key), there)
    for key, value in derived.items():
        if key not in found:
            yield _dropped(value, (*here, key), (*there, key))


def _lists(found: Sequence[Any], derived: Sequence[Any], here: Path, there: Path) -> Iterator[Step]:
    ours, theirs = [_key(item) for item in found], [_key(item) for item in derived]
    if ours == theirs:  # nearly always, and then there is nothing to pair
        yield from _pairs(found, derived, range(len(found)), range(len(derived)), here, there)
        return
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    edits = sum(i2 - i1 + j2 - j1 for tag, i1, i2, j1, j2 in opcodes if tag != "equal")
    if len(ours) == len(theirs) and Counter(ours) != Counter(theirs) and _unlike(ours, theirs) <= edits:
        yield from _pairs(found, derived, range(len(found)), range(len(derived)), here, there)
        return
    added: list[int] = []
    dropped: list[int] = []
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1 and not {*ours[i1:i2]} & {*theirs}):
            yield from _pairs(found, derived, range(i1, i2), range(j1, j2), here, there)
        else:
            added += range(i1, i2)
            dropped += range(j1, j2)
    for index in added:
        other = next((one for one in dropped if theirs[one] == ours[index]), None)
        if other is None:
            yield _added(found[index], (*here, index), there)
            continue
        dropped.remove(other)
        yield Step(Kind.MOVED, (*here, index), (*there, other), str(index), str(other))
        yield from _between(found[index], derived[other], (*here, index), (*there, other))
    for index in dropped:
        yield _dropped(derived[index], (*here, index), (*there, index))


def _unlike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many items have another key than those in the same place."""
    return sum(one != other for one, other in zip(ours, theirs, strict=True))


def _pairs(
    found: Sequence[Any], derived: Sequence[Any], ours: range, theirs: range, here: Path, there: Path
) -> Iterator[Step]:
    for one, other in zip(ours, theirs, strict=True):
        yield from _between(found[one], derived[other], (*here, one), (*there, other))


def _key(item: object) -> str:
    """What an item is known by in its list."""
    if isinstance(item, Mapping):
        named = next((item[key] for key in KEYS if isinstance(item.get(key), str)), None)
        if named is not None:
            return str(named)
    return as_text(item)


def _added(value: object, path: Path, there: Path) -> Step:
    return Step(Kind.ADDED, path, there, as_text(value), None)


def _dropped(value: object, path: Path, there: Path) -> Step:
    return Step(Kind.DROPPED, path, there, None, as_text(value))
