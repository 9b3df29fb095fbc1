"""`records.yaml` and `blocks.yaml` of a proposed case, with marks on what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lhextract.corrections.settled import Settled
from lhextract.items import KINDS
from lhextract.learning.marked_yaml import Leaf, Node
from lhextract.model.outline import LineRole
from lhextract.model.record import Contact, Initiative, Records

WORDS = 6  # at the beginning and the end of a block, by which a reader finds it


@dataclass(frozen=True, slots=True)
class _Marker:
    """Makes the leaves of one record."""

    record: str
    settled: Settled

    @property
    def whole(self) -> bool:
        return self.record in self.settled.confirmed

    def leaf(self, value: str | int | bool | None) -> Leaf:
        """A value that goes with the record as a whole."""
        return Leaf(value, self.whole)

    def field(self, path: str, value: str | None) -> Leaf:
        return Leaf(value, self.whole or self.settled.has_field(self.record, path))

    def items(self, parent: str, items: Iterable[Any], keys: Sequence[tuple[str, str]]) -> Node:
        """A list: `keys` are pairs of name in gold and attribute; a single one without name gives plain values."""
        kind = parent.rpartition(".")[2]
        found: list[Node] = []
        for item in items:
            value = KINDS[kind].value_of(item)
            sure = self.whole or self.settled.has_item(self.record, parent, kind, value)
            if keys[0][0]:
                found.append({name: Leaf(getattr(item, key), sure) for name, key in keys})
            else:
                found.append(Leaf(getattr(item, keys[0][1]), sure))
        return found or Leaf((), self.whole)


def record_nodes(records: Records, settled: Settled) -> list[Node]:
    """The initiatives as `records.yaml` has them."""
    shown = _with_title(records)
    return [_record(one, one.id in shown, _Marker(one.id, settled)) for one in records.initiatives]


def _with_title(records: Records) -> frozenset[str]:
    """The initiatives that have a line which is their title; that is what `name_shown` says."""
    return frozenset(line.initiative for line in records.lines if line.role is LineRole.TITLE and line.initiative)


def _record(one: Initiative, shown: bool, mark: _Marker) -> Node:
    return {
        "n": mark.leaf(one.order),
        "name": mark.field("name", one.name),
        "name_shown": mark.leaf(shown),
        "category_path": _category(one, mark),
        "partners": mark.items("partners", one.partners, [("", "name")]),
        "host_units": mark.items("host_units", one.host_units, [("", "name")]),
        "contacts": [_contact(contact, mark) for contact in one.contacts] or Leaf((), mark.whole),
        "years": mark.items("years", one.years, [("text", "text"), ("value", "value"), ("role", "role")]),
        "programs": mark.items("programs", one.programs, [("", "name")]),
        "links": mark.items("links", one.links, [("text", "text"), ("url", "url")]),
        "captions": mark.items("captions", one.captions, [("", "text")]),
        "acronyms": mark.items("acronyms", one.acronyms, [("short", "short"), ("long", "long")]),
    }


def _category(one: Initiative, mark: _Marker) -> Node:
    return [mark.field("category", part) for part in one.category] or Leaf((), mark.whole)


def _contact(contact: Contact, mark: _Marker) -> Node:
    path = f"contacts.{contact.id}"
    titles = [
        mark.field(f"{path}.{name}", value)
        for name in ("titles_before", "titles_after")
        if (value := getattr(contact, name))
    ]
    return {
        "person": mark.field(f"{path}.person", contact.person),
        "titles": titles or Leaf((), mark.whole),
        "role": mark.field(f"{path}.role", contact.role),
        "unit": mark.field(f"{path}.unit", contact.unit),
        "phones": mark.items(f"{path}.phones", contact.phones, [("", "e164")]),
        "email": mark.field(f"{path}.email", contact.email),
    }


def block_nodes(records: Records, text: str, settled: Settled) -> list[Node]:
    """The initiatives as `blocks.yaml` has them: where each begins and ends, in words."""
    nodes, shown = list[Node](), _with_title(records)
    for one in records.initiatives:
        mark, words = _Marker(one.id, settled), text[one.start : one.end].split()
        nodes.append(
            {
                "n": mark.leaf(one.order),
                "title": mark.field("name", one.name if one.id in shown else None),
                "category_path": _category(one, mark),
                "first_words": mark.leaf(" ".join(words[:WORDS])),
                "last_words": mark.leaf(" ".join(words[-WORDS:])),
            }
        )
    return nodes
