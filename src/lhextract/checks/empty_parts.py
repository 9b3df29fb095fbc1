"""Is something there but empty: a category without initiative, an initiative without text?

On flat text an empty category reads as the upper heading of the next one; `expect.per_category` tells it then.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole

CATEGORY = Code(
    "category-empty",
    Severity.WARNING,
    "a heading under which no initiative stands",
    "no initiative stands under 'National Networks'",
    "look at `lhextract run SOURCE --until outline`: an initiative was lost, or the heading is none",
)
BODY = Code(
    "no-body",
    Severity.WARNING,
    "an initiative without text, on a page where most have some",
    "'University of Trento' has no text",
    "look at `lhextract run SOURCE --until outline`: its lines may have gone to a neighbour",
)
CODES = (CATEGORY, BODY)


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.lines, tuple((one.id, one.name, one.category, bool(one.text)) for one in records.initiatives))


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `category-empty` and `no-body`."""
    yield from _empty_categories(subject)
    without = [initiative for initiative in subject.records.initiatives if not initiative.text]
    if 2 * len(without) < len(subject.records.initiatives):
        for initiative in without:
            message = f"{initiative.name!r} has no text"
            yield BODY.at(message, (initiative.start, initiative.end), initiative=initiative.id, field="text")


def _empty_categories(subject: Subject) -> Iterator[Finding]:
    """Headings without initiative; one over other headings is filled by what stands under these.

    After the last initiative a heading with prose ("How to apply") heads no category; one with nothing at all does.
    """
    filled = {label for initiative in subject.records.initiatives for label in initiative.category}
    lines = [line for line in subject.records.lines if line.role is not LineRole.BLANK]
    last = max((line.number for line in lines if line.initiative is not None), default=0)
    for line, follower in zip_longest(lines, lines[1:]):
        label = subject.line_text(line)
        if line.role is not LineRole.HEADING or label in filled:
            continue
        if line.number < last or follower is None or follower.role is LineRole.HEADING:
            yield CATEGORY.at(f"no initiative stands under {label!r}", (line.start, line.end))
