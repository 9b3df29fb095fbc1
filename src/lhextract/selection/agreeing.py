"""Makes the rest of the records agree with what is left, so that every reference leads somewhere.

What nothing refers to any more goes; what nothing referred to before stays, for nobody asked to leave it out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from lhextract.model.finding import Finding
from lhextract.model.record import (
    Initiative,
    Institution,
    Person,
    RecordCategory,
    RecordMention,
    Records,
)
from lhextract.selection.paths import paths_of


def agreeing(
    before: Records,
    *,
    initiatives: Sequence[Initiative] | None = None,
    mentions: Sequence[RecordMention] | None = None,
    categories: Sequence[RecordCategory] | None = None,
) -> Records:
    """The records with these initiatives, mentions and categories (None: all), and of the rest what belongs to them.

    Lines all stay, since the text does; those of an initiative that is gone belong to none. Mentions and findings of
    such an initiative go, and those of the page that stand in its block or under a category that is gone.
    """
    left = tuple(initiatives) if initiatives is not None else before.initiatives
    headings = tuple(categories) if categories is not None else before.categories
    ids = {one.id for one in left}
    gone = _Gone(before, ids, headings)
    after = replace(
        before,
        lines=tuple(
            line if line.initiative is None or line.initiative in ids else replace(line, initiative=None)
            for line in before.lines
        ),
        categories=headings,
        initiatives=left,
        mentions=tuple(
            one
            for one in (mentions if mentions is not None else before.mentions)
            if one.initiative in ids or (one.initiative is None and not gone.has(one.start))
        ),
    )
    after = replace(after, institutions=_institutions(before, after), people=_people(before, after))
    lost = _lost(before, after)
    return replace(
        after,
        initiatives=tuple(_without(one, lost[one.id]) for one in left),
        findings=tuple(_findings(before, after, lost=lost, gone=gone)),
    )


class _Gone:
    """The stretches of the page that belong to nothing that is left: blocks, and what stands under a heading."""

    def __init__(self, before: Records, ids: Set[str], categories: Sequence[RecordCategory]) -> None:
        known = {one.id for one in categories}
        self._blocks = _Stretches(one for one in before.initiatives if one.id not in ids)
        self._left = _Stretches(one for one in before.initiatives if one.id in ids)
        self._headings = _Stretches(one for one in before.categories if one.id not in known)

    def has(self, at: int) -> bool:
        """Whether an offset is in one of them."""
        return at in self._blocks or (at in self._headings and at not in self._left)


class _Stretches:
    """Stretches of a page that do not overlap."""

    def __init__(self, placed: Iterable[Initiative | RecordCategory]) -> None:
        spans = sorted((one.start, one.end) for one in placed)
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def __contains__(self, at: int) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]


def _institutions(before: Records, after: Records) -> tuple[Institution, ...]:
    """Those that are named, with those that they are part of."""
    parents = {one.id: one.parent for one in before.institutions}
    named = _named_institutions(before)
    referred = named | {parent for parent in parents.values() if parent is not None}
    todo = [*_named_institutions(after), *(ident for ident in parents if ident not in referred)]
    kept: set[str] = set()
    while todo:
        ident = todo.pop()
        if ident not in kept:
            kept.add(ident)
            parent = parents.get(ident)
            todo += [parent] if parent is not None else []
    return tuple(one for one in before.institutions if one.id in kept)


def _named_institutions(records: Records) -> set[str]:
    parties = (party for one in records.initiatives for party in (*one.partners, *one.host_units))
    named = {mention.institution for mention in records.mentions if mention.institution is not None}
    return named | {party.institution for party in parties}


def _people(before: Records, after: Records) -> tuple[Person, ...]:
    """Those whom a mention or a contact names, with the initiatives that still do."""
    forms = defaultdict(set)
    for person in before.people:
        forms[person.name].add(person.id)
    for mention in before.mentions:
        if mention.person is not None:
            forms[mention.text].add(mention.person)
    was, now = _named_people(before, forms), _named_people(after, forms)
    ids = {one.id for one in after.initiatives}
    kept = []
    for person in before.people:
        lost = was[person.id] - now[person.id]
        left = tuple(one for one in person.initiatives if one in ids and one not in lost)
        if now[person.id] or left or not (was[person.id] or person.initiatives):
            kept.append(person if left == person.initiatives else replace(person, initiatives=left))
    return tuple(kept)


def _named_people(records: Records, forms: Mapping[str, Set[str]]) -> Mapping[str, Set[str | None]]:
    """By person, the initiatives that name them; None among them where the page itself does."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for mention in records.mentions:
        if mention.person is not None:
            found[mention.person].add(mention.initiative)
    for one in records.initiatives:
        for contact in one.contacts:
            for ident in forms.get(contact.person or "", ()):
                found[ident].add(one.id)
    return found


def _lost(before: Records, after: Records) -> Mapping[str, Set[str]]:
    """By initiative that is left, the paths that led to something and do not any more."""
    had = {one.id: one for one in before.initiatives}
    lost = {one.id: set() if one is had[one.id] else paths_of(had[one.id]) - paths_of(one) for one in after.initiatives}
    kept = {one.id for one in after.mentions}
    for mention in before.mentions:
        if mention.initiative in lost and mention.id not in kept:
            lost[mention.initiative].add(f"mentions.{mention.id}")
    return lost


def _without(initiative: Initiative, lost: Set[str]) -> Initiative:
    """The initiative without the provenance of what it lost."""
    if lost.isdisjoint(initiative.provenance):
        return initiative
    kept = {path: made for path, made in initiative.provenance.items() if path not in lost}
    return replace(initiative, provenance=kept)


def _findings(before: Records, after: Records, *, lost: Mapping[str, Set[str]], gone: _Gone) -> Iterator[Finding]:
    """Findings about what is left; one of the page stays while one of its places does."""
    missing = _ids(before) - _ids(after)
    for one in before.findings:
        about = one.initiative
        if about is None:
            is_left = not one.spans or not all(gone.has(span.start) for span in one.spans)
        else:
            is_left = about not in missing and one.field not in lost.get(about, ())
        if is_left:
            yield one


def _ids(records: Records) -> set[str]:
    return {one.id for group in (records.initiatives, records.institutions, records.people) for one in group}
