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
from importlib.resources import files
from typing import Literal

TitleKind = Literal["grade", "function", "honorific", "unknown"]

KINDS: dict[str, TitleKind] = {"grade": "grade", "function": "function", "honorific": "honorific"}
SEPARATOR = re.compile(r"[,;]")
# A word with a feminine ending that its point sets off: "Prof.in", "Mag.a", "Eng.ª"; points and hyphens do not count.
WORD = re.compile(r"([^\W\d_]{2,})[.:*](?:in|ⁱⁿ|ssa|a|ª|ᵃ|º)(?![^\W\d_])|([^\W\d_]+)|\d+")
OPENING = "(["
DOCTOR = "Dr."
# Titles that are no name even without a point.
ADDRESSES = frozenset({DOCTOR, "Prof.", "Mr.", "Ms.", "Mrs.", "Herr", "Frau"})
AFTER_NAME = re.compile(r"(?<![ ,])[ ,]+([^\s,]+)$")
SHORTEST_DEGREE = 3  # letters of one that stands after a name without point or comma: "PhD"


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
    while (end := _end_of_titles(name)) or (start := _start_of_titles(name)):
        name = name[end:] if end else name[:start].rstrip(" ,;")
    return name


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
    exact: dict[tuple[str, ...], _Row] = {}
    text = files("lhextract.people").joinpath("titles.csv").read_text(encoding="utf-8")
    for cells in csv.DictReader(text.splitlines()):
        row = _Row(cells["title"], cells["kind"])
        for form in (row.title, *filter(None, cells["aliases"].split("|"))):
            exact.setdefault(tuple(unicodedata.normalize("NFKC", word) for word, _, _ in _split_words(form)), row)
    folded: dict[tuple[str, ...], _Row] = {}
    for key, row in exact.items():
        folded.setdefault(tuple(word.casefold() for word in key), row)
    return exact, folded, max(map(len, exact))


def _end_of_titles(name: str) -> int:
    """Where the name begins after a title that leads it, 0 if none does."""
    words = _split_words(name)
    count, row = _longest(words, 0) if words else (0, None)
    # Initials ("M. A. Roth") are no title, nor is "Md. Alam", since MD stands after names.
    if row is None or count >= len(words) or len(words[0][0]) < 2:
        return 0
    begin = words[count][1]
    return begin if row.title in ADDRESSES or ("." in name[:begin] and "." in row.title) else 0


def _start_of_titles(name: str) -> int:
    """Where degrees after a name begin ("Eva Roth PhD", "Eva Roth, M.A."), 0 if none follow."""
    last = AFTER_NAME.search(name)
    if last is None or name[: last.start()].isupper() or not (" " in name[: last.start()] and name[0].isupper()):
        return 0
    word, titles = last.group(1), read_titles(last.group(1))
    # "Jack MA" bears the name Ma; "Di" and "Mag" are names as well.
    short = "." not in word and len(word) < SHORTEST_DEGREE and "," not in last.group()
    capitals = sum(char.isupper() for char in word)
    if short or not ("." in word or capitals > 1) or any(title.kind != "grade" for title in titles):
        return 0
    return last.start()
