"""Writes values into a record; everything else of it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lhextract.items import CONTACT_FIELDS, KINDS, LISTS, ItemKind
from lhextract.model.correction import Value
from lhextract.model.record import Contact, Initiative


@dataclass(frozen=True, slots=True)
class Put:
    """A value for an entry (None takes an item out of its list), and where it stands: `[start, end)`."""

    value: Value
    start: int
    end: int


def rebuild(initiative: Initiative, puts: Mapping[str, Put]) -> Initiative:
    """Return the initiative with these values by their paths.

    An item that is not in its list is put where its place in the text is, or behind the others where it has none.
    """
    fields: dict[str, Any] = {path: put.value for path, put in puts.items() if "." not in path}
    for name in LISTS:
        if name != "contacts" and any(path.startswith(f"{name}.") for path in puts):
            fields[name] = put_items(KINDS[name], getattr(initiative, name), below(puts, name))
    return replace(initiative, **fields, contacts=_contacts(initiative.contacts, below(puts, "contacts")))


def below(puts: Mapping[str, Put], prefix: str) -> dict[str, Put]:
    """What is put below a path, by the rest of the path."""
    return {path[len(prefix) + 1 :]: put for path, put in puts.items() if path.startswith(f"{prefix}.")}


def put_items(kind: ItemKind, items: Sequence[Any], puts: Mapping[str, Put]) -> tuple[Any, ...]:
    """The list with these items set, added or taken out, by their ids in the list as it was."""
    ids = kind.ids(items)
    listed = [
        item if put is None else _changed(kind, item, put.value)
        for ident, item in zip(ids, items, strict=True)
        if (put := puts.get(ident)) is None or put.value is not None
    ]
    for ident, put in puts.items():
        if ident not in ids and put.value is not None:
            before = sum(item.start <= put.start for item in listed) if put.end > put.start else len(listed)
            listed.insert(before, make_item(kind, ident, put))
    return _once(kind, listed)


def _once(kind: ItemKind, items: Sequence[Any]) -> tuple[Any, ...]:
    """Each institution once: a partner that a steward set to one that is listed already is that one."""
    if kind.own_id is None:
        return tuple(items)
    first: dict[str, Any] = {}
    for item in items:
        first.setdefault(getattr(item, kind.own_id), item)
    return tuple(first.values())


def make_item(kind: ItemKind, ident: str, put: Put) -> Any:  # noqa: ANN401 - one of the item classes
    """A new item."""
    value = _mapping(put.value)
    if kind.make is Contact:
        return _as_contact(ident, value, put.start, put.end)
    return kind.make(**{key: value.get(key) for key in kind.keys}, start=put.start, end=put.end)


def _contacts(contacts: Sequence[Contact], puts: Mapping[str, Put]) -> tuple[Contact, ...]:
    whole = {path: put for path, put in puts.items() if "." not in path}
    inside = tuple(_in_contact(contact, below(puts, contact.id)) for contact in contacts)
    return put_items(KINDS["contacts"], inside, whole)


def _in_contact(contact: Contact, puts: Mapping[str, Put]) -> Contact:
    if not puts:
        return contact
    fields: dict[str, Any] = {path: put.value for path, put in puts.items() if path in CONTACT_FIELDS}
    phones = put_items(KINDS["phones"], contact.phones, below(puts, "phones"))
    return replace(contact, **fields, phones=phones)


def _changed(kind: ItemKind, item: Any, value: Value) -> Any:  # noqa: ANN401
    if isinstance(item, Contact):
        return _as_contact(item.id, _mapping(value), item.start, item.end)
    return replace(item, **{key: _mapping(value).get(key) for key in kind.keys})


def _as_contact(ident: str, value: Mapping[str, Value], start: int, end: int) -> Contact:
    listed = value.get("phones")
    numbers = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, tuple) else []
    phones = tuple(make_item(KINDS["phones"], "", Put(each, start, start)) for each in numbers)
    fields: dict[str, Any] = {key: value.get(key) for key in CONTACT_FIELDS}
    return Contact(id=ident, **fields, phones=phones, start=start, end=end)


def _mapping(value: Value) -> Mapping[str, Value]:
    if not isinstance(value, Mapping):
        raise TypeError(f"the value of an item is an object, not {value!r}")
    return value
