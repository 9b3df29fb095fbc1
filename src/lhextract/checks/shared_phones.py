"""Is one number given to several people?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lhextract.checks.phone_uses import Use
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

SHARED = Code(
    "phone-shared",
    Severity.WARNING,
    "one number is given to people of different units",
    "+4935146332730 is given to Carola Dierich (School of Medicine) and Kerstin Le Merdy (School of Humanities)",
    "find out whose number it is; correct the other one",
)
OFFICE = Code(
    "phone-shared-office",
    Severity.NOTE,
    "one number is given to several people of one unit, or to a person and an office",
    "+4935146332730 is given to Carola Dierich and the office of the same unit",
    "nothing, if it is the number of an office",
)
CODES = (SHARED, OFFICE)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `phone-shared` and `phone-shared-office`.

    A number that stands once for two people who are named together is theirs, and no finding.
    """
    people = subject.person_ids
    bearers: dict[str, list[Use]] = {}
    for use in subject.uses:
        # With an extension each has a number of their own.
        number = f"{use.phone.e164}{' ext. ' + use.phone.ext if use.phone.ext else ''}"
        if use.phone.e164:
            bearers.setdefault(number, []).append(use)
    for number, uses in bearers.items():
        who: dict[str, Use] = {}
        for use in uses:
            name = use.contact.person or use.contact.unit or "the contact"
            who.setdefault(people.get((use.initiative.id, name), name), use)
        spans = list(dict.fromkeys(use.span for use in uses))
        if len(who) > 1 and len(spans) > 1:
            code = SHARED if _apart(list(who.values())) else OFFICE
            yield code.at(f"{number} is given to {' and '.join(map(_describe, who.values()))}", *spans)


def _describe(use: Use) -> str:
    person, unit = use.contact.person, use.contact.unit
    return f"{person} ({unit})" if person and unit else person or unit or "the contact"


def _apart(uses: Sequence[Use]) -> bool:
    """Whether persons of different units are among them."""
    units = {use.contact.unit.casefold() for use in uses if use.contact.person and use.contact.unit}
    return len(units) > 1
