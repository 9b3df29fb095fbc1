"""One change of every kind, with values as the comparison makes them."""

from __future__ import annotations

from dataclasses import asdict, replace

from lhextract.exports.changes.names import Names
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.release import (
    ReleasedCategory,
    ReleasedContact,
    ReleasedInitiative,
    ReleasedLink,
    ReleasedParty,
    ReleasedYear,
)

CONTACT = asdict(ReleasedContact("ct-a", "Eva Roth", "Dr.", "Head", "School of Water", ("+49351",), "e@uni.example"))
OTHER = asdict(ReleasedContact("ct-b", None, None, "Office", None))
WHOLE = asdict(ReleasedInitiative("lh-a", "Water", ("Networks", "Local"), "Text."))
PARTY = asdict(ReleasedParty("org-a", "TU Delft"))
YEAR, LINK = asdict(ReleasedYear("2010", "start")), asdict(ReleasedLink("Read more", "https://uni.example/"))
CATEGORY = asdict(ReleasedCategory("cat-a", ("Networks", "Local")))
VALUES: dict[str, tuple[object, object]] = {
    "category": (CATEGORY, {**CATEGORY, "path": ["Networks", "Abroad"]}),
    "contact": (CONTACT, OTHER),
    "partner": (PARTY, {**PARTY, "ror": "https://ror.org/02e2c7k09"}),
    "host-unit": (PARTY, {**PARTY, "name": "Delft University of Technology"}),
    "year": (YEAR, {**YEAR, "value": "2011"}),
    "link": (LINK, {"text": None, "url": "https://uni.example/2"}),
    "initiative": (WHOLE, WHOLE),
}
OF_CONTACT = {"contact", "person", "title", "role", "unit", "phone", "email"}


def change_of(kind: Kind) -> Change:
    """A change of a kind."""
    what, _, verb = kind.value.rpartition("-")
    old, new = VALUES.get(what, ("the old words", "the new words"))
    if kind in {Kind.CATEGORY_RENAMED, Kind.INITIATIVE_RENAMED, Kind.INITIATIVE_MOVED, Kind.CATEGORY_REWORDED}:
        old, new = "old words", "new words"
    if verb in {"reordered", "split", "merged"}:
        old = new = None
    change = Change(
        kind, Cause.PAGE, "Water", old=old, new=new, related=("lh-b",) if verb in {"split", "merged"} else ()
    )
    if verb in {"added", "returned"}:
        change = replace(change, old=None)
    if verb in {"removed", "retired"}:
        change = replace(change, new=None)
    if verb == "reworded":
        change = replace(change, similarity=0.84)
    if verb == "reordered":
        change = replace(change, place="cat-b" if what == "category" else "lh-b")
    if what == "category":
        return replace(change, category="cat-a")
    return replace(change, initiative="lh-a", contact="ct-a" if what in OF_CONTACT else None)


EVERY = tuple(map(change_of, Kind))
# What the ids are called, as a release says it.
NAMES = Names({"ct-a": "Eva Roth"}, {"lh-a": "Water", "lh-b": "Energy"}, {"cat-b": "Networks"}, {"lh-a": "Networks"})
