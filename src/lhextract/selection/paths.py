"""The paths of what an initiative has, as provenance, findings and stewards' decisions write them."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.items import CONTACT_FIELDS, KINDS, LISTS
from lhextract.model.record import Contact, Initiative


def paths_of(initiative: Initiative) -> set[str]:
    """Every path below an initiative that leads to something; its mentions aside."""
    return set(_paths(initiative))


def _paths(one: Initiative) -> Iterator[str]:
    for kind in LISTS:
        yield from (f"{kind}.{ident}" for ident in KINDS[kind].ids(getattr(one, kind)))
    for contact in one.contacts:
        yield from _of_contact(contact)


def _of_contact(contact: Contact) -> Iterator[str]:
    path = f"contacts.{contact.id}"
    yield from (f"{path}.{name}" for name in CONTACT_FIELDS if getattr(contact, name) is not None)
    if contact.phones:
        yield f"{path}.phones"
    yield from (f"{path}.phones.{ident}" for ident in KINDS["phones"].ids(contact.phones))
