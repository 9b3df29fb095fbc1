"""Every number of a page with who has it, for the checks of phones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lhextract.model.record import Contact, Initiative, Phone, Records


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


def places_of(uses: Iterable[Use]) -> Iterator[Use]:
    """Numbers, each place in the text once."""
    seen = set()
    for use in uses:
        if use.span not in seen:
            seen.add(use.span)
            yield use
