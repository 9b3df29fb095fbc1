"""Makes institutions and people agree with the initiatives after these were corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from lhextract.minting import mint
from lhextract.model.record import Institution, Person, Records
from lhextract.people.names import split_name
from lhextract.wording import fold


class Tidier:
    """Tidies records again and again; `before` is what the machine found, and what it names is looked up once."""

    def __init__(self, before: Records) -> None:
        self._institutions = dict(_named_institutions(before)).keys()
        self._contacts = {contact.id: contact.person for one in before.initiatives for contact in one.contacts}
        self._people = {fold(person.name): person.id for person in reversed(before.people)}
        self._initiatives = _initiatives_of(before, self._people)

    def tidy(self, records: Records) -> Records:
        """The records with the institutions and people that they name.

        Nothing that the machine found goes unless a steward took away the last place that named it.
        """
        people = self._people_of(records)
        known = {person.id for person in people}
        mentions = tuple(
            replace(mention, person=None) if mention.person is not None and mention.person not in known else mention
            for mention in records.mentions
        )
        institutions = _institutions(records, self._institutions)
        return replace(records, institutions=institutions, people=people, mentions=mentions)

    def _people_of(self, records: Records) -> tuple[Person, ...]:
        """The people, with the initiatives that name them: in a mention, or as the person of a contact."""
        people = {person.id: person for person in records.people}
        ids = {fold(person.name): person.id for person in reversed(records.people)}
        for old, new, only in self._renamed_contacts(records, people):
            if fold(new) in ids:
                continue
            if old is not None and only:
                people[old] = _named(people[old], new)
            else:
                old = mint("ps", records.source.id, new)
                people[old] = _named(Person(old, new, None, None, (), ()), new)
            ids[fold(new)] = old
        named, once = _initiatives_of(records, ids), self._initiatives
        return tuple(
            person
            if named.get(person.id) == once.get(person.id)
            else replace(person, initiatives=tuple(dict.fromkeys(named[person.id])))
            for person in people.values()
            if person.id in named or person.id not in once
        )

    def _renamed_contacts(
        self, records: Records, people: Mapping[str, Person]
    ) -> Iterator[tuple[str | None, str, bool]]:
        """Contacts whose person has another name now: who it was, the new name, whether nobody has the old one."""
        now = {contact.person for one in records.initiatives for contact in one.contacts}
        for initiative in records.initiatives:
            for contact in initiative.contacts:
                old = self._contacts.get(contact.id)
                if contact.person is None or contact.person == old:
                    continue
                known = self._people.get(fold(old)) if old else None
                yield known if known in people else None, contact.person, old not in now


def _institutions(records: Records, before: Set[str]) -> tuple[Institution, ...]:
    named = dict(_named_institutions(records))
    lost = before - named.keys()
    kept = tuple(one for one in records.institutions if one.id not in lost)
    known = {one.id for one in kept}
    fresh = (
        Institution(ident, name, (), "unknown", None, None, None, host=False)
        for ident, name in named.items()
        if ident not in known
    )
    parents = known | named.keys()
    return tuple(
        one if one.parent is None or one.parent in parents else replace(one, parent=None) for one in (*kept, *fresh)
    )


def _named_institutions(records: Records) -> Iterator[tuple[str, str]]:
    for mention in reversed(records.mentions):
        if mention.institution is not None:
            yield mention.institution, mention.text
    for initiative in reversed(records.initiatives):
        for party in reversed((*initiative.partners, *initiative.host_units)):
            yield party.institution, party.name


def _named(person: Person, name: str) -> Person:
    parts = _parts_of(name)
    return replace(person, name=name, given=parts.given, family=parts.family)


_parts_of = lru_cache(maxsize=2_000)(split_name)  # names that stewards have given, and they stay


def _initiatives_of(records: Records, ids: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mention in records.mentions:
        if mention.person is not None:
            found.setdefault(mention.person, []).extend([mention.initiative] if mention.initiative else [])
    for initiative in records.initiatives:
        for contact in initiative.contacts:
            if contact.person is not None and (ident := ids.get(fold(contact.person))) is not None:
                found.setdefault(ident, []).append(initiative.id)
    return found
