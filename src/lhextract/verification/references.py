"""Whether what refers to something refers to something that is there, and no two things have one id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lhextract.verification.mismatch import as_text
from lhextract.verification.promised import Problem
from lhextract.verification.trees import Path, pointer

Json = Mapping[str, Any]
TOP = ("categories", "initiatives", "institutions", "people", "mentions")


def broken_references(document: Json) -> Iterator[Problem]:
    """Yield ids that two things have, and ids and orders that nothing has."""
    yield from _twice(document)
    ids = {name: {one["id"] for one in document[name]} for name in TOP}
    for path, value, kind in _referring(document):
        if value is not None and value not in ids[kind]:
            yield pointer(path), as_text(value), f"no such id in {kind}"
    for index, one in enumerate(document["initiatives"]):
        if one["order"] != index + 1:
            where = pointer(("initiatives", index, "order"))
            yield where, as_text(one["order"]), f"it is number {index + 1} in its list"


def _twice(document: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, ident in _ids(document):
        if ident in seen:
            yield pointer((*path, "id")), as_text(ident), "another thing has this id, too"
        seen.add(ident)


def _ids(document: Json) -> Iterator[tuple[Path, str]]:
    for name in TOP:
        for index, one in enumerate(document[name]):
            yield (name, index), one["id"]
    for index, one in enumerate(document["initiatives"]):
        for number, contact in enumerate(one["contacts"]):
            yield ("initiatives", index, "contacts", number), contact["id"]


def _referring(document: Json) -> Iterator[tuple[Path, str | None, str]]:
    """Every id that refers to something: its path, the id, and the list that must have it."""
    for name in ("lines", "mentions", "findings"):
        for index, one in enumerate(document[name]):
            yield (name, index, "initiative"), one["initiative"], "initiatives"
    for index, one in enumerate(document["mentions"]):
        yield ("mentions", index, "institution"), one["institution"], "institutions"
        yield ("mentions", index, "person"), one["person"], "people"
    for index, one in enumerate(document["institutions"]):
        yield ("institutions", index, "parent"), one["parent"], "institutions"
    for index, one in enumerate(document["people"]):
        for number, ident in enumerate(one["initiatives"]):
            yield ("people", index, "initiatives", number), ident, "initiatives"
    for index, one in enumerate(document["initiatives"]):
        for name in ("partners", "host_units"):
            for number, party in enumerate(one[name]):
                yield ("initiatives", index, name, number, "institution"), party["institution"], "institutions"
