"""Which mention an item or a field of a contact stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lhextract.model.mention import Label
from lhextract.model.record import Contact, Initiative, RecordMention

# The types of mentions that items of these lists are made of.
MADE_OF = {
    "partners": Label.INSTITUTION,
    "host_units": Label.INSTITUTION,
    "programs": Label.PROGRAM,
    "years": Label.YEAR,
    "phones": Label.PHONE,
}
# The same for the fields of a contact, which hold the words of the mention.
FIELDS_MADE_OF = {"person": Label.PERSON, "unit": Label.INSTITUTION}
Place = tuple[Label, int, int]


class Places:
    """Where the items and the contacts of some initiatives stand."""

    def __init__(self, initiatives: Iterable[Initiative]) -> None:
        self._items: set[Place] = set()
        self._named: defaultdict[tuple[Label, str], list[tuple[int, int]]] = defaultdict(list)
        for one in initiatives:
            phones = [phone for contact in one.contacts for phone in contact.phones]
            for kind, label in MADE_OF.items():
                items = phones if kind == "phones" else getattr(one, kind)
                self._items.update((label, item.start, item.end) for item in items)
            for contact in one.contacts:
                self._add(contact)

    def _add(self, contact: Contact) -> None:
        for name, label in FIELDS_MADE_OF.items():
            if getattr(contact, name) is not None:
                self._named[label, getattr(contact, name)].append((contact.start, contact.end))

    def has(self, mention: RecordMention) -> bool:
        """Whether something stands on a mention."""
        if (mention.type, mention.start, mention.end) in self._items:
            return True
        return any(start <= mention.start < end for start, end in self._named.get((mention.type, mention.text), ()))


class Sureness:
    """How sure the mentions are that items and fields stand on; what stands on none is as sure as can be."""

    def __init__(self, mentions: Iterable[RecordMention]) -> None:
        self._at: dict[Place, float] = {}
        self._named: defaultdict[tuple[Label, str], list[tuple[int, float]]] = defaultdict(list)
        for one in mentions:
            self._at[one.type, one.start, one.end] = one.confidence
            self._named[one.type, one.text].append((one.start, one.confidence))

    def of_item(self, kind: str, start: int, end: int) -> float:
        """The confidence of the mention that an item of a list is made of."""
        label = MADE_OF.get(kind)
        return self._at.get((label, start, end), 1.0) if label is not None else 1.0

    def of_field(self, contact: Contact, name: str) -> float:
        """The confidence of the mention that gave a field of a contact its words; of several, of the surest."""
        named = self._named.get((FIELDS_MADE_OF[name], getattr(contact, name)), ()) if name in FIELDS_MADE_OF else ()
        return max((sure for at, sure in named if contact.start <= at < contact.end), default=1.0)
