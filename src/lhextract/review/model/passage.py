"""The text of a block as a steward reads it: cut where mentions and the evidence begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lhextract.desk import Desk
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordMention, Records
from lhextract.review.model.rows import Evidence, evidence_at

AROUND = 3  # lines shown before and after a block
MOST = 400  # lines of a block that are shown at once
LONGEST = 20_000  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: `kind` is the type of its mention in small letters, "" for none.

    `start` is its offset in the page; `is_evidence` if the value that is looked at stands on it; `names` is the id of
    the institution or person.
    """

    start: int
    text: str
    kind: str
    is_evidence: bool
    names: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: `is_own` if it belongs to the initiative; `role` in words."""

    number: int
    start: int
    role: str
    is_own: bool
    pieces: tuple[Piece, ...]
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where an institution or person is named."""

    evidence: Evidence
    initiative: str | None
    name: str
    start: int


def passage_of(desk: Desk, records: Records, record: str, *, evidence: tuple[int, int]) -> tuple[TextLine, ...]:
    """The lines of an initiative's block with some around it."""
    initiative = next(one for one in records.initiatives if one.id == record)
    own = [place for place, line in enumerate(records.lines) if initiative.start <= line.start < initiative.end]
    if not own:
        return ()
    first, last = max(0, own[0] - AROUND), min(len(records.lines), own[-1] + 1 + AROUND, own[0] + MOST)
    mentions = _mentions_in(records, records.lines[first].start, records.lines[last - 1].end)
    return tuple(
        TextLine(
            line.number,
            line.start,
            _role(line.role),
            line.initiative == record,
            tuple(_pieces(desk.text, line.start, min(line.end, line.start + LONGEST), mentions, evidence)),
            max(0, line.end - line.start - LONGEST),
        )
        for line in records.lines[first:last]
    )


def places_of(desk: Desk, records: Records, record: str) -> tuple[Occurrence, ...]:
    """All places where an institution or a person is named."""
    names = {one.id: one.name for one in records.initiatives}
    found = [one for one in records.mentions if record in (one.institution, one.person)]
    return tuple(
        Occurrence(evidence, one.initiative, names.get(one.initiative or "", "outside the initiatives"), one.start)
        for one in found
        if (evidence := evidence_at(desk, one.start, one.end)) is not None
    )


def takes_part(records: Records, record: str) -> tuple[tuple[Initiative, str], ...]:
    """The initiatives that an institution or person belongs to, and as what."""
    found = []
    people = {one.id: one.name for one in records.people}
    for initiative in records.initiatives:
        roles = ["partner"] if any(one.institution == record for one in initiative.partners) else []
        roles += ["host unit"] if any(one.institution == record for one in initiative.host_units) else []
        roles += ["contact"] if any(one.person == people.get(record, "") for one in initiative.contacts) else []
        if roles:
            found.append((initiative, ", ".join(roles)))
    return tuple(found)


def _role(role: LineRole) -> str:
    return role.value.replace("-", " ")


def _mentions_in(records: Records, start: int, end: int) -> list[RecordMention]:
    return [one for one in records.mentions if one.start < end and start < one.end]


def _pieces(
    text: str, start: int, end: int, mentions: Sequence[RecordMention], evidence: tuple[int, int]
) -> Iterator[Piece]:
    cuts = {start, end, *evidence}
    cuts |= {place for one in mentions for place in (one.start, one.end)}
    marks = sorted(place for place in cuts if start <= place <= end)
    for first, last in pairwise(marks):
        around = (one for one in mentions if one.start <= first < one.end)
        mention = min(around, key=lambda one: one.end - one.start, default=None)  # a steward's may lie in another
        yield Piece(
            first,
            text[first:last],
            mention.type.value.lower() if mention is not None else "",
            evidence[0] <= first < evidence[1],
            (mention.institution or mention.person) if mention is not None else None,
            mention is not None and mention.confidence < 0.7,
        )
