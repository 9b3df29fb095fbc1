"""Text whose characters are followed through edits: what was at a place, and where it is now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NEW = -1  # the number of a character that was not there
_SENTENCE_END = re.compile(r"(?<=[\w)\"“”]{3}[.!?]) (?=[^\W\d_a-zäöü]|[„“\"])")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text, and for each of its characters the number that it was given at first."""

    text: str
    numbers: Sequence[int]

    @classmethod
    def fresh(cls, text: str) -> Tracked:
        """A text with its characters numbered."""
        return cls(text, list(range(len(text))))

    def put(self, start: int, end: int, text: str) -> Tracked:
        """Write something new in place of a stretch."""
        return self._with(start, end, text, [NEW] * len(text))

    def redraw(self, start: int, end: int, text: str) -> Tracked:
        """Write the same otherwise: each character takes the number of the one in its place, or of the last one."""
        own = self.numbers[start:end]
        return self._with(start, end, text, [own[min(index, len(own) - 1)] for index in range(len(text))])

    def move(self, start: int, end: int, to: int) -> Tracked:
        """Take a stretch to another place outside of it."""
        piece = self.slice(start, end)
        rest = self.put(start, end, "")
        at = to if to <= start else to - (end - start)
        return rest._with(at, at, piece.text, piece.numbers)

    def slice(self, start: int, end: int) -> Tracked:
        """A stretch of it."""
        return Tracked(self.text[start:end], self.numbers[start:end])

    def replaced(self, start: int, end: int, other: Tracked) -> Tracked:
        """Put some tracked text in place of a stretch."""
        return self._with(start, end, other.text, other.numbers)

    def _with(self, start: int, end: int, text: str, numbers: Sequence[int]) -> Tracked:
        return Tracked(
            self.text[:start] + text + self.text[end:], [*self.numbers[:start], *numbers, *self.numbers[end:]]
        )

    def where(self, first: int, last: int) -> Span | None:
        """The stretch from the first to the last of the characters with numbers in `[first, last)`; None if none."""
        there = [index for index, number in enumerate(self.numbers) if first <= number < last]
        return (there[0], there[-1] + 1) if there else None


def line_around(text: str, start: int, end: int) -> Span:
    """The lines that a stretch stands on, without the last line end."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def sentences_of(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a stretch of one line, without the blanks between."""
    found, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        found.append((at, match.start()))
        at = match.end()
    return [*found, (at, end)]


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that a stretch stands in; several if it goes across."""
    around = [one for one in sentences_of(text, *line_around(text, start, end)) if one[0] < end and start < one[1]]
    return around[0][0], around[-1][1]


def breaks_of(text: str) -> list[int]:
    """Where a sentence may be put in: before each of those that are there."""
    found, at = [], 0
    for line in text.split("\n"):
        found += [start for start, end in sentences_of(text, at, at + len(line)) if end > start]
        at += len(line) + 1
    return found
