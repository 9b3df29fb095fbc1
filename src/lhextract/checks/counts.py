"""Do the numbers of initiatives and categories agree with what the page states and the profile expects?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import StatedNumber

LOOK = "look at `lhextract run SOURCE --until outline`: which block was split, merged or missed"
STATED = {
    what: Code(
        f"stated-{what}",
        Severity.ERROR,
        f"the page gives another number of {what} than was found",
        f"the page states 22 {what}, 21 were found",
        LOOK,
    )
    for what in ("initiatives", "categories")
}
EXPECTED = {
    what: Code(
        f"expected-{what}",
        Severity.ERROR,
        f"the profile expects another number of {what}",
        f"the profile expects 22 {what}, 21 were found",
        f"{LOOK}; where the page has changed, change the profile",
    )
    for what in ("initiatives", "categories")
}
CODES = (*STATED.values(), *EXPECTED.values())


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `stated-…` (the page) and `expected-…` (the profile)."""
    records = subject.records
    for what, number in (("initiatives", len(records.initiatives)), ("categories", len(records.categories))):
        stated: StatedNumber | None = getattr(records.stated, what)
        if stated is not None and stated.value not in {number, *(_groups(subject) if what == "categories" else ())}:
            message = f"the page states {stated.value} {what}, {number} were found"
            yield STATED[what].at(message, (stated.start, stated.end))
        expected: int | None = getattr(subject.expectations, what)
        if expected is not None and expected != number:
            yield EXPECTED[what].at(f"the profile expects {expected} {what}, {number} were found")


def _groups(subject: Subject) -> frozenset[int]:
    """The number of outermost headings, which is what a page may mean by its categories."""
    return frozenset({len({category.path[0] for category in subject.records.categories})})
