"""The record of an initiative as the report shows it: values with their place in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lhextract.exports.report.frames import Frames
from lhextract.exports.report.hrefs import mail_href, phone_href, web_href
from lhextract.exports.report.spots import Spot, value_anchor
from lhextract.model.record import Contact, Initiative, Institution, Involved, Link, Phone, Records, Year

YEAR_ROLES = {"start": "since", "event": "event", "other": "mentioned"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the anchor in the text, and the number of the line that is shown."""

    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A value: `anchor` is where it stands in the report, `details` are shown small behind it, `href` leaves the page.

    `was` is the value as the page writes it, where that differs; `place` is None for what stands nowhere.
    """

    anchor: str
    text: str
    place: Place | None
    href: str | None = None
    was: str | None = None
    details: tuple[str, ...] = ()
    ror: str | None = None
    index: str | None = None


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A contact: titles stand around the name; parts that the contact has not are None."""

    anchor: str
    before: str | None
    after: str | None
    person: Entry | None
    role: Entry | None
    unit: Entry | None
    phones: tuple[Entry, ...]
    email: Entry | None
    place: Place


class Places:
    """Leads from values to their places in the text."""

    def __init__(self, frames: Frames, spots: Sequence[Spot]) -> None:
        self._frames = frames
        self._spots: Mapping[str, Spot] = {spot.anchor: spot for spot in spots}

    def of_span(self, start: int, end: int) -> Place:
        """The place of a span."""
        return Place(self._frames.anchor_of(start, end), self._frames.line_at(start).number)

    def of_value(self, anchor: str) -> Place | None:
        """The place of a value, None where it stands nowhere as it is."""
        spot = self._spots.get(anchor)
        return self.of_span(spot.start, spot.end) if spot is not None else None


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, field by field, in the order of records.json; `provenance` are field, means, name and confidence."""

    name: Entry
    name_derived: bool
    category: tuple[str, ...]
    fields: tuple[tuple[str, tuple[Entry, ...]], ...]
    contacts: tuple[ContactEntry, ...]
    provenance: tuple[tuple[str, str, str, str], ...]


class Entries:
    """Makes the views of records; institutions are looked up by their ids."""

    def __init__(self, records: Records, places: Places) -> None:
        self._places = places
        self._institutions = {one.id: one for one in records.institutions}
        self._base = records.source.url

    def record(self, initiative: Initiative) -> RecordView:
        """The view of a record; fields without values are left out."""
        ident = initiative.id
        fields = {
            "Partners": [self._party(ident, "partners", n, one) for n, one in enumerate(initiative.partners, 1)],
            "Host units": [self._party(ident, "host_units", n, one) for n, one in enumerate(initiative.host_units, 1)],
            "Years": [self._year(ident, n, one) for n, one in enumerate(initiative.years, 1)],
            "Programmes": [
                self._spanned(ident, "programs", n, one.name, one.start, one.end)
                for n, one in enumerate(initiative.programs, 1)
            ],
            "Links": [self._link(ident, n, one) for n, one in enumerate(initiative.links, 1)],
            "Captions": [
                self._spanned(ident, "captions", n, one.text, one.start, one.end)
                for n, one in enumerate(initiative.captions, 1)
            ],
            "Acronyms": [
                self._spanned(ident, "acronyms", n, one.short, one.start, one.end, details=(one.long,))
                for n, one in enumerate(initiative.acronyms, 1)
            ],
        }
        anchor = value_anchor(ident, "name")
        return RecordView(
            name=Entry(anchor, initiative.name, self._places.of_value(anchor)),
            name_derived=initiative.name_derived,
            category=initiative.category,
            fields=tuple((label, tuple(entries)) for label, entries in fields.items() if entries),
            contacts=tuple(map(self._contact, initiative.contacts)),
            provenance=tuple(
                (path, one.by, one.name, f"{one.confidence:.2f}") for path, one in sorted(initiative.provenance.items())
            ),
        )

    def institution(self, ident: str | None) -> Institution | None:
        """The institution of an id, None for one that the records lack."""
        return self._institutions.get(ident or "")

    def _spanned(
        self, owner: str, field: str, number: int, text: str, start: int, end: int, *, details: tuple[str, ...] = ()
    ) -> Entry:
        return Entry(value_anchor(owner, field, number), text, self._places.of_span(start, end), details=details)

    def _party(self, owner: str, field: str, number: int, party: Involved) -> Entry:
        anchor, place = value_anchor(owner, field, number), self._places.of_span(party.start, party.end)
        known = self.institution(party.institution)
        if known is None:
            return Entry(anchor, party.name, place)
        parent = self.institution(known.parent)
        details: list[str] = [known.kind] if known.kind not in {"unknown", "other"} else []
        details += [known.country] if known.country else []
        details += [f"part of {parent.name}"] if parent is not None else []
        return Entry(
            anchor,
            known.name,
            place,
            was=party.name if party.name != known.name else None,
            details=tuple(details),
            ror=web_href(known.ror),
            index=known.id,
        )

    def _year(self, owner: str, number: int, year: Year) -> Entry:
        text = year.value if year.value is not None else year.text
        unread = () if year.value is not None else ("not readable as a date",)
        return Entry(
            value_anchor(owner, "years", number),
            text,
            self._places.of_span(year.start, year.end),
            was=year.text if year.text != text else None,
            details=(YEAR_ROLES[year.role], *unread),
        )

    def _link(self, owner: str, number: int, link: Link) -> Entry:
        href = web_href(link.url, base=self._base) or mail_href(link.url and link.url.removeprefix("mailto:"))
        address = (href or link.url,) if link.url else ("no address in the source",)
        return Entry(
            value_anchor(owner, "links", number),
            link.text or link.url or "",
            self._places.of_span(link.start, link.end),
            href=href,
            details=address if link.text or not link.url else (),
        )

    def _contact(self, contact: Contact) -> ContactEntry:
        return ContactEntry(
            anchor=contact.id,
            before=contact.titles_before,
            after=contact.titles_after,
            person=self._part(contact, "person"),
            role=self._part(contact, "role"),
            unit=self._part(contact, "unit"),
            phones=tuple(self._phone(contact, n, phone) for n, phone in enumerate(contact.phones, 1)),
            email=self._part(contact, "email", href=mail_href(contact.email)),
            place=self._places.of_span(contact.start, contact.end),
        )

    def _part(self, contact: Contact, part: str, *, href: str | None = None) -> Entry | None:
        value: str | None = getattr(contact, part)
        anchor = value_anchor(contact.id, part)
        return Entry(anchor, value, self._places.of_value(anchor), href=href) if value is not None else None

    def _phone(self, contact: Contact, number: int, phone: Phone) -> Entry:
        read = phone.e164 is not None
        text = f"{phone.e164}{f' ext. {phone.ext}' if phone.ext else ''}" if read else phone.raw
        return Entry(
            value_anchor(contact.id, "phone", number),
            text,
            self._places.of_span(phone.start, phone.end),
            href=phone_href(phone.e164, phone.ext),
            was=phone.raw if read else None,
            details=() if read else ("not readable as a number",),
        )
