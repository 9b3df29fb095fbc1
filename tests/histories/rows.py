"""Lines of a page with their gold, and what an editor does to one line: the marks move along with the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lhextract.gold import LABELS, MARK
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A mention by its columns on the line."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its text, its role and its mentions; `owned` if it belongs to the initiative that it stands in."""

    text: str
    role: LineRole
    marks: tuple[Mark, ...] = ()
    owned: bool = True

    def of(self, *labels: Label) -> tuple[Mark, ...]:
        """The mentions of some types, in order."""
        return tuple(mark for mark in self.marks if mark.label in labels)

    def slice(self, mark: Mark) -> str:
        """The text of a mention."""
        return self.text[mark.start : mark.end]


def row_of(marked: str, role: LineRole) -> Row:
    """The line that is written with its mentions as in gold: `Dr. [[PERSON|Jane Doe]]`."""
    plain, marks, position = "", [], 0
    for match in MARK.finditer(marked):
        plain += marked[position : match.start()]
        marks.append(Mark(len(plain), len(plain) + len(match.group(2)), LABELS[match.group(1)]))
        plain += match.group(2)
        position = match.end()
    return Row(plain + marked[position:], role, tuple(marks))


def put(row: Row, start: int, end: int, text: str, *, label: Label | None = None) -> Row:
    """Write `text` in place of some columns; marks in there are gone, those behind move, `label` marks the new text."""
    shift = len(text) - (end - start)
    marks = [mark for mark in row.marks if mark.end <= start]
    marks += [Mark(m.start + shift, m.end + shift, m.label) for m in row.marks if m.start >= end]
    if label is not None:
        marks.append(Mark(start, start + len(text), label))
    return replace(row, text=row.text[:start] + text + row.text[end:], marks=tuple(sorted(marks)))


def cut(row: Row, start: int, end: int) -> Row:
    """A stretch of a line as a line of its own."""
    marks = tuple(Mark(m.start - start, m.end - start, m.label) for m in row.marks if start <= m.start and m.end <= end)
    return replace(row, text=row.text[start:end], marks=marks)


def join(rows: Iterable[Row], *, blank: str = " ") -> Row:
    """Several lines as one; the first gives the role."""
    joined: Row | None = None
    for row in rows:
        if joined is None:
            joined = row
            continue
        start = len(joined.text) + len(blank)
        moved = tuple(Mark(m.start + start, m.end + start, m.label) for m in row.marks)
        joined = replace(joined, text=joined.text + blank + row.text, marks=joined.marks + moved)
    assert joined is not None
    return joined


def crosses(row: Row, column: int) -> bool:
    """Whether a mention stands across a column."""
    return any(mark.start < column < mark.end for mark in row.marks)


def sentences(row: Row) -> list[Row]:
    """The sentences of a line; joined by blanks they are the line, but for the blanks between."""
    found, start = [], 0
    for end in [*_ends(row), len(row.text)]:
        piece = row.text[start:end]
        lead, length = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if piece.strip():
            found.append(cut(row, start + lead, start + length))
        start = end
    return found


def _ends(row: Row) -> Iterator[int]:
    """Columns behind full stops that a blank and a capital follow, outside of mentions, initials and titles."""
    text = row.text
    for column in range(2, len(text) - 2):
        if (
            text[column - 1] in ".!?"
            and text[column] == " "
            and (text[column + 1].isupper() or text[column + 1] in "„“")
        ):
            word = text[: column - 1].rpartition(" ")[2]
            if len(word) > LONGEST_TITLE and word.isalpha() and not crosses(row, column):
                yield column


LONGEST_TITLE = 4  # "Prof.", "Dipl.", "Nov." end no sentence
