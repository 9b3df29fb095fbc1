"""Is an initiative unlike the others of the page, as two merged ones are, or half of one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordLine

OUTLIER = Code(
    "initiative-outlier",
    Severity.NOTE,
    "an initiative that looks like two in one, or like half of one",
    "'MIDEM' is 4 times as long as others and goes on after its contacts, as no other does: two in one?",
    "look at `lhextract run SOURCE --until outline`: where a block begins and ends",
)
CODES = (OUTLIER,)
LEAST = 4  # initiatives from which a habit of the page can be told
RARE, USUAL = 0.1, 0.9  # shares of initiatives
LONG, SHORT = 2.5, 0.3  # times the median of the characters of a text


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (
        records.lines,
        tuple(
            (one.id, one.name, one.text, len(one.contacts), bool(one.links), bool(one.captions))
            for one in records.initiatives
        ),
    )


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `initiative-outlier`."""
    initiatives = subject.records.initiatives
    if len(initiatives) < LEAST:
        return
    usual = median(len(initiative.text) for initiative in initiatives)
    owned = subject.owned_lines()
    resumed = {initiative.id for initiative in initiatives if _resumes(owned[initiative.id])}
    resuming_is_rare = len(resumed) <= max(1, RARE * len(initiatives))
    contacts = sorted(len(initiative.contacts) for initiative in initiatives)[-2]
    habits = _habits(initiatives)
    for initiative in initiatives:
        length = len(initiative.text)
        reasons = []
        if resuming_is_rare and initiative.id in resumed:
            reasons.append("goes on after its contacts")
        if length >= LONG * usual and len(initiative.contacts) > contacts:
            reasons.append(
                f"has {len(initiative.contacts)} contacts and is {length / usual:.0f} times as long as others"
            )
        if reasons:
            yield _finding(initiative, f"{' and '.join(reasons)}, as no other does: two in one?")
        lacking = [what for what in habits if not getattr(initiative, what)]
        if lacking and length <= SHORT * usual:
            yield _finding(
                initiative, f"is short and has no {' and no '.join(lacking)} as nearly all others have: cut off?"
            )


def _finding(initiative: Initiative, what: str) -> Finding:
    return OUTLIER.at(f"{initiative.name!r} {what}", (initiative.start, initiative.end), initiative=initiative.id)


def _resumes(lines: Sequence[RecordLine]) -> bool:
    """Whether text stands after a contact."""
    first = next((index for index, line in enumerate(lines) if line.role.is_contact), len(lines))
    return any(line.role in {LineRole.BODY, LineRole.TITLE} for line in lines[first:])


def _habits(initiatives: Sequence[Initiative]) -> tuple[str, ...]:
    """What nearly all initiatives have."""
    return tuple(
        what
        for what in ("contacts", "links", "captions")
        if sum(bool(getattr(initiative, what)) for initiative in initiatives) >= USUAL * len(initiatives)
    )
