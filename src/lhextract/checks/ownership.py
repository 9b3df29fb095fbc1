"""Does every line from the first initiative on belong to an initiative or to one heading?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Expectations
from lhextract.model.finding import Finding, Severity, TextSpan
from lhextract.model.outline import LineRole
from lhextract.model.record import Records

WITHOUT_OWNER = frozenset({LineRole.HEADING, LineRole.DESCRIPTION, LineRole.NAV, LineRole.BLANK})


def check(records: Records, _expectations: Expectations) -> Iterator[Finding]:
    """Finding `line-without-owner` for a line of prose after the first initiative that nobody owns."""
    started = False
    for line in records.lines:
        started = started or line.initiative is not None
        if started and line.initiative is None and line.role not in WITHOUT_OWNER:
            message = f"line {line.number} ({line.role}) stands after the first initiative and belongs to none"
            yield Finding(
                "line-without-owner", Severity.WARNING, message, None, None, (TextSpan(line.start, line.end),)
            )
