"""An initiative with less in it: which items and which fields of contacts stay is somebody else's word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import compress
from typing import Any

from lhextract.items import CONTACT_FIELDS, LISTS
from lhextract.model.record import Contact, Initiative

# (path of a list, its kind, its items) to which of them stay.
KeepsItems = Callable[[str, str, Sequence[Any]], Sequence[bool]]
# (contact, name of a field that says something) to whether it stays.
KeepsField = Callable[[Contact, str], bool]


def thinned(initiative: Initiative, *, items: KeepsItems, field: KeepsField) -> Initiative:
    """The initiative with the items and fields that stay; a contact goes when nothing is left that it says.

    Where all of it stays, the same object.
    """
    lists: dict[str, Any] = {
        kind: _kept(kind, kind, getattr(initiative, kind), items=items) for kind in LISTS if kind != "contacts"
    }
    contacts = [(one, _thinned_contact(one, items=items, field=field)) for one in initiative.contacts]
    kept = tuple(after for before, after in contacts if after == before or _says_something(after))
    after = replace(initiative, **lists, contacts=kept)
    return initiative if after == initiative else after


def _thinned_contact(contact: Contact, *, items: KeepsItems, field: KeepsField) -> Contact:
    gone = {name for name in CONTACT_FIELDS if getattr(contact, name) is not None and not field(contact, name)}
    if "person" in gone:  # titles are nobody's without the name
        gone |= {"titles_before", "titles_after"}
    phones = _kept(f"contacts.{contact.id}.phones", "phones", contact.phones, items=items)
    nothing: dict[str, Any] = dict.fromkeys(gone)
    return replace(contact, **nothing, phones=phones)


def _kept(parent: str, kind: str, listed: Sequence[Any], *, items: KeepsItems) -> tuple[Any, ...]:
    return tuple(compress(listed, items(parent, kind, listed))) if listed else ()


def _says_something(contact: Contact) -> bool:
    return bool(contact.phones) or any(getattr(contact, name) is not None for name in CONTACT_FIELDS)
