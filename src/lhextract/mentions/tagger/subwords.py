"""Lines to what the network reads: subwords, letter shapes and line roles, in windows of whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lhextract.mentions.tokens import TOKEN
from lhextract.model.outline import LineRole

CLS, SEP, UNKNOWN = 101, 102, 100  # of the vocabulary that the encoder was trained with
# The encoder knows 512 positions; what stands further apart than this does not help.
WINDOW = 224
LONGEST_TOKEN = 8  # subwords; a longer run of letters is no word
ROLES = ("", *(role.value for role in LineRole))  # "": not known, or not to be told
ROLE_IDS = {role: number for number, role in enumerate(ROLES)}
# The vocabulary has no capitals, so the shape of each token is told beside it.
SHAPES = ("", "lower", "Title", "UPPER", "Capital", "camel", "year", "digits", "mark", "lower-accent", "Title-accent")
SHAPE_IDS = {shape: number for number, shape in enumerate(SHAPES)}
LINE_START, AFTER_BLANK, GLUED = range(3)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line to read: its text, its role (one of `ROLES`), and the initiative that owns it (0: none)."""

    text: str
    role: str
    owner: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A line in subwords. `tokens` has the offsets of each token in the line, `first` where its subwords begin."""

    tokens: tuple[tuple[int, int], ...]
    ids: NDArray[np.int64]
    token_of: NDArray[np.int64]
    first: NDArray[np.int64]
    shapes: NDArray[np.int64]
    glue: NDArray[np.int64]


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


@lru_cache(maxsize=50_000)
def shape_of(token: str) -> int:
    """The number of a token's letter shape."""
    return SHAPE_IDS[_shape_name(token)]


def _shape_name(token: str) -> str:
    if token.isdigit():
        return "year" if len(token) == 4 and token[:2] in {"18", "19", "20"} else "digits"
    if not token[0].isalpha():
        return "mark"
    accent = "" if token.isascii() else "-accent"
    if token.islower():
        return f"lower{accent}"
    if token.isupper():
        return "UPPER" if len(token) > 1 else "Capital"
    if token[0].isupper() and token[1:].islower():
        return f"Title{accent}"
    return "camel" if any(c.isupper() for c in token) else "lower"


def read_vocabulary(definition: str) -> Tokenizer:
    """The subword tokeniser that the encoder was trained with, from its definition in JSON."""
    tokenizer = Tokenizer.from_str(definition)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def split_lines(texts: Sequence[str], tokenizer: Tokenizer) -> list[Pieces]:
    """The subwords of each line."""
    tokens = [[match.span() for match in TOKEN.finditer(text)] for text in texts]
    written = [[text[start:end] for start, end in spans] for text, spans in zip(texts, tokens, strict=True)]
    encoded = tokenizer.encode_batch(written, is_pretokenized=True, add_special_tokens=False)
    return [
        _pieces(text, spans, words, encoding.ids, encoding.word_ids)
        for text, spans, words, encoding in zip(texts, tokens, written, encoded, strict=True)
    ]


def _pieces(
    text: str, spans: list[tuple[int, int]], words: list[str], ids: list[int], token_of: list[int | None]
) -> Pieces:
    by_token: list[list[int]] = [[] for _ in spans]
    for piece, token in zip(ids, token_of, strict=True):
        if token is not None and len(by_token[token]) < LONGEST_TOKEN:
            by_token[token].append(piece)
    by_token = [pieces or [UNKNOWN] for pieces in by_token]
    lengths = np.array([len(pieces) for pieces in by_token], dtype=np.int64)
    glue = [LINE_START if start == 0 else AFTER_BLANK if text[start - 1] == " " else GLUED for start, _ in spans]
    return Pieces(
        tokens=tuple(spans),
        ids=np.array([piece for pieces in by_token for piece in pieces], dtype=np.int64),
        token_of=np.repeat(np.arange(len(spans)), lengths),
        first=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)]),
        shapes=np.array([shape_of(word) for word in words], dtype=np.int64),
        glue=np.array(glue, dtype=np.int64),
    )


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
        stops = [i + 1 for i in range(start + (end - start) // 2, end) if pieces.shapes[i] == SHAPE_IDS["mark"]]
        end = stops[-1] if stops else end
        yield start, end
        start = end


def _window(parts: Iterable[tuple[int, int, int]], lines: Sequence[TextLine], pieces: Sequence[Pieces]) -> Window:
    columns = [np.array([[CLS], [0], [0], [0], [0]], dtype=np.int64)]
    placed, position = [], 1
    for number, start, end in parts:
        line = pieces[number]
        a, b = line.first[start], line.first[end]
        owners = line.token_of[a:b]
        role = ROLE_IDS[lines[number].role]
        begins = np.isin(np.arange(a, b), line.first[start:end])
        columns.append(
            np.stack([line.ids[a:b], line.shapes[owners], line.glue[owners], np.full(b - a, role), 1 + begins])
        )
        columns.append(np.array([[SEP], [0], [0], [role], [0]], dtype=np.int64))
        placed.append(Part(number, start, end, position + line.first[start:end] - a))
        position += int(b - a) + 1
    return Window(np.concatenate(columns, axis=1), tuple(placed))
