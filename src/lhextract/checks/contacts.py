"""Contacts that a person may want to look at: none at all, no way to reach one, a number given twice."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Expectations
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.record import Contact, Records


def check(records: Records, _expectations: Expectations) -> Iterator[Finding]:
    """Findings `no-contact`, `contact-unreachable` and `phone-shared`, for information."""
    bearers: dict[str, list[tuple[str, Contact, TextSpan]]] = {}
    for initiative in records.initiatives:
        if not initiative.contacts:
            message = f"{initiative.name!r} has no contact"
            yield Finding(
                "no-contact",
                Severity.INFO,
                message,
                initiative.id,
                "contacts",
                (TextSpan(initiative.start, initiative.end),),
            )
        for contact in initiative.contacts:
            who = contact.person or contact.unit or "the contact"
            if not contact.phones and not contact.email:
                message = f"{who} has neither phone nor e-mail"
                span = TextSpan(contact.start, contact.end)
                yield Finding(
                    "contact-unreachable",
                    Severity.INFO,
                    message,
                    initiative.id,
                    f"contacts.{contact.id}",
                    (span,),
                )
            for phone in contact.phones:
                if phone.e164:
                    bearers.setdefault(phone.e164, []).append((who, contact, TextSpan(phone.start, phone.end)))
    for number, uses in bearers.items():
        people = list(dict.fromkeys(who for who, _, _ in uses))
        if len(people) > 1:
            message = f"{number} is given to {' and '.join(people)}"
            yield Finding("phone-shared", Severity.INFO, message, None, None, tuple(span for _, _, span in uses))
