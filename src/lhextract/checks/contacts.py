"""Can somebody be reached? An initiative without contact, a contact without phone and e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

NO_CONTACT = Code(
    "no-contact",
    Severity.NOTE,
    "an initiative without a contact",
    "'University of Trento' has no contact",
    "look whether the page names one; if it does, `lhextract explain` the line, else tell the page's owner",
)
UNREACHABLE = Code(
    "contact-unreachable",
    Severity.NOTE,
    "a contact without phone and e-mail",
    "Prof. Dr. Ezio Bonifacio has neither phone nor e-mail",
    "add what is missing by a correction, or tell the page's owner",
)
CODES = (NO_CONTACT, UNREACHABLE)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `no-contact` and `contact-unreachable`."""
    for initiative in subject.records.initiatives:
        if not initiative.contacts:
            message = f"{initiative.name!r} has no contact"
            where = (initiative.start, initiative.end)
            yield NO_CONTACT.at(message, where, initiative=initiative.id, field="contacts")
        for contact in initiative.contacts:
            if not contact.phones and not contact.email:
                message = f"{contact.person or contact.unit or 'the contact'} has neither phone nor e-mail"
                where = (contact.start, contact.end)
                yield UNREACHABLE.at(message, where, initiative=initiative.id, field=f"contacts.{contact.id}")
