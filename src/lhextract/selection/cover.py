"""The text of a page with everybody hidden in it, and what of the page that touches.

Masks have the length of what they hide (`forgetting/masks.py`), so that every offset stays right. Names of
institutions, programmes and the like stay readable; what is surely somebody's is hidden inside them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from lhextract.forgetting.masks import Mask, has_mask
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import Contact, RecordLine, Records
from lhextract.selection.personal import (
    Names,
    Part,
    addresses_in,
    is_family,
    is_whole_name,
    numbers_in,
    titles_before,
)

PERSONAL = {Label.PERSON: Mask.NAME, Label.PHONE: Mask.PHONE}
# Lines of contacts that are about one person from end to end.
WHOLE_LINES = {
    LineRole.CONTACT_PERSON: Mask.NAME,
    LineRole.CONTACT_ROLE: Mask.ROLE,
    LineRole.CONTACT_PHONE: Mask.PHONE,
    LineRole.CONTACT_EMAIL: Mask.ADDRESS,
}
READABLE = ("partners", "host_units", "years", "programs")


class Cover:
    """What is hidden of a page; `text` is the page with masks."""

    def __init__(self, records: Records, text: str) -> None:
        self._records, self._original = records, text
        self._contacts = [contact for one in records.initiatives for contact in one.contacts]
        self.reachable = Names(filter(is_whole_name, _people_of(self._contacts)))
        self._known = Names(filter(is_whole_name, _names_of(records)))
        self._masks: list[Mask | None] = [None] * len(text)
        self._hide(self._sure())
        readable = [(start, end) for start, end in _readable(records) if not any(self._masks[start:end])]
        sure = self._masks.copy()
        self._hide(self._likely())
        for start, end in readable:
            self._masks[start:end] = sure[start:end]
        self._before = (0, *accumulate(mask is not None for mask in self._masks))
        self.text = "".join(
            char if mask is None or char == "\n" or has_mask(char) else mask.value
            for char, mask in zip(text, self._masks, strict=True)
        )

    def touches(self, start: int, end: int) -> bool:
        """Whether something between two offsets is hidden."""
        return self._before[end] > self._before[start]

    @property
    def is_needed(self) -> bool:
        """Whether anything is hidden that was not hidden before."""
        return self.text != self._original

    def at(self, start: int, end: int, text: str) -> str:
        """A text of the records that stands at a place of the page, or (a steward's) does not."""
        return self.text[start:end] if self._original[start:end] == text else self.in_text(text)

    def of_lines(self, lines: Iterable[RecordLine]) -> Mapping[str, str]:
        """What lines have become, by what stands on the page."""
        return {self._original[one.start : one.end]: self.text[one.start : one.end] for one in lines}

    def in_text(self, text: str, lines: Mapping[str, str] | None = None) -> str:
        """A text of the records with everybody hidden; its `lines` as on the page, any other by what is known."""
        shown = lines or {}
        return "\n".join(shown.get(line, self._in_line(line)) for line in text.split("\n"))

    def names_somebody(self, text: str) -> bool:
        """Whether a text has a name that is known, a number or an address."""
        return self._in_line(text) != text

    def without_reachable(self, name: str) -> str:
        """The name of an institution without the name of a contact in it."""
        return _masked(name, [(start, end, Mask.NAME) for start, end in self.reachable.find(name)])

    def _in_line(self, line: str) -> str:
        numbers = numbers_in(line, region=self._records.source.region)
        names = ((start, end, Mask.NAME) for start, end in self._known.find(line))
        return _masked(line, [*names, *addresses_in(line), *numbers])

    def _hide(self, parts: Iterable[Part]) -> None:
        for start, end, mask in parts:
            self._masks[start:end] = [mask] * (end - start)

    def _sure(self) -> Iterator[Part]:
        """What is somebody's whatever else stands there: recognised names and numbers, addresses, contacts' names."""
        text = self._original
        yield from addresses_in(text)
        yield from numbers_in(text, region=self._records.source.region)
        yield from ((start, end, Mask.NAME) for start, end in self.reachable.find(text))
        yield from ((m.start, m.end, PERSONAL[m.type]) for m in self._records.mentions if m.type in PERSONAL)
        for phone in (phone for contact in self._contacts for phone in contact.phones):
            if any(map(str.isdigit, text[phone.start : phone.end])):  # a number behind a link stands on its words
                yield phone.start, phone.end, Mask.PHONE

    def _likely(self) -> Iterator[Part]:
        """What is somebody's unless a name of something else stands there."""
        text = self._original
        # Where nobody is left, the lines of contacts are hidden already: what can be read there is not to become less.
        for line in self._records.lines if self._has_anybody() else ():
            if line.role in WHOLE_LINES:
                yield line.start, line.end, WHOLE_LINES[line.role]
        yield from ((start, end, Mask.NAME) for start, end in self._known.find(text))
        for mention in self._records.mentions:
            if mention.type is Label.PERSON:
                yield titles_before(text, mention.start, mention.end), mention.start, Mask.NAME
        yield from ((start, end, Mask.NAME) for start, end in self._families())

    def _has_anybody(self) -> bool:
        return bool(self._contacts) or any(one.type in PERSONAL for one in self._records.mentions)

    def _families(self) -> Iterator[tuple[int, int]]:
        """Family names alone, in the blocks of the initiatives that name the person."""
        of: dict[str, list[str]] = {}
        for person in self._records.people:
            for ident in person.initiatives if is_family(person.family) else ():
                of.setdefault(ident, []).append(str(person.family))
        for one in self._records.initiatives:
            yield from Names(of.get(one.id, ())).find(self._original, one.start, one.end)


def _readable(records: Records) -> Iterator[tuple[int, int]]:
    """Where something is named that is nobody: it stays as it is written."""
    yield from ((one.start, one.end) for one in records.mentions if one.type not in PERSONAL)
    for initiative in records.initiatives:
        for kind in READABLE:
            yield from ((one.start, one.end) for one in getattr(initiative, kind))


def _people_of(contacts: Iterable[Contact]) -> Iterator[str]:
    yield from (contact.person for contact in contacts if contact.person is not None)


def _names_of(records: Records) -> Iterator[str]:
    yield from _people_of(contact for one in records.initiatives for contact in one.contacts)
    yield from (person.name for person in records.people)
    yield from (mention.text for mention in records.mentions if mention.type is Label.PERSON)


def _masked(text: str, parts: Iterable[Part]) -> str:
    chars = list(text)
    for start, end, mask in parts:
        chars[start:end] = [char if has_mask(char) else mask.value for char in chars[start:end]]
    return "".join(chars)
