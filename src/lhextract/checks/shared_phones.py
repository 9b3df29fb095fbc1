"""Is one number given to several people?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

SHARED = Code(
    "phone-shared",
    Severity.NOTE,
    "one number is given to several people",
    "+4935146332730 is given to Carola Dierich and Kerstin Le Merdy",
    "find out whose number it is; correct the other one",
)
CODES = (SHARED,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `phone-shared`."""
    bearers: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for initiative in subject.records.initiatives:
        for contact in initiative.contacts:
            who = contact.person or contact.unit or "the contact"
            for phone in contact.phones:
                if phone.e164:
                    bearers.setdefault(phone.e164, []).append((who, (phone.start, phone.end)))
    for number, uses in bearers.items():
        people = list(dict.fromkeys(who for who, _ in uses))
        if len(people) > 1:
            yield SHARED.at(f"{number} is given to {' and '.join(people)}", *(span for _, span in uses))
