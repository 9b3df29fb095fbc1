"""Categories: the same heading, or another one over the same initiatives."""

from __future__ import annotations

from collections.abc import Sequence

from lhextract.model.identity import Identities, KnownInitiative, KnownName
from lhextract.model.record import JOINT
from lhextract.registry.keys import name_key

LEAST = 0.5  # of the initiatives of both, for being one category under another heading


def match_categories(
    known: Identities, fresh: Sequence[KnownName], initiatives: Sequence[KnownInitiative]
) -> dict[str, str]:
    """The known id of every category of a page that is a known one; `initiatives` have their lasting ids already."""
    found: dict[str, str] = {}
    free = list(known.categories)
    for present in (True, False):  # those of the last page before tombstones, and old headings last
        for category in fresh:
            if category.id in found:
                continue
            names = set(map(name_key, category.names))
            same = next((one for one in free if one.retired is not present and name_key(one.names[0]) in names), None)
            if same is not None:
                found[category.id] = same.id
                free.remove(same)
    before, after = _members(known.initiatives), _members(initiatives)
    overlaps = sorted(
        (-_overlap(before.get(one.names[0], set()), after.get(category.names[0], set())), i, j)
        for i, one in enumerate(free)
        for j, category in enumerate(fresh)
        if category.id not in found
    )
    used: set[str] = set()
    for overlap, i, j in overlaps:
        if -overlap >= LEAST and fresh[j].id not in found and free[i].id not in used:
            found[fresh[j].id] = free[i].id
            used.add(free[i].id)
    return found


def _members(initiatives: Sequence[KnownInitiative]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for initiative in initiatives:
        if not initiative.retired:
            members.setdefault(JOINT.join(initiative.category), set()).add(initiative.id)
    return members


def _overlap(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
