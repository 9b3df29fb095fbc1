"""What each mention names: the value of its record, else its entry in the index of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lhextract.exports.report.spots import value_anchor
from lhextract.model.record import Initiative, RecordMention, Records

# What a type is called in the report.
TYPE_NAMES = {
    "PERSON": "person",
    "INSTITUTION": "institution",
    "PHONE": "phone",
    "YEAR": "year",
    "PROGRAM": "programme",
}


@dataclass(frozen=True, slots=True)
class Targets:
    """By the id of a mention: the anchor it leads to, where it leads anywhere, and its title."""

    backs: Mapping[str, str]
    titles: Mapping[str, str]


def find_targets(records: Records) -> Targets:
    """Look up what every mention names, first in its own record."""
    own = {
        (initiative.id, *key): anchor
        for initiative in reversed(records.initiatives)
        for key, anchor in reversed(list(_named(initiative, _people(records))))
    }
    names = {one.id: one.name for one in records.institutions} | {one.id: one.name for one in records.people}
    backs: dict[str, str] = {}
    for mention in records.mentions:
        name = mention.institution or mention.person
        key = name or mention.text.casefold()
        back = own.get((mention.initiative or "", mention.type.value, key)) or (name if name in names else None)
        if back is not None:
            backs[mention.id] = back
    return Targets(backs, {mention.id: _title(mention, names) for mention in records.mentions})


def _people(records: Records) -> Mapping[tuple[str, str], str]:
    """The ids of people by initiative and name."""
    return {(initiative, one.name): one.id for one in records.people for initiative in one.initiatives}


def _named(initiative: Initiative, people: Mapping[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Type and key (an id, or the name itself) of what a record names, with the anchor of the value."""
    for field in ("partners", "host_units"):
        for number, party in enumerate(getattr(initiative, field), start=1):
            yield ("INSTITUTION", party.institution), value_anchor(initiative.id, field, number)
    for number, program in enumerate(initiative.programs, start=1):
        yield ("PROGRAM", program.name.casefold()), value_anchor(initiative.id, "programs", number)
    for contact in initiative.contacts:
        if (person := people.get((initiative.id, contact.person or ""))) is not None:
            yield ("PERSON", person), value_anchor(contact.id, "person")


def _title(mention: RecordMention, names: Mapping[str, str]) -> str:
    """What it is, what it names, what proposed it: "institution: University of Trento (lookup/host, 0.99)"."""
    kind = TYPE_NAMES[mention.type.value]
    name = names.get(mention.institution or mention.person or "", mention.text)
    return f"{kind}: {name} ({mention.rule}, {mention.confidence:.2f})"
