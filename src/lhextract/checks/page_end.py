"""Does the page break off?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.signs.ending import find_broken_end

CUT = Code(
    "page-cut",
    Severity.WARNING,
    "the page ends in the middle of a sentence",
    "the page ends with 'and the Faculty of', and 'CIPSEM' has no contacts as all others have",
    "fetch the page again: it may have been cut off on its way",
)
CODES = (CUT,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `page-cut`."""
    end = find_broken_end(subject.records, subject.text, subject.cues)
    if end is not None:
        name, missing = end.initiative.name, " and no ".join(end.missing)
        lacking = f", and {name!r} has no {missing} as nearly all others have" if missing else ""
        message = f"the page ends with {end.text[-40:].lstrip()!r}{lacking}"
        yield CUT.at(message, (end.line.start, end.line.end), initiative=end.initiative.id)
