"""Titles around a name, read by a controlled list: `titles.csv` beside this module.

The list says what a title is. The cue words `titles.before` and `titles.after` of `lhextract.language` say by what
a name in running text is recognised; they hold pieces ("rer.", "nat."), and words that are no title alone. A new
title goes into the list, and into the cues only if names are missed without it.

Kinds. A grade is what a university or an examination has conferred: the doctorate, the diploma and the master are
"Hochschulgrade" in Germany (§ 18 HRG, and the acts of the Länder after it) and "akademische Grade" in Austria (§ 51
and § 88 UG). A function is an office or a standing at a university: "Professor" is the title of an office (the
salary tables W of the BBesG) and no grade; Privatdozent, who may teach without an office, rectors and deans are
counted with it. An honorific is a form of address, an honour, or the fellowship of a learned society. Titles of
nobility are parts of the family name in Germany (Art. 109 WRV), and military ranks do not stand in university
contacts: neither is in the list.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lhextract.shipped import read_shipped

TitleKind = Literal["grade", "function", "honorific", "unknown"]

KINDS: dict[str, TitleKind] = {"grade": "grade", "function": "function", "honorific": "honorific"}
SEPARATOR = re.compile(r"[,;]")
# A word with a feminine ending that its point sets off: "Prof.in", "Mag.a", "Eng.ª"; points and hyphens do not count.
WORD = re.compile(r"([^\W\d_]{2,})[.:*](?:in|ⁱⁿ|ssa|a|ª|ᵃ|º)(?![^\W\d_])|([^\W\d_]+)|\d+")
OPENING = "(["
DOCTOR = "Dr."
# Titles that are no name even without a point.
ADDRESSES = frozenset({DOCTOR, "Prof.", "Mr.", "Ms.", "Mrs.", "Herr", "Frau"})
TOKEN = re.compile(r"[^\s,]+")
FEWEST_BEFORE = 2  # words of a name that has degrees behind it: "Roth, M. A." has initials
LEAST_LETTERS = 2  # of a title that is written out or set off by a comma
FEWEST_LETTERS = 3  # of a degree behind a name without point and comma: "PhD"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written, and as the list has it; an unknown title is its own canonical form."""

    text: str
    canonical: str
    kind: TitleKind


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the list; an addition ("habil.", "h.c.", "em.") belongs to the title before it."""

    title: str
    kind: str


@dataclass(slots=True)
class _Found:
    """A title that is being read: where it starts, and its forms so far; without `row` it is unknown."""

    start: int
    row: _Row | None
    additions: list[str]


def read_titles(text: str) -> tuple[Title, ...]:
    """Return the titles of a text that holds nothing else, in order.

    "Prof. Dr. med. Dr. rer. nat. habil." gives Prof., Dr. med. and Dr. rer. nat. habil.; what the list does not have
    is kept as written, with kind `unknown`. The texts together are the input without its commas and blanks.
    """
    return tuple(title for piece in SEPARATOR.split(text) for title in _read_piece(piece.strip()))


def without_titles(name: str) -> str:
    """The name without titles before and after it: "Dr. rer. nat. Eva Roth, M.A." gives "Eva Roth".

    Only what can be nothing else goes: "Dean Baker", "Jack Ma" and "Roth, M. A." stay, and a name is always left.
    """
    name = name.strip()
    words = _split_words(name)
    first = 0
    while count := _count_leading(name, words, first):
        first += count
    start = words[first][1] if first else 0
    tokens = list(TOKEN.finditer(name, start))
    kept = len(tokens)
    while kept > FEWEST_BEFORE and _is_degree_after(name, tokens[:2], tokens[kept - 2 : kept]):
        kept -= 1
    return name[start : tokens[kept - 1].end()] if kept < len(tokens) else name[start:]


def _read_piece(piece: str) -> Iterator[Title]:
    """The titles between two commas."""
    found = list(_find(piece))
    if not found and piece:
        yield Title(piece, piece, "unknown")
    for number, one in enumerate(found):
        start = one.start if number else 0
        end = found[number + 1].start if number + 1 < len(found) else len(piece)
        yield _title(piece[start:end].strip(), one)


def _title(text: str, found: _Found) -> Title:
    if found.row is None or found.row.kind not in KINDS:  # an addition without a title before it is none
        return Title(text, text, "unknown")
    return Title(text, " ".join([found.row.title, *found.additions]), KINDS[found.row.kind])


def _find(piece: str) -> Iterator[_Found]:
    words = _split_words(piece)
    open_title: _Found | None = None
    position = 0
    while position < len(words):
        count, row = _longest(words, position)
        word, start, _ = words[position]
        position += max(count, 1)
        if open_title is not None and _goes_on(open_title, row, word):
            if row is None:
                open_title.row = None
            else:
                open_title.additions.append(row.title)
            continue
        if open_title is not None:
            yield open_title
        while start and piece[start - 1] in OPENING:
            start -= 1
        open_title = _Found(start, row, [])
    if open_title is not None:
        yield open_title


def _goes_on(title: _Found, row: _Row | None, word: str) -> bool:
    """Whether a word belongs to the title before it: an addition, a faculty or other word that is not in the list."""
    if row is not None:
        return row.kind == "addition"
    return title.row is None or (title.row.title == DOCTOR and word.islower())


def _split_words(text: str) -> list[tuple[str, int, int]]:
    """The words that count, with `[start, end)`."""
    return [(m.group(1) or m.group(), m.start(), m.end()) for m in WORD.finditer(text)]


def _longest(words: Sequence[tuple[str, int, int]], position: int) -> tuple[int, _Row | None]:
    """The longest title of the list that begins at a word, and how many words it has."""
    exact, folded, most = _load()
    key = [unicodedata.normalize("NFKC", word) for word, _, _ in words[position : position + most]]
    for count in range(len(key), 0, -1):
        # Case first: "mr." is a Dutch degree, "Mr." a form of address.
        row = exact.get(tuple(key[:count])) or folded.get(tuple(word.casefold() for word in key[:count]))
        if row is not None:
            return count, row
    return 0, None


@cache
def _load() -> tuple[dict[tuple[str, ...], _Row], dict[tuple[str, ...], _Row], int]:
    """The list: words of a form to its row, with case and without, and the most words that a form has."""
    return read_shipped("people/titles.csv", _parsed)


def _parsed(text: str) -> tuple[dict[tuple[str, ...], _Row], dict[tuple[str, ...], _Row], int]:
    exact: dict[tuple[str, ...], _Row] = {}
    for cells in csv.DictReader(text.splitlines()):
        row = _Row(cells["title"], cells["kind"])
        for form in (row.title, *filter(None, cells["aliases"].split("|"))):
            exact.setdefault(tuple(unicodedata.normalize("NFKC", word) for word, _, _ in _split_words(form)), row)
    folded: dict[tuple[str, ...], _Row] = {}
    for key, row in exact.items():
        folded.setdefault(tuple(word.casefold() for word in key), row)
    return exact, folded, max(map(len, exact))


def _count_leading(name: str, words: Sequence[tuple[str, int, int]], position: int) -> int:
    """How many words from a position on are a title before a name; the last word is the name."""
    count, row = _longest(words, position)
    # Initials ("M. A. Roth") are no title, nor is "Md. Roth", since MD has no point and stands after names.
    if row is None or position + count >= len(words) or len(words[position][0]) < LEAST_LETTERS:
        return 0
    text = name[words[position][1] : words[position + count][1]]
    return count if row.title in ADDRESSES or ("." in text and "." in row.title) else 0


def _is_degree_after(name: str, first: Sequence[re.Match[str]], last: Sequence[re.Match[str]]) -> bool:
    """Whether the last word is a degree: "Eva Roth PhD", "Eva Roth, M.A."; `first` are the first two words."""
    before, word = last[0], last[1].group()
    begin = first[0].group() + first[1].group()
    if begin.isupper() or not begin[0].isupper():
        return False
    # "Jack MA" bears the name Ma; "Di" and "Mag" are names as well.
    shortest = LEAST_LETTERS if "," in name[before.end() : last[1].start()] else FEWEST_LETTERS
    sure = "." in word or (len(word) >= shortest and sum(char.isupper() for char in word) > 1)
    return sure and all(title.kind == "grade" for title in read_titles(word))
