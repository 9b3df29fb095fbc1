"""Every number of a page with who has it, and the page's numbering, for the checks of phones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lhextract.model.mention import Label
from lhextract.model.record import Contact, Initiative, Phone, Records
from lhextract.phones.plan import Exchange, learn_plan


@dataclass(frozen=True, slots=True)
class Use:
    """A number at a contact of an initiative."""

    initiative: Initiative
    contact: Contact
    phone: Phone

    @property
    def digits(self) -> str:
        """The number in E.164 without its plus; empty where it could not be read."""
        return (self.phone.e164 or "").removeprefix("+")

    @property
    def span(self) -> tuple[int, int]:
        """Where the number stands."""
        return self.phone.start, self.phone.end

    @property
    def field(self) -> str:
        """Where it is in the record."""
        return f"contacts.{self.contact.id}.phones"


def uses_of(records: Records) -> Iterator[Use]:
    """The numbers of a page in page order; one that stands once for two contacts comes twice."""
    for initiative in records.initiatives:
        for contact in initiative.contacts:
            for phone in contact.phones:
                yield Use(initiative, contact, phone)


def places_of(records: Records) -> Iterator[Use]:
    """The numbers of a page, each place in the text once."""
    seen = set()
    for use in uses_of(records):
        if use.span not in seen:
            seen.add(use.span)
            yield use


def plan_of(records: Records) -> tuple[Exchange, ...]:
    """The numbering of the page."""
    return learn_plan((use.phone.raw, use.phone.e164, use.phone.region) for use in uses_of(records))


def person_ids(records: Records) -> dict[tuple[str, str], str]:
    """(initiative, name) to the id of the person so named there: one person may be named in several ways."""
    return {
        (mention.initiative, mention.text): mention.person
        for mention in records.mentions
        if mention.type is Label.PERSON and mention.initiative and mention.person
    }
