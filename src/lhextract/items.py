"""The lists of a record: what an item is made of, what tells it apart, and the id that it goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lhextract.minting import mint_all
from lhextract.model.correction import Value
from lhextract.model.mention import Label
from lhextract.model.record import (
    Acronym,
    Caption,
    Contact,
    Involved,
    Link,
    Phone,
    Program,
    RecordMention,
    Year,
)
from lhextract.wording import fold


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A list: `keys` are what a decision can say of an item, the first of `main` that is given tells its writing.

    `prefix` begins the ids of its items; where an item has an id of its own, `own_id` is the key that holds it.
    `main[0]` is the key that a plain text is for.
    """

    name: str
    make: type[Any]
    keys: tuple[str, ...]
    main: tuple[str, ...]
    prefix: str = ""
    own_id: str | None = None

    def value_of(self, item: Any) -> dict[str, Value]:  # noqa: ANN401 - one of the item classes
        """The item without its place."""
        return {key: _plain(getattr(item, key)) for key in self.keys}

    def ids(self, items: Sequence[Any]) -> list[str]:
        """The ids of the items of one list, in order.

        They are minted from what is written on the page, so that they are the same from run to run; of two items that
        are written the same, the second has another.
        """
        if self.own_id is not None:
            return [getattr(item, self.own_id) for item in items]
        return mint_all(self.prefix, [(self._writing(item),) for item in items])

    def id_of_value(self, value: Mapping[str, Value], taken: Iterable[str] = ()) -> str:
        """The id of an item that a steward adds; one that is taken gets a number, as in `ids`."""
        if self.own_id is not None and isinstance(value.get(self.own_id), str):
            return str(value[self.own_id])
        written = next((str(value[key]) for key in self.main if value.get(key)), "")
        used = set(taken)
        for ident in mint_all(self.prefix, [(fold(written),)] * (len(used) + 1)):
            if ident not in used:
                return ident
        raise AssertionError("as many ids as are taken, and one more")

    def _writing(self, item: Any) -> str:  # noqa: ANN401
        return fold(next((str(found) for key in self.main if (found := getattr(item, key))), ""))


CONTACT_FIELDS = ("person", "titles_before", "titles_after", "role", "unit", "email")
KINDS = {
    kind.name: kind
    for kind in (
        ItemKind("partners", Involved, ("name", "institution"), ("name",), own_id="institution"),
        ItemKind("host_units", Involved, ("name", "institution"), ("name",), own_id="institution"),
        ItemKind("contacts", Contact, (*CONTACT_FIELDS, "phones"), ("person", "unit", "role"), "ct", own_id="id"),
        ItemKind("phones", Phone, ("raw", "e164", "national", "ext", "region"), ("raw", "e164"), "tel"),
        ItemKind("years", Year, ("text", "value", "role"), ("text", "value"), "yr"),
        ItemKind("programs", Program, ("name",), ("name",), "pr"),
        ItemKind("links", Link, ("text", "url"), ("text", "url"), "ln"),
        ItemKind("captions", Caption, ("text",), ("text",), "cp"),
        ItemKind("acronyms", Acronym, ("long", "short"), ("short", "long"), "ac"),
        ItemKind("mentions", RecordMention, ("type", "text", "institution", "person"), ("text",), "mn", own_id="id"),
    )
}
# The lists that hang directly on an initiative; phones hang on a contact, mentions on the page.
LISTS = ("partners", "host_units", "contacts", "years", "programs", "links", "captions", "acronyms")
# What tells two values of a kind apart: how a number or date is written makes no difference.
COMPARED: Mapping[str, tuple[str, ...]] = {"phones": ("e164", "ext"), "years": ("value", "role")}
WRITTEN: Mapping[str, str] = {"phones": "raw", "years": "text"}


def same_value(kind: str | None, one: Value, other: Value) -> bool:
    """Whether two values of an entry say the same; `kind` is the list of an item, None for a field."""
    return _compared(kind, one) == _compared(kind, other)


def same_writing(kind: str | None, one: Value, other: Value) -> bool:
    """Whether two values of an entry say the same but for typography, which no editor of a page means."""
    return same_value(kind, _folded(one), _folded(other))


def _folded(value: Value) -> Value:
    if isinstance(value, Mapping):
        return {key: _folded(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_folded, value))
    return fold(value) if value is not None else None


def is_alike(kind: str, one: Value, other: Value) -> bool:
    """Whether two items of a list are the same thing: one institution, one person, or the same value."""
    key = {"partners": "institution", "host_units": "institution", "contacts": "person"}.get(kind)
    if key is None or not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return same_value(kind, one, other)
    names = [fold(str(value.get(key) or "")) for value in (one, other)]
    return names[0] == names[1] if any(names) else same_value(kind, one, other)


def _compared(kind: str | None, value: Value) -> object:
    if not isinstance(value, Mapping) or kind is None:
        return _frozen(value)
    keys = COMPARED.get(kind)
    if keys is None:
        return _frozen(value)
    first = value.get(keys[0])
    written = fold(str(value.get(WRITTEN[kind]))) if first is None else None  # unreadable: as written
    return tuple(_frozen(value.get(key)) for key in keys), written


def _frozen(value: Value) -> object:
    if isinstance(value, Mapping):
        return tuple(sorted((key, _frozen(each)) for key, each in value.items()))
    return tuple(_frozen(each) for each in value) if isinstance(value, tuple) else value


def _plain(value: Any) -> Value:  # noqa: ANN401 - what a record can hold
    if isinstance(value, Label):
        return value.value
    if isinstance(value, tuple):
        return tuple(KINDS["phones"].value_of(each) if isinstance(each, Phone) else str(each) for each in value)
    return None if value is None else str(value)
