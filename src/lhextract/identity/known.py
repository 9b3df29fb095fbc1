"""Records as what is kept of them, so that they are found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lhextract.model.identity import KnownContact, KnownInitiative, KnownName
from lhextract.model.record import JOINT, Contact, Initiative, Records
from lhextract.wording import fold


def known_initiatives(records: Records) -> tuple[KnownInitiative, ...]:
    """The initiatives of some records, in page order."""
    people: dict[str, list[str]] = {}
    for person in records.people:
        for initiative in person.initiatives:
            people.setdefault(initiative, []).append(person.name)
    return tuple(_initiative(initiative, people.get(initiative.id, ())) for initiative in records.initiatives)


def _initiative(initiative: Initiative, people: Iterable[str]) -> KnownInitiative:
    return KnownInitiative(
        id=initiative.id,
        names=(fold(initiative.name),),
        name_derived=initiative.name_derived,
        category=tuple(map(fold, initiative.category)),
        text=fold(initiative.text),
        partners=tuple(fold(partner.name) for partner in initiative.partners),
        people=tuple(map(fold, people)),
        acronyms=tuple(acronym.short for acronym in initiative.acronyms),
        contacts=tuple(map(_contact, initiative.contacts)),
    )


def _contact(contact: Contact) -> KnownContact:
    return KnownContact(
        id=contact.id,
        person=contact.person,
        unit=contact.unit,
        role=contact.role,
        phones=tuple(phone.e164 or phone.raw for phone in contact.phones),
        email=contact.email,
    )


def known_categories(records: Records) -> tuple[KnownName, ...]:
    """The categories of some records; the name is the whole path."""
    return tuple(KnownName(category.id, (JOINT.join(map(fold, category.path)),)) for category in records.categories)


def known_institutions(records: Records) -> tuple[KnownName, ...]:
    """The institutions, by all forms of their names."""
    return tuple(KnownName(one.id, _names(one.name, *one.aliases), one.ror) for one in records.institutions)


def known_people(records: Records) -> tuple[KnownName, ...]:
    """The people."""
    return tuple(KnownName(person.id, _names(person.name)) for person in records.people)


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, names)))


def block_digest(initiative: KnownInitiative) -> str:
    """The sha256 of what an initiative shows of itself, for a person's answer to be about just this."""
    shown = "\n".join((*initiative.names[:1], initiative.text, *initiative.people))
    return hashlib.sha256(shown.encode("utf-8")).hexdigest()
