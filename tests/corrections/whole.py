"""Whether records are whole: what `records.json` promises of its ids, references and offsets, whatever was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lhextract.exports.records_json import write_records
from lhextract.exports.schema import validate
from lhextract.model.record import Records


def faults(records: Records, text: str) -> list[str]:
    """Everything that is wrong with some records; none of it was wrong with what the machine found."""
    return [*_references(records), *_ids(records), *_places(records, text), *_form(records)]


def _references(records: Records) -> Iterator[str]:
    initiatives = {one.id for one in records.initiatives}
    institutions = {one.id for one in records.institutions}
    people = {one.id for one in records.people}
    categories = {category.path for category in records.categories} | {()}
    for one in records.initiatives:
        for party in (*one.partners, *one.host_units):
            if party.institution not in institutions:
                yield f"{one.id}: no institution {party.institution}"
        if one.category not in categories:
            yield f"{one.id}: no category {one.category}"
    for institution in records.institutions:
        if institution.parent is not None and institution.parent not in institutions:
            yield f"{institution.id}: no parent {institution.parent}"
    for person in records.people:
        if not set(person.initiatives) <= initiatives:
            yield f"{person.id}: no initiatives {person.initiatives}"
    for mention in records.mentions:
        if mention.institution is not None and mention.institution not in institutions:
            yield f"{mention.id}: no institution {mention.institution}"
        if mention.person is not None and mention.person not in people:
            yield f"{mention.id}: no person {mention.person}"
    for owned in (*records.lines, *records.mentions):
        if owned.initiative is not None and owned.initiative not in initiatives:
            yield f"{owned}: no initiative {owned.initiative}"


def _ids(records: Records) -> Iterator[str]:
    groups = {
        "initiative": [one.id for one in records.initiatives],
        "order": [str(one.order) for one in records.initiatives],
        "contact": [contact.id for one in records.initiatives for contact in one.contacts],
        "institution": [one.id for one in records.institutions],
        "person": [one.id for one in records.people],
        "mention": [one.id for one in records.mentions],
    }
    for one in records.initiatives:
        groups[f"partner of {one.id}"] = [party.institution for party in one.partners]
        groups[f"host unit of {one.id}"] = [party.institution for party in one.host_units]
    for name, ids in groups.items():
        for ident, times in Counter(ids).items():
            if times > 1:
                yield f"{name} {ident}: {times} times"


def _places(records: Records, text: str) -> Iterator[str]:
    for one in records.initiatives:
        items = (*one.partners, *one.host_units, *one.years, *one.programs, *one.links, *one.captions, *one.acronyms)
        phones = (phone for contact in one.contacts for phone in contact.phones)
        for placed in (one, *one.contacts, *items, *phones):
            if not 0 <= placed.start <= placed.end <= len(text):
                yield f"{placed}: outside of the text"
    for mention in records.mentions:
        if text[mention.start : mention.end] != mention.text:
            yield f"{mention}: the text is {text[mention.start : mention.end]!r}"
    if [(m.start, m.end) for m in records.mentions] != sorted((m.start, m.end) for m in records.mentions):
        yield "mentions: not in the order of the page"


def _form(records: Records) -> Iterator[str]:
    try:
        if validate(write_records(records)) != records:
            yield "records.json: read back, it is another"
    except ValueError as error:
        yield f"records.json: {str(error).splitlines()[0]}"
