"""Has one person different numbers in different places of the page?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.phone_uses import Use
from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity

TWO = Code(
    "person-two-phones",
    Severity.NOTE,
    "one person has different numbers in different initiatives",
    "Kerstin Le Merdy has +4935146332730 in one initiative and +4935146332370 in another",
    "find out which number holds; one of them may be old or mistyped",
)
CODES = (TWO,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `person-two-phones`; several numbers in one initiative are no finding, nor are several in both."""
    people = subject.person_ids
    numbers: dict[str, dict[str, list[Use]]] = {}
    for use in subject.uses:
        person = people.get((use.initiative.id, use.contact.person or ""))
        if person and use.digits:
            numbers.setdefault(person, {}).setdefault(use.initiative.id, []).append(use)
    for places in numbers.values():
        groups = [{use.phone.e164 for use in uses} for uses in places.values()]
        if len(groups) > 1 and not set.intersection(*groups):
            uses = [use for group in places.values() for use in group]
            told = " and ".join(dict.fromkeys(use.phone.e164 or "" for use in uses))
            message = f"{uses[0].contact.person} has {told} in different initiatives"
            yield TWO.at(message, *dict.fromkeys(use.span for use in uses))
