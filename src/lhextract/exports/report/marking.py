"""One line of the text as mark-up: mentions and places as frames, spans of findings underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lhextract.exports.report.frames import Frame
from lhextract.exports.report.markup import Html, attribute, show
from lhextract.model.finding import Severity

RANKS = tuple(Severity)  # from note to error


@dataclass(frozen=True, slots=True)
class Flag:
    """A stretch of the text that a finding is about."""

    start: int
    end: int
    severity: Severity


def mark_line(text: str, start: int, end: int, *, frames: Sequence[Frame], flags: Sequence[Flag]) -> Html:
    """Return `text[start:end]` as mark-up whose own text is exactly that.

    `frames` lie within the line, in page order, an outer one before those inside it; `flags` may overlap each other
    and everything else, and leave the line. A link never stands inside another: of nested frames, each character
    leads where the innermost one does.
    """
    inside = [flag for flag in flags if flag.start < end and start < flag.end]
    return Html("".join(_Marker(text, frames, inside).between(start, end, back=None)))


class _Marker:
    """Takes the frames of a line one after the other."""

    def __init__(self, text: str, frames: Sequence[Frame], flags: Sequence[Flag]) -> None:
        self._text, self._frames, self._flags = text, list(reversed(frames)), flags

    def between(self, start: int, end: int, *, back: str | None) -> Iterator[str]:
        """The mark-up of a stretch whose characters lead to `back`, unless a frame inside knows better."""
        while self._frames and self._frames[-1].start < end:
            frame = self._frames.pop()
            yield self._leaf(start, frame.start, back)
            tag = "span" if frame.label is None else "mark"
            kind = "at" if frame.label is None else f"m {frame.label.value.lower()}"
            title = f' title="{attribute(frame.title)}"' if frame.title else ""
            yield f'<{tag} class="{kind}" id="{attribute(frame.anchor)}"{title}>'
            yield from self.between(frame.start, frame.end, back=frame.back)
            yield f"</{tag}>"
            start = frame.end
        yield self._leaf(start, end, back)

    def _leaf(self, start: int, end: int, back: str | None) -> str:
        """A stretch without frames inside, cut where findings begin and end."""
        if start >= end:
            return ""
        edges = {edge for flag in self._flags for edge in (flag.start, flag.end) if start < edge < end}
        cuts = [start, *sorted(edges), end]
        shown = "".join(self._piece(one, other) for one, other in pairwise(cuts))
        has_words = any(char.isalnum() for char in self._text[start:end])
        return f'<a href="#{attribute(back)}">{shown}</a>' if back is not None and has_words else shown

    def _piece(self, start: int, end: int) -> str:
        shown = show(self._text[start:end])
        ranks = [RANKS.index(flag.severity) for flag in self._flags if flag.start <= start and end <= flag.end]
        return f'<span class="flag {RANKS[max(ranks)].value}">{shown}</span>' if ranks else shown
