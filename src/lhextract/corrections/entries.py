"""Every entry of some records: the values that can be decided about, each with its place on the page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lhextract.items import CONTACT_FIELDS, KINDS, LISTS, ItemKind
from lhextract.model.correction import Value
from lhextract.model.record import Contact, Initiative, RecordMention, Records
from lhextract.wording import fold

Scope = tuple[int, int]
INSTITUTION_FIELDS = ("name", "kind", "country", "ror", "parent", "aliases")
PERSON_FIELDS = ("name", "given", "family", "titles")
INITIATIVE_FIELDS = ("name", "category", "text")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the machine has it: `[start, end)` is where it stands, or an empty span where its record begins.

    `quoted` is True where these characters are what the value was read from. `scope` is the span in which they are
    looked for again: the block, or the contact. `basis` is what the entry depends on where it stands on no characters.
    """

    record: str
    path: str
    value: Value
    start: int
    end: int
    quoted: bool
    scope: Scope
    basis: str

    @property
    def key(self) -> tuple[str, str]:
        """The address of the entry."""
        return self.record, self.path

    @property
    def kind(self) -> str | None:
        """The list that the entry is an item of, None for a field."""
        return list_of(self.path)


def list_of(path: str) -> str | None:
    """The name of the list that a path leads into ("phones"), None for a field."""
    parts = path.split(".")
    if len(parts) == 4 and parts[0] == "contacts" and parts[2] == "phones":
        return "phones"
    return parts[0] if len(parts) == 2 and parts[0] in KINDS else None


def digest(text: str) -> str:
    """The sha256 of a text; white space and typography are no difference."""
    return hashlib.sha256(fold(text).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of records by record id, each by its path in the order of the record."""

    of: Mapping[str, Mapping[str, Entry]]

    def get(self, record: str, path: str) -> Entry | None:
        """An entry, None where the machine has none there."""
        return self.of.get(record, {}).get(path)

    def items(self, record: str, prefix: str) -> list[Entry]:
        """The items of a list: `prefix` is its path ("contacts.ct-1.phones")."""
        depth = prefix.count(".") + 1
        return [
            entry
            for path, entry in self.of.get(record, {}).items()
            if path.startswith(f"{prefix}.") and path.count(".") == depth
        ]


def initiative_entries(records: Records, text: str) -> Entries:
    """The entries of all initiatives."""
    mentions: dict[str, list[RecordMention]] = {}
    for mention in records.mentions:
        if mention.initiative is not None:
            mentions.setdefault(mention.initiative, []).append(mention)
    return Entries(
        {
            one.id: {e.path: e for e in _of_initiative(one, mentions.get(one.id, []), text)}
            for one in records.initiatives
        }
    )


def name_entries(records: Records, *, only: frozenset[str] | None = None) -> Entries:
    """The entries of institutions and people (of `only` these ids); they stand where they are first mentioned."""
    if only is not None and not only:
        return Entries({})
    first: dict[str, RecordMention] = {}
    for mention in records.mentions:
        for ident in (mention.institution, mention.person):
            if ident is not None:
                first.setdefault(ident, mention)
    found = {}
    for group, fields in ((records.institutions, INSTITUTION_FIELDS), (records.people, PERSON_FIELDS)):
        for one in group:
            if only is not None and one.id not in only:
                continue
            at = first.get(one.id)
            place = (at.start, at.end) if at else (0, 0)
            basis = "\n".join((one.name, *getattr(one, "aliases", ())))
            found[one.id] = {
                field: Entry(one.id, field, getattr(one, field), *place, False, place, basis) for field in fields
            }
    return Entries(found)


def _of_initiative(one: Initiative, mentions: list[RecordMention], text: str) -> Iterator[Entry]:
    block, basis = (one.start, one.end), text[one.start : one.end]
    yield _field(one.id, "name", one.name, block, text)
    path = tuple(one.category)
    yield Entry(one.id, "category", path, one.start, one.start, False, block, "\n".join(path))
    yield Entry(one.id, "text", one.text, one.start, one.start, False, block, basis)
    for name in LISTS:
        if name == "contacts":
            for contact in one.contacts:
                yield from _of_contact(one.id, contact, text)
        else:
            yield from _items(one.id, name, KINDS[name], getattr(one, name), block, text)
    yield from _items(one.id, "mentions", KINDS["mentions"], mentions, block, text)


def _of_contact(record: str, contact: Contact, text: str) -> Iterator[Entry]:
    path, scope = f"contacts.{contact.id}", (contact.start, contact.end)
    value, lines = KINDS["contacts"].value_of(contact), text[contact.start : contact.end]
    yield Entry(record, path, value, *scope, bool(lines), scope, lines)
    for name in CONTACT_FIELDS:
        yield _field(record, f"{path}.{name}", getattr(contact, name), scope, text)
    yield from _items(record, f"{path}.phones", KINDS["phones"], contact.phones, scope, text)


def _field(record: str, path: str, value: str | None, scope: Scope, text: str) -> Entry:
    """A field of text: it stands where its record first has these words."""
    start = text.find(value, *scope) if value else -1
    place = (start, start + len(value or "")) if start >= 0 else (scope[0], scope[0])
    return Entry(record, path, value, *place, start >= 0, scope, text[slice(*scope)])


def _items(record: str, prefix: str, kind: ItemKind, items: object, scope: Scope, text: str) -> Iterator[Entry]:
    listed = list(items)  # type: ignore[call-overload]
    basis = text[slice(*scope)]  # one string for all: the items of a long initiative would hold the page each
    for ident, item in zip(kind.ids(listed), listed, strict=True):
        # A number behind a link may stand outside the lines of its contact.
        own = (min(scope[0], item.start), max(scope[1], item.end))
        yield Entry(
            record,
            f"{prefix}.{ident}",
            kind.value_of(item),
            item.start,
            item.end,
            item.end > item.start,
            own,
            basis if own == scope else text[slice(*own)],
        )
