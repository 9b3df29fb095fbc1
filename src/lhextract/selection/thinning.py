"""An initiative with less in it: which items and which fields of contacts stay is somebody else's word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from lhextract.items import CONTACT_FIELDS, KINDS, LISTS
from lhextract.model.record import Contact, Initiative

# (path of the list, its kind, id of the item, the item) to whether it stays.
KeepsItem = Callable[[str, str, str, Any], bool]
# (contact, name of a field that says something) to whether it stays.
KeepsField = Callable[[Contact, str], bool]


def thinned(initiative: Initiative, *, item: KeepsItem, field: KeepsField) -> Initiative:
    """The initiative with the items and fields that stay; a contact goes when nothing is left that it says."""
    lists: dict[str, Any] = {
        kind: _kept(kind, kind, getattr(initiative, kind), item=item) for kind in LISTS if kind != "contacts"
    }
    contacts = [(one, _thinned_contact(one, item=item, field=field)) for one in initiative.contacts]
    kept = tuple(after for before, after in contacts if after == before or _says_something(after))
    return replace(initiative, **lists, contacts=kept)


def _thinned_contact(contact: Contact, *, item: KeepsItem, field: KeepsField) -> Contact:
    gone = {name for name in CONTACT_FIELDS if getattr(contact, name) is not None and not field(contact, name)}
    if "person" in gone:  # titles are nobody's without the name
        gone |= {"titles_before", "titles_after"}
    phones = _kept(f"contacts.{contact.id}.phones", "phones", contact.phones, item=item)
    nothing: dict[str, Any] = dict.fromkeys(gone)
    return replace(contact, **nothing, phones=phones)


def _kept(parent: str, kind: str, items: Iterable[Any], *, item: KeepsItem) -> tuple[Any, ...]:
    listed = tuple(items)
    ids = KINDS[kind].ids(listed)
    return tuple(one for ident, one in zip(ids, listed, strict=True) if item(parent, kind, ident, one))


def _says_something(contact: Contact) -> bool:
    return bool(contact.phones) or any(getattr(contact, name) is not None for name in CONTACT_FIELDS)
