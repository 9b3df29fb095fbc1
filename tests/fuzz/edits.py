"""Documents that are nearly right: a real one with a few edits, which is what an input of a few bytes can say.

An input is lines of a pointer, a tab and JSON: `initiatives/0/name<TAB>"Other"` sets a value, a pointer alone takes it
away. A step of a pointer is a key, or a number, which is taken modulo the length of the list. What does not fit is
passed over, so that every input means something.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Any

Json = Any
MOST = 40  # edits of one input


def edited(document: Json, data: bytes) -> Json:
    """A copy of a document with the edits of an input."""
    made = copy.deepcopy(document)
    for line in data.split(b"\n")[:MOST]:
        pointer, tab, given = line.decode("utf-8", "replace").partition("\t")
        try:
            value = json.loads(given) if tab else None
        except (ValueError, RecursionError):
            value = given
        made = _put(made, pointer.split("/"), value, gone=not tab) if pointer else made
    return made


def edit(pointer: str, value: Json) -> bytes:
    """The line of an edit, for seeds."""
    return f"{pointer}\t{json.dumps(value, ensure_ascii=False)}\n".encode()


def pointers(document: Json, *, most: int = 400) -> tuple[str, ...]:
    """Pointers into a document, the first item of each list only: the kinds of places that it has."""
    return tuple(dict.fromkeys(_pointers(document, "")))[:most]


def _pointers(document: Json, at: str) -> Iterable[str]:
    if at:
        yield at
    inside = document.items() if isinstance(document, dict) else enumerate(document[:1]) if _is_list(document) else ()
    for key, value in inside:
        yield from _pointers(value, f"{at}/{key}" if at else str(key))


def _is_list(value: Json) -> bool:
    return isinstance(value, list)


def _put(document: Json, steps: list[str], value: Json, *, gone: bool) -> Json:
    *before, last = steps
    at = document
    for step in before:
        at = _inside(at, step)
    if isinstance(at, dict):
        if gone:
            at.pop(last, None)
        else:
            at[last] = value
    elif isinstance(at, list) and last.isascii() and last.isdecimal() and len(last) < 6:
        if gone and at:
            at.pop(int(last) % len(at))
        elif not gone and at and int(last) < len(at):
            at[int(last)] = value
        elif not gone:
            at.append(value)
    return document


def _inside(at: Json, step: str) -> Json:
    if isinstance(at, dict):
        return at.get(step)
    if isinstance(at, list) and at and step.isascii() and step.isdecimal() and len(step) < 6:
        return at[int(step) % len(at)]
    return None
