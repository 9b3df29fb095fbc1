"""From records to rows: values as they are, nothing shortened, nothing neutralised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from lhextract.dates.edtf import days_of
from lhextract.exports.tables.layout import TABLES
from lhextract.exports.tables.layout.remarks import STATES
from lhextract.items import KINDS
from lhextract.model.identity import Identities, Withdrawn
from lhextract.model.mention import Label
from lhextract.model.record import Contact, Involved, Phone, Records, StatedNumber
from lhextract.model.table import Row, Tables

EXT = "ext="  # how RFC 3966 writes an extension


def tables_of(records: Records, withdrawn: Withdrawn = ()) -> Tables:
    """Return the rows of every table, in the order of the records; `withdrawn` are ids that are no longer in use."""
    rows = {name: tuple(make(records)) for name, make in ROWS.items()}
    rows["tombstones"] = tuple((ident, kind) for kind, ident in withdrawn)
    return {table.name: rows[table.name] for table in TABLES}


def withdrawn_of(identities: Identities) -> Withdrawn:
    """Every id that was given out and that the page no longer has."""
    contacts = [
        ("contact", contact.id)
        for one in identities.initiatives
        for contact in one.contacts
        if one.retired or contact.retired
    ]
    named = {"category": identities.categories, "institution": identities.institutions, "person": identities.people}
    return tuple(
        sorted(
            [("initiative", one.id) for one in identities.initiatives if one.retired]
            + contacts
            + [(kind, one.id) for kind, known in named.items() for one in known if one.retired]
        )
    )


def _numbered(items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    return enumerate(items, start=1)


def _sources(records: Records) -> Iterator[Row]:
    source, stated = records.source, records.stated
    snapshot = source.snapshot
    yield (
        *(source.id, records.schema_version, source.url, source.language, source.region),
        *(snapshot.sha256, snapshot.retrieved, snapshot.media_type, source.text_sha256),
        *(*_stated(stated.initiatives), *_stated(stated.categories)),
    )


def _stated(number: StatedNumber | None) -> Row:
    return (number.value, number.start, number.end) if number is not None else (None, None, None)


def _categories(records: Records) -> Iterator[Row]:
    for place, one in _numbered(records.categories):
        yield one.id, place, one.label, one.description or None, one.start, one.end


def _category_levels(records: Records) -> Iterator[Row]:
    for one in records.categories:
        yield from ((one.id, level, heading) for level, heading in _numbered(one.path))


def _initiatives(records: Records) -> Iterator[Row]:
    by_path = {one.path: one.id for one in reversed(records.categories)}
    for one in records.initiatives:
        yield (
            *(one.id, one.order, one.name, one.name_derived, by_path.get(one.category)),
            *(one.text or None, one.start, one.end),
        )


def _institutions(records: Records) -> Iterator[Row]:
    for place, one in _numbered(records.institutions):
        yield one.id, place, one.name, one.kind, one.country, one.ror, one.parent, one.host


def _institution_aliases(records: Records) -> Iterator[Row]:
    for one in records.institutions:
        yield from ((one.id, place, alias) for place, alias in _numbered(one.aliases))


def _initiative_institutions(records: Records) -> Iterator[Row]:
    def involved(initiative: str, role: str, parties: Sequence[Involved]) -> Iterator[Row]:
        for place, one in _numbered(parties):
            yield initiative, one.institution, role, place, one.name, one.start, one.end

    for one in records.initiatives:
        yield from involved(one.id, "partner", one.partners)
        yield from involved(one.id, "host unit", one.host_units)


def _people(records: Records) -> Iterator[Row]:
    for place, one in _numbered(records.people):
        yield one.id, place, one.name, one.given, one.family


def _person_titles(records: Records) -> Iterator[Row]:
    for one in records.people:
        yield from ((one.id, place, title) for place, title in _numbered(one.titles))


def _initiative_people(records: Records) -> Iterator[Row]:
    for one in records.people:
        yield from ((initiative, one.id, place) for place, initiative in _numbered(one.initiatives))


def _contacts(records: Records) -> Iterator[Row]:
    person_of = _who(records)
    for initiative in records.initiatives:
        for place, one in _numbered(initiative.contacts):
            yield (
                *(one.id, initiative.id, place, person_of(one), one.person, one.titles_before, one.titles_after),
                *(one.role, one.unit, one.email, one.start, one.end),
            )


def _who(records: Records) -> Callable[[Contact], str | None]:
    """Who a contact is: the person whom its name mentions there, else the one person of this very name."""
    mentioned = {
        (mention.start, mention.text): mention.person
        for mention in records.mentions
        if mention.type is Label.PERSON and mention.person is not None
    }
    named: dict[str, str | None] = {}
    for person in records.people:
        named[person.name] = None if person.name in named else person.id

    def who(contact: Contact) -> str | None:
        if contact.person is None:
            return None
        inside = (mentioned.get((start, contact.person)) for start in range(contact.start, contact.end))
        return next((found for found in inside if found), named.get(contact.person))

    return who


def _phones(records: Records) -> Iterator[Row]:
    for contact in (contact for initiative in records.initiatives for contact in initiative.contacts):
        for place, ident, one in _items(contact.id, "phones", contact.phones):
            ext = f"{EXT}{one.ext}" if one.ext is not None else None
            yield ident, contact.id, place, tel_uri(one), ext, one.raw, one.national, one.region, one.start, one.end


def tel_uri(phone: Phone) -> str | None:
    """The number as `tel:` URI (RFC 3966), None where it cannot be read."""
    if phone.e164 is None:
        return None
    return f"tel:{phone.e164};{EXT}{phone.ext}" if phone.ext is not None else f"tel:{phone.e164}"


def _items(owner: str, kind: str, items: Sequence[Any]) -> Iterator[tuple[int, str, Any]]:
    """Place, id and item; an item goes by the same name in stewards' decisions, where its owner stands before it."""
    for place, (ident, item) in _numbered(zip(KINDS[kind].ids(items), items, strict=True)):
        yield place, f"{owner}/{ident}", item


