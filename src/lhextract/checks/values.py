"""Could every phone number and every date be read?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

PHONE = Code(
    "phone-unreadable",
    Severity.WARNING,
    "a number that cannot be read; it is kept as written",
    "'463-33013' cannot be read as a phone number: no number has this form",
    "set `phone.region` in the profile, correct the value, or tell the page's owner",
)
YEAR = Code(
    "year-unreadable",
    Severity.WARNING,
    "a date that the calendar does not have; it is kept as written",
    "'31 February 2020' looks like a date and is none",
    "correct the value, or tell the page's owner",
)
CODES = (PHONE, YEAR)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `phone-unreadable` and `year-unreadable`."""
    region = subject.records.source.region
    for initiative in subject.records.initiatives:
        for contact in initiative.contacts:
            for phone in contact.phones:
                if phone.e164 is None:
                    why = (
                        "no region is known for numbers without country code; set phone.region in the profile"
                        if region is None
                        else "no number has this form"
                    )
                    message = f"{phone.raw!r} cannot be read as a phone number: {why}"
                    where, field = (phone.start, phone.end), f"contacts.{contact.id}.phones"
                    yield PHONE.at(message, where, initiative=initiative.id, field=field)
        for year in initiative.years:
            if year.value is None:
                message = f"{year.text!r} looks like a date and is none"
                yield YEAR.at(message, (year.start, year.end), initiative=initiative.id, field="years")
