"""Where each value of the records stands in the text: what links a value to its words and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lhextract.model.record import Contact, Initiative, Records

# Lists of an initiative whose items carry their own span, in the order of the record.
SPANNED = ("partners", "host_units", "years", "programs", "links", "captions", "acronyms")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value with the anchor it has in the report, and its span in the text."""

    anchor: str
    start: int
    end: int


def find_spots(records: Records, text: str) -> tuple[Spot, ...]:
    """Return the values that stand in the text as they are, in the order of the records.

    A value that was composed (a derived name, a unit that was written elsewhere) has no spot.
    """
    return tuple(_stated(records)) + tuple(
        spot for initiative in records.initiatives for spot in _of_initiative(initiative, text)
    )


def value_anchor(owner: str, field: str, number: int | None = None) -> str:
    """The anchor of a value in the report: the id of its owner, its field, and its place in a list (from 1)."""
    return f"{owner}-{field}" if number is None else f"{owner}-{field}-{number}"


def _stated(records: Records) -> Iterator[Spot]:
    for field in ("initiatives", "categories"):
        if (number := getattr(records.stated, field)) is not None:
            yield Spot(value_anchor("stated", field), number.start, number.end)


def _of_initiative(initiative: Initiative, text: str) -> Iterator[Spot]:
    if not initiative.name_derived:
        yield from _within("name", initiative.name, initiative, text)
    for field in SPANNED:
        for number, item in enumerate(getattr(initiative, field), start=1):
            yield Spot(value_anchor(initiative.id, field, number), item.start, item.end)
    for contact in initiative.contacts:
        for part in ("person", "role", "unit", "email"):
            if (value := getattr(contact, part)) is not None:
                yield from _within(part, value, contact, text)
        for number, phone in enumerate(contact.phones, start=1):
            yield Spot(value_anchor(contact.id, "phone", number), phone.start, phone.end)


def _within(field: str, value: str, owner: Initiative | Contact, text: str) -> Iterator[Spot]:
    """The first place inside its owner where a value is written exactly so."""
    start = text.find(value, owner.start, owner.end) if value else -1
    if start >= 0:
        yield Spot(value_anchor(owner.id, field), start, start + len(value))
