"""Whether a change is the page's, or comes from another version, a lookup or a steward."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lhextract.model.change import Cause, Change, Kind
from lhextract.wording import fold

Json = Mapping[str, Any]
# An address behind a link changes without any text.
LINKS = frozenset({Kind.LINK_ADDED, Kind.LINK_REMOVED, Kind.LINK_CHANGED})
# What a block alone cannot show: where it stands, or that it is there at all.
OUTSIDE = frozenset(kind for kind in Kind if kind.value.startswith(("category-", "initiative-")))
INSIDE = frozenset(Kind) - OUTSIDE - LINKS | {Kind.INITIATIVE_RENAMED}


def unchanged_places(old: Json, old_text: str, new: Json, new_text: str) -> frozenset[str]:
    """The ids of initiatives and contacts that the page writes as before, but for white space and typography."""
    before, after = _texts(old, old_text), _texts(new, new_text)
    return frozenset(ident for ident, text in before.items() if after.get(ident) == text)


def _texts(document: Json, text: str) -> dict[str, str]:
    rows = [row for initiative in document["initiatives"] for row in (initiative, *initiative["contacts"])]
    return {row["id"]: fold(text[row["start"] : row["end"]]) for row in rows}


def attribute(
    changes: Iterable[Change],
    *,
    page: bool,
    others: Collection[Cause],
    elsewhere: Collection[Change] = (),
    same: Collection[str],
) -> tuple[Change, ...]:
    """Return the changes with their causes.

    `page` says whether the page is another; `others` are the causes of all other inputs that are another. `elsewhere`
    are the changes that the old page alone has under the new inputs: they are not the page's. `same` are the ids of
    initiatives and contacts that the page writes as before: what differs inside them was read otherwise.
    """
    other = next(iter(others)) if len(set(others)) == 1 else Cause.EXTRACTOR
    if not page:
        return tuple(replace(change, cause=other) for change in changes)
    known = {_key(change) for change in elsewhere}
    return tuple(_attributed(change, other, same, _key(change) in known) for change in changes)


def _attributed(change: Change, other: Cause, same: Collection[str], is_elsewhere: bool) -> Change:
    if is_elsewhere:
        return replace(change, cause=other)
    where = change.contact or change.initiative
    return replace(change, cause=Cause.EXTRACTOR) if change.kind in INSIDE and where in same else change


def _key(change: Change) -> tuple[object, ...]:
    return change.kind, change.category, change.initiative, change.contact, repr(change.old), repr(change.new)
