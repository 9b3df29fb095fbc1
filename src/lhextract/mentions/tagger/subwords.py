"""Lines to what the network reads: subwords, letter shapes and line roles, in windows of whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from lhextract.mentions.tagger.words import CLS, SEP, SHAPE_IDS, Vocabulary, Word
from lhextract.mentions.tokens import TOKEN
from lhextract.model.outline import LineRole

# The encoder knows 512 positions; what stands further apart than this does not help.
WINDOW = 224
# Lines that are read together. Attention grows with the square: read once, 224 take 12 % longer, for 0.001 F1.
TOGETHER = 128
ROLES = ("", *(role.value for role in LineRole))  # "": not known, or not to be told
ROLE_IDS = {role: number for number, role in enumerate(ROLES)}
LINE_START, AFTER_BLANK, GLUED = range(3)
IDS, SHAPE, GLUE, ROLE, BEGINS = range(5)  # the rows of a window
OPENING = np.array([[CLS], [0], [0], [0], [0]], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line to read: its text, its role (one of `ROLES`), and the initiative that owns it (0: none)."""

    text: str
    role: str
    owner: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A line in subwords. `tokens` has the offsets of each token in the line, `first` where its subwords begin.

    `rows` is what a window shows of the line, mark at its end included: ids, shapes, glue, roles (not set yet) and
    whether a subword begins a token.
    """

    tokens: tuple[tuple[int, int], ...]
    first: NDArray[np.int64]
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens `[start, end)` of a line, and where their first subwords stand in the window."""

    line: int
    start: int
    end: int
    places: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the network reads at once: rows of ids, shapes, glue, roles and subword positions, and the parts."""

    rows: NDArray[np.int64]
    parts: tuple[Part, ...]


def split_lines(texts: Sequence[str], vocabulary: Vocabulary) -> list[Pieces]:
    """The subwords of each line."""
    tokens = [[match.span() for match in TOKEN.finditer(text)] for text in texts]
    written = [[text[start:end] for start, end in spans] for text, spans in zip(texts, tokens, strict=True)]
    known = vocabulary.look_up(chain.from_iterable(written))
    return [
        _pieces(text, spans, [known[word] for word in words])
        for text, spans, words in zip(texts, tokens, written, strict=True)
    ]


def _pieces(text: str, spans: list[tuple[int, int]], words: list[Word]) -> Pieces:
    first = np.zeros(len(spans) + 1, dtype=np.int64)
    lengths = np.array([len(word.ids) for word in words], dtype=np.int64)
    np.cumsum(lengths, out=first[1:])
    glue = [LINE_START if start == 0 else AFTER_BLANK if text[start - 1] == " " else GLUED for start, _ in spans]
    rows = np.zeros((5, first[-1] + 1), dtype=np.int64)
    rows[IDS] = [*chain.from_iterable(word.ids for word in words), SEP]
    rows[SHAPE, :-1] = np.repeat([word.shape for word in words], lengths)
    rows[GLUE, :-1] = np.repeat(glue, lengths)
    rows[BEGINS, :-1] = 1
    rows[BEGINS, first[:-1]] = 2
    return Pieces(tuple(spans), first, rows)


def make_windows(
    lines: Sequence[TextLine], pieces: Sequence[Pieces], *, longest: int = WINDOW, alone: bool = False
) -> Iterator[Window]:
    """Lines of one initiative that stand together are read together, as many as a window holds; or each `alone`.

    The lines around initiatives are read apart from theirs, and navigation line by line: what else a page shows
    then never changes how an initiative is read.
    """
    parts: list[tuple[int, int, int]] = []
    size = 0
    group: object = None
    for number, line in enumerate(lines):
        for start, end in _cut(pieces[number], longest - 2):
            length = int(pieces[number].first[end] - pieces[number].first[start]) + 1
            key = number if alone or line.role == LineRole.NAV else -1 - line.owner
            if parts and (key != group or size + length > longest):
                yield _window(parts, lines, pieces)
                parts, size = [], 0
            group = key
            size += length if parts else length + 1
            parts.append((number, start, end))
    if parts:
        yield _window(parts, lines, pieces)


def _cut(pieces: Pieces, most: int) -> Iterator[tuple[int, int]]:
    """Token ranges of a line with at most so many subwords each, cut after a full stop where there is one."""
    start, count = 0, len(pieces.tokens)
    while start < count:
        end = int(np.searchsorted(pieces.first, pieces.first[start] + most, side="right")) - 1
        if end >= count:
            yield start, count
            return
        shapes = pieces.rows[SHAPE, pieces.first[:-1]]
        stops = [i + 1 for i in range(start + (end - start) // 2, end) if shapes[i] == SHAPE_IDS["mark"]]
        end = stops[-1] if stops else end
        yield start, end
        start = end


def _window(parts: Iterable[tuple[int, int, int]], lines: Sequence[TextLine], pieces: Sequence[Pieces]) -> Window:
    shown, placed, position = [OPENING], [], 1
    for number, start, end in parts:
        line = pieces[number]
        a, b = int(line.first[start]), int(line.first[end])
        rows = np.empty((5, b - a + 1), dtype=np.int64)
        rows[:, :-1], rows[:, -1] = line.rows[:, a:b], line.rows[:, -1]
        rows[ROLE] = ROLE_IDS[lines[number].role]
        shown.append(rows)
        placed.append(Part(number, start, end, line.first[start:end] + (position - a)))
        position += b - a + 1
    return Window(np.concatenate(shown, axis=1), tuple(placed))
