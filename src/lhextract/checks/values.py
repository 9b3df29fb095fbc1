"""Could every date be read?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

YEAR = Code(
    "year-unreadable",
    Severity.WARNING,
    "a date that the calendar does not have; it is kept as written",
    "'31 February 2020' looks like a date and is none",
    "correct the value, or tell the page's owner",
)
CODES = (YEAR,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `year-unreadable`."""
    for initiative in subject.records.initiatives:
        for year in initiative.years:
            if year.value is None:
                message = f"{year.text!r} looks like a date and is none"
                yield YEAR.at(message, (year.start, year.end), initiative=initiative.id, field="years")
