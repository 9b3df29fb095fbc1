"""Do the numbers of initiatives and categories agree with what the page states and the profile expects?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Expectations
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.record import Records, StatedNumber


def check(records: Records, expectations: Expectations) -> Iterator[Finding]:
    """Findings `stated-…` (the page) and `expected-…` (the profile), each an error."""
    found = {"initiatives": len(records.initiatives), "categories": len(records.categories)}
    for what, number in found.items():
        stated: StatedNumber | None = getattr(records.stated, what)
        if stated is not None and stated.value != number:
            message = f"the page states {stated.value} {what}, {number} were found"
            yield Finding(f"stated-{what}", Severity.ERROR, message, None, None, (TextSpan(stated.start, stated.end),))
        expected: int | None = getattr(expectations, what)
        if expected is not None and expected != number:
            message = f"the profile expects {expected} {what}, {number} were found"
            yield Finding(f"expected-{what}", Severity.ERROR, message, None, None, ())
