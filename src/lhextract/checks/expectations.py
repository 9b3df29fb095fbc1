"""Does the page have what its profile expects beyond the two numbers of `counts`?"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import JOINT, Initiative, Records

LOOK = "look at `lhextract run SOURCE --until outline`; where the page has changed, change the profile"
MINIMUM = Code(
    "expected-minimum",
    Severity.ERROR,
    "the page has less of something than the profile expects",
    "the profile expects at least 25 contacts, 23 were found",
    LOOK,
)
PER_CATEGORY = Code(
    "expected-per-category",
    Severity.ERROR,
    "a category has another number of initiatives than the profile expects",
    "the profile expects 5 initiatives in 'Networks', 4 were found",
    LOOK,
)
REQUIRED = Code(
    "expected-field",
    Severity.ERROR,
    "an initiative lacks something that the profile requires",
    "'University of Trento' has no contacts",
    "look whether the page has it; if it has, `lhextract explain` the line, else correct it or change the profile",
)
PREFIX = Code(
    "expected-phone-prefix",
    Severity.WARNING,
    "a phone number that begins otherwise than the profile expects",
    "'+49 351 436-33013' does not begin with +49351463",
    "compare it with the unit's own page; where it is right, add its beginning to the profile",
)
CODES = (MINIMUM, PER_CATEGORY, REQUIRED, PREFIX)


def _phones(initiative: Initiative) -> int:
    return sum(len(contact.phones) for contact in initiative.contacts)


def _emails(initiative: Initiative) -> int:
    return sum(contact.email is not None for contact in initiative.contacts)


# What `required` may name, and how much of it an initiative has.
FIELDS: dict[str, Callable[[Initiative], int]] = {
    "title": lambda initiative: not initiative.name_derived,
    "text": lambda initiative: len(initiative.text),
    "partners": lambda initiative: len(initiative.partners),
    "host_units": lambda initiative: len(initiative.host_units),
    "contacts": lambda initiative: len(initiative.contacts),
    "persons": lambda initiative: sum(contact.person is not None for contact in initiative.contacts),
    "phones": _phones,
    "emails": _emails,
    "years": lambda initiative: len(initiative.years),
    "programs": lambda initiative: len(initiative.programs),
    "links": lambda initiative: len(initiative.links),
    "captions": lambda initiative: len(initiative.captions),
}
# What `min_…` may count over the page.
COUNTS: dict[str, Callable[[Records], int]] = {
    "contacts": lambda records: sum(len(initiative.contacts) for initiative in records.initiatives),
    "phones": lambda records: sum(map(_phones, records.initiatives)),
    "emails": lambda records: sum(map(_emails, records.initiatives)),
    "people": lambda records: len(records.people),
    "institutions": lambda records: len(records.institutions),
    "partners": lambda records: sum(len(initiative.partners) for initiative in records.initiatives),
    "programs": lambda records: sum(len(initiative.programs) for initiative in records.initiatives),
    "years": lambda records: sum(len(initiative.years) for initiative in records.initiatives),
    "links": lambda records: sum(len(initiative.links) for initiative in records.initiatives),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `expected-minimum`, `expected-per-category`, `expected-field` and `expected-phone-prefix`."""
    for what, least in subject.expectations.minimum.items():
        number = COUNTS[what](subject.records)
        if number < least:
            yield MINIMUM.at(f"the profile expects at least {least} {what}, {number} were found")
    yield from _per_category(subject)
    for initiative in subject.records.initiatives:
        for what in subject.expectations.required:
            if not FIELDS[what](initiative):
                where = (initiative.start, initiative.end)
                yield REQUIRED.at(f"{initiative.name!r} has no {what}", where, initiative=initiative.id, field=what)
    yield from _prefixes(subject)


def _per_category(subject: Subject) -> Iterator[Finding]:
    paths = {category.path: category for category in subject.records.categories}
    names = {name for path in paths for name in (path[-1], JOINT.join(path))}
    for name, expected in subject.expectations.per_category.items():
        number = sum(
            name in {initiative.category[-1], JOINT.join(initiative.category)}
            for initiative in subject.records.initiatives
            if initiative.category
        )
        if number == expected:
            continue
        message = f"the profile expects {expected} initiatives in {name!r}, {number} were found"
        if name not in names:
            close = difflib.get_close_matches(name, sorted(names), n=1)
            message += f"; the page has no such category{f', did you mean {close[0]!r}?' if close else ''}"
        where = [(found.start, found.end) for path, found in paths.items() if name in {path[-1], JOINT.join(path)}]
        yield PER_CATEGORY.at(message, *where)


def _prefixes(subject: Subject) -> Iterator[Finding]:
    prefixes = subject.expectations.phone_prefixes
    if not prefixes:
        return
    for initiative in subject.records.initiatives:
        for contact in initiative.contacts:
            for phone in contact.phones:
                if phone.e164 is not None and not phone.e164.startswith(prefixes):
                    message = f"{phone.raw!r} does not begin with {' or '.join(prefixes)}"
                    where, field = (phone.start, phone.end), f"contacts.{contact.id}.phones"
                    yield PREFIX.at(message, where, initiative=initiative.id, field=field)
