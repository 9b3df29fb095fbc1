"""Could every phone number and every date be read?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Expectations
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.record import Records


def check(records: Records, _expectations: Expectations) -> Iterator[Finding]:
    """Findings `phone-unreadable` and `year-unreadable`; the value stays as written."""
    for initiative in records.initiatives:
        for contact in initiative.contacts:
            for phone in contact.phones:
                if phone.e164 is None:
                    why = (
                        "no region is known for numbers without country code; set phone.region in the profile"
                        if records.source.region is None
                        else "no number has this form"
                    )
                    message = f"{phone.raw!r} cannot be read as a phone number: {why}"
                    span = TextSpan(phone.start, phone.end)
                    yield Finding(
                        "phone-unreadable",
                        Severity.WARNING,
                        message,
                        initiative.id,
                        f"contacts.{contact.id}.phones",
                        (span,),
                    )
        for year in initiative.years:
            if year.value is None:
                message = f"{year.text!r} looks like a date and is none"
                yield Finding(
                    "year-unreadable",
                    Severity.WARNING,
                    message,
                    initiative.id,
                    "years",
                    (TextSpan(year.start, year.end),),
                )
