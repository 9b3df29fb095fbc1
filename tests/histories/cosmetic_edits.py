"""What changes on a page without anybody meaning a change: typography, blanks, line breaks."""

from __future__ import annotations

import re
from dataclasses import replace

from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from tests.histories.chance import Draw
from tests.histories.pages import Part, State
from tests.histories.rows import Row, crosses, cut, join, put, sentences
from tests.histories.truth import Edited

NBSP = "\u00a0"
LEAST_WORDS = 10  # of a paragraph that is wrapped
SHARE = 0.3  # of the places that could be otherwise
SWAPS = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(r"(?<=\w)\u2019(?=\w)"), "'"),
    (re.compile(r" - "), " \u2013 "),
    (re.compile(r" \u2013 "), " - "),
    (re.compile(r"[\u201c\u201d\u201e\u00ab\u00bb]"), '"'),
    (re.compile(r"\.\.\."), "\u2026"),
)
BLANK = re.compile(r"(?<=\S) (?=\S)")


def _cosmetic(state: State, parts: list[Part]) -> Edited | None:
    after = replace(state, parts=tuple(parts))
    return Edited(after, (), frozenset(), is_cosmetic=True) if after != state else None


def _write(row: Row, start: int, end: int, text: str) -> Row:
    """Write text of the same meaning; a mention that holds the place keeps it."""
    holding = [mark for mark in row.marks if mark.start <= start and end <= mark.end]
    if not holding:
        return row if any(m.start < end and start < m.end for m in row.marks) else put(row, start, end, text)
    shift = len(text) - (end - start)
    marks = [
        replace(m, start=m.start + shift * (m.start >= end), end=m.end + shift * (m.end >= end)) for m in row.marks
    ]
    return replace(row, text=row.text[:start] + text + row.text[end:], marks=tuple(marks))


def typography(state: State, draw: Draw) -> Edited | None:
    """Quotation marks, apostrophes, dashes and ellipses are drawn otherwise."""
    del draw

    def redrawn(row: Row) -> Row:
        for pattern, text in SWAPS:
            for match in reversed(list(pattern.finditer(row.text))):
                if not any(m.start < match.end() and match.start() < m.end for m in row.of(Label.PHONE)):
                    row = _write(row, match.start(), match.end(), text)
        return row

    return _cosmetic(state, [replace(part, rows=tuple(map(redrawn, part.rows))) for part in state.parts])


def blanks(state: State, draw: Draw) -> Edited | None:
    """Blanks are doubled, do not break, or stand at the ends of lines."""

    def respaced(row: Row) -> Row:
        for match in reversed(list(BLANK.finditer(row.text))):
            if draw.chance.random() < SHARE / 5:
                row = _write(row, match.start(), match.end(), draw.chance.choice(["  ", NBSP]))
        return replace(row, text=row.text + " ") if row.text and draw.chance.random() < SHARE else row

    return _cosmetic(state, [replace(part, rows=tuple(map(respaced, part.rows))) for part in state.parts])


def blank_lines(state: State, draw: Draw) -> Edited | None:
    """Blank lines stand between lines where none were."""

    def loosened(part: Part) -> Part:
        blank = Row("", LineRole.BLANK, owned=False)
        rows = [line for row in part.rows for line in ((row, blank) if draw.chance.random() < SHARE else (row,))]
        return replace(part, rows=tuple(rows))

    return _cosmetic(state, [loosened(part) for part in state.parts])


def break_paragraphs(state: State, draw: Draw) -> Edited | None:
    """Paragraphs are broken between two sentences.

    Nothing is told, except that the records stage, which asks what a paragraph names, may judge partners otherwise.
    """

    def broken(part: Part) -> Part:
        for index in reversed(part.with_role(LineRole.BODY) if part.is_block else []):
            pieces = sentences(part.rows[index])
            if len(pieces) > 2 and draw.chance.random() < SHARE:
                # Words of a link at the end stay behind their sentence.
                middle = draw.chance.randrange(1, len(pieces) - 1)
                part = part.put(index, join(pieces[:middle]), join(pieces[middle:]))
        return part

    made = _cosmetic(state, [broken(part) for part in state.parts])
    keys = frozenset(part.key for part in state.blocks)
    return replace(made, is_cosmetic=False, touched=keys) if made is not None else None


def hard_wraps(state: State, draw: Draw) -> Edited | None:
    """Paragraphs are broken within a sentence, as an editor of plain text wraps them.

    No part of histories: a reader sees the same text, but the records stage reads line by line.
    """

    def broken(part: Part) -> Part:
        for index in reversed(part.with_role(LineRole.BODY) if part.is_block else []):
            row = part.rows[index]
            places = [i for i, char in enumerate(row.text) if char == " " and not crosses(row, i)]
            if len(places) > LEAST_WORDS and draw.chance.random() < SHARE:
                column = draw.chance.choice(places[LEAST_WORDS // 2 : -LEAST_WORDS // 2])
                part = part.put(index, cut(row, 0, column), cut(row, column + 1, len(row.text)))
        return part

    return _cosmetic(state, [broken(part) for part in state.parts])