def _years(records: Records) -> Iterator[Row]:
    for initiative in records.initiatives:
        for place, ident, one in _items(initiative.id, "years", initiative.years):
            days = days_of(one.value) if one.value is not None else (None, None)
            yield ident, initiative.id, place, one.text, one.value, *days, one.role, one.start, one.end


def _listed(kind: str, *keys: str) -> Callable[[Records], Iterator[Row]]:
    """The rows of a list of items: id, owner and place, what is asked for of the item, and where it stands."""

    def rows(records: Records) -> Iterator[Row]:
        for initiative in records.initiatives:
            for place, ident, one in _items(initiative.id, kind, getattr(initiative, kind)):
                yield (ident, initiative.id, place, *(getattr(one, key) for key in keys), one.start, one.end)

    return rows


def _mentions(records: Records) -> Iterator[Row]:
    for place, one in _numbered(records.mentions):
        yield (
            *(one.id, place, one.type.value, one.text, one.line, one.initiative, one.institution, one.person),
            *(one.rule, float(one.confidence), one.start, one.end),
        )


def _provenance(records: Records) -> Iterator[Row]:
    for one in records.initiatives:
        for field, made in one.provenance.items():
            yield one.id, field, made.by, made.name, float(made.confidence)


def _findings(records: Records) -> Iterator[Row]:
    for number, one in _numbered(records.findings):
        yield number, one.code, one.severity.value, one.message, one.initiative, one.field


def _finding_spans(records: Records) -> Iterator[Row]:
    for number, one in _numbered(records.findings):
        yield from ((number, place, span.start, span.end) for place, span in _numbered(one.spans))


def _corrections(records: Records) -> Iterator[Row]:
    for state in STATES:
        yield from ((ident, state, place) for place, ident in _numbered(getattr(records.corrections, state)))


def _lines(records: Records) -> Iterator[Row]:
    for one in records.lines:
        yield one.number, one.role.value, one.initiative, one.start, one.end


ROWS: dict[str, Callable[[Records], Iterator[Row]]] = {
    "sources": _sources,
    "categories": _categories,
    "category_levels": _category_levels,
    "initiatives": _initiatives,
    "institutions": _institutions,
    "institution_aliases": _institution_aliases,
    "initiative_institutions": _initiative_institutions,
    "people": _people,
    "person_titles": _person_titles,
    "initiative_people": _initiative_people,
    "contacts": _contacts,
    "phones": _phones,
    "years": _years,
    "programs": _listed("programs", "name"),
    "links": _listed("links", "text", "url"),
    "captions": _listed("captions", "text"),
    "acronyms": _listed("acronyms", "long", "short"),
    "mentions": _mentions,
    "provenance": _provenance,
    "findings": _findings,
    "finding_spans": _finding_spans,
    "corrections": _corrections,
    "lines": _lines,
}
