"""Files of identities: ids that cannot be read are never replaced, and whatever can be read can be matched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from lhextract.identity.identify import identify
from lhextract.identity.store import identities_of, read_identities, write_identities
from lhextract.model.identity import Identities
from tests.conftest import ROOT
from tests.fuzz.edits import edit, edited, pointers
from tests.fuzz.scratch import refusal_names, same_desk, scratch
from tests.fuzz.target import Broken, LawBroken, Target

EDITS = b"!"
LISTS = ("initiatives", "categories", "institutions", "people", "answers")


@cache
def known() -> dict[str, Any]:
    """The first few of each list of a real file."""
    document = json.loads((ROOT / "pipeline" / "identity" / "lighthouses.json").read_text("utf-8"))
    return {key: value[:3] if isinstance(value, list) else value for key, value in document.items()}


def check(data: bytes) -> None:
    """A file as it is, or a real one with edits (`tests/fuzz/edits.py`)."""
    path = scratch("identity") / "lighthouses.json"
    content = json.dumps(edited(known(), data[1:])).encode() if data.startswith(EDITS) else data
    path.write_bytes(content)
    with refusal_names("lighthouses.json"):
        identities = read_identities(path)
    if path.read_bytes() != content:
        raise LawBroken("reading has changed the file")
    if identities_of(write_identities(identities), path=path) != identities:
        raise LawBroken("identities do not read back as they were")
    _check_matching(identities)


def _check_matching(identities: Identities) -> None:
    """A page is matched to them, no id goes, and a second run changes nothing."""
    records = same_desk().machine
    first = identify(records, identities)
    if not _ids(identities) <= _ids(first.identities):
        raise LawBroken("an id went", kind=Broken.LOSS)
    again = identify(records, first.identities)
    if again.records != first.records:
        raise LawBroken("a second run over the same page gives other ids")


def _ids(identities: Identities) -> set[str]:
    named = (*identities.initiatives, *identities.categories, *identities.institutions, *identities.people)
    return {one.id for one in named}


def seeds() -> Iterable[bytes]:
    """Parts of a real file, and edits of each place in it."""
    document = known()
    yield json.dumps({key: value[:1] if isinstance(value, list) else value for key, value in document.items()}).encode()
    yield write_identities(Identities()).encode()
    values = ("", None, 1, "lh-a", [], {}, ["a"], True, 1.0, "\ud800")
    places = pointers(document)
    for at, place in enumerate(places):
        yield b"!" + _edit(place, values[at % len(values)])
    yield b"!" + b"".join(edit(name, []) for name in LISTS if name in document)


def _edit(place: str, value: object) -> bytes:
    return f"{place}\t{json.dumps(value)}\n".encode()


TARGET = Target(
    name="identity_file",
    input_class="identity files",
    check=check,
    seeds=seeds,
    dictionary=(*tuple(f"{place}\t".encode() for place in pointers(known())), b"/0/", b"/1/", b"null", b"[]", b'"lh-'),
)
