"""Does every line from the first initiative on belong to an initiative or to one heading?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole

WITHOUT_OWNER = frozenset({LineRole.HEADING, LineRole.DESCRIPTION, LineRole.NAV, LineRole.BLANK})
STRAY = Code(
    "line-without-owner",
    Severity.WARNING,
    "a line of prose after the first initiative belongs to none",
    "line 57 (intro) stands after the first initiative and belongs to none",
    "look at `lhextract run SOURCE --until outline`; `lhextract explain SOURCE line 57` says why",
)
CODES = (STRAY,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `line-without-owner`."""
    started = False
    for line in subject.records.lines:
        started = started or line.initiative is not None
        if started and line.initiative is None and line.role not in WITHOUT_OWNER:
            message = f"line {line.number} ({line.role}) stands after the first initiative and belongs to none"
            yield STRAY.at(message, (line.start, line.end))
