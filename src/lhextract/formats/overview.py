"""The initiatives in one table that people read: a row each, with who takes part, whom to call, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lhextract.model.record import JOINT, Contact, Initiative, Involved, Phone, Records, Year

COLUMNS = ("number", "initiative", "category", "partners", "host units", "contacts", "years", "programs", "id")


def overview_of(records: Records) -> tuple[tuple[str, ...], ...]:
    """Return the rows in the order of the records; what is more than one stands below each other in its cell."""
    names = {each.id: each.name for each in records.institutions}

    def named(parties: Iterable[Involved]) -> str:
        return _each(names.get(party.institution, party.name) for party in parties)

    def row(one: Initiative) -> tuple[str, ...]:
        return (
            *(str(one.order), one.name, JOINT.join(one.category), named(one.partners), named(one.host_units)),
            *(_each(map(contact_line, one.contacts)), _each(map(_year, one.years))),
            *(_each(program.name for program in one.programs), one.id),
        )

    return tuple(map(row, records.initiatives))


def contact_line(contact: Contact) -> str:
    """A contact as one would write it down: "Ms. Carola Dierich, Head of Department, +49 351 463-32730"."""
    return ", ".join(filter(None, _parts_of(contact)))


def _parts_of(contact: Contact) -> Iterator[str | None]:
    yield " ".join(filter(None, (contact.titles_before, contact.person, contact.titles_after)))
    yield from (contact.role, contact.unit, *map(_number, contact.phones), contact.email)


def _number(phone: Phone) -> str:
    return f"{phone.raw} ext. {phone.ext}" if phone.ext is not None and phone.ext not in phone.raw else phone.raw


def _year(year: Year) -> str:
    said = year.value or year.text
    return said if year.role == "other" else f"{said} ({year.role})"


def _each(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))
