"""The spans of the text that something can point to: mentions, and the places of values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lhextract.exports.report.spots import Spot
from lhextract.model.mention import Label
from lhextract.model.record import RecordLine, Records


@dataclass(frozen=True, slots=True)
class Frame:
    """A span with its anchor; `back` is the anchor of the value that it gave, `label` the type of a mention."""

    start: int
    end: int
    anchor: str
    back: str | None
    label: Label | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of each line, by its number, an outer one before those inside it: no two of them cross."""

    by_line: Mapping[int, tuple[Frame, ...]]
    anchors: Mapping[tuple[int, int], str]
    lines: tuple[RecordLine, ...]

    def line_at(self, offset: int) -> RecordLine:
        """The line on which a character stands."""
        return line_at(self.lines, offset)

    def anchor_of(self, start: int, end: int) -> str:
        """What a link to a span leads to: its frame, or the line on which it begins."""
        return self.anchors.get((start, end)) or line_anchor(self.line_at(start).number)


def line_anchor(number: int) -> str:
    """The anchor of a line of the text."""
    return f"L{number}"


def line_at(lines: Sequence[RecordLine], offset: int) -> RecordLine:
    """The line on which a character stands; a line end belongs to the line it ends."""
    return lines[max(bisect_right(lines, offset, key=lambda line: line.start) - 1, 0)]


def build_frames(
    records: Records, spots: Sequence[Spot], *, backs: Mapping[str, str], titles: Mapping[str, str]
) -> Frames:
    """Frame every mention, and every spot that crosses no mention, no frame before it and no line end.

    `backs` leads from mentions that are no spot themselves (a later mention of a partner) to the anchor of what they
    name; `titles` are what a pointer that rests on a mention is told; both by the id of the mention.
    """
    values = {(spot.start, spot.end): spot.anchor for spot in reversed(spots)}
    mentions = [
        Frame(
            one.start, one.end, one.id, values.get((one.start, one.end)) or backs.get(one.id), one.type, titles[one.id]
        )
        for one in records.mentions
    ]
    taken = {(one.start, one.end) for one in records.mentions}
    others = [Frame(*span, f"s{span[0]}-{span[1]}", back) for span, back in values.items() if span not in taken]
    by_line: dict[int, list[Frame]] = {}
    for frame in (*mentions, *sorted(others, key=lambda frame: (frame.start, -frame.end))):
        line = line_at(records.lines, frame.start)
        if line.start <= frame.start < frame.end <= line.end:
            by_line.setdefault(line.number, []).append(frame)
    kept = {number: _uncrossed(frames) for number, frames in by_line.items()}
    anchors = {(frame.start, frame.end): frame.anchor for frames in kept.values() for frame in frames}
    return Frames(kept, anchors, records.lines)


def _uncrossed(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """The frames of a line without those that cross one before them, in page order."""
    kept: list[Frame] = []
    for frame in frames:
        if not any(_cross(frame, other) for other in kept):
            kept.append(frame)
    return tuple(sorted(kept, key=lambda frame: (frame.start, -frame.end)))


def _cross(one: Frame, other: Frame) -> bool:
    first, second = sorted((one, other), key=lambda frame: (frame.start, -frame.end))
    return second.start < first.end < second.end
