"""The canonical text: one form for every way of writing the same page."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator

from lhextract.model.page import Line, PageText

# Characters that are drawn as nothing and split words and numbers where nobody sees it: soft hyphen,
# zero-width space, non-joiner, joiner, word joiner, byte order mark, and the marks of writing direction.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
LINE_ENDS = frozenset("\n\r\u2028\u2029\u0085\x0b\x0c")


def canonicalise(source: str) -> PageText:
    r"""Return the canonical text of a decoded plain-text page, with the way back for every character.

    NFC; every line end becomes one `\n`; every other kind of blank becomes a space, runs of spaces one;
    line ends are stripped; invisible characters are dropped; lines are kept, blank ones too.
    Doing it twice changes nothing.
    """
    chars: list[str] = []  # per source line, so that a long page is not held twice as a list of characters
    kept = array("I")
    for line, origins in _compose(source):
        pending: int | None = None  # origin of a blank that is written only if text follows on its line
        clean: list[str] = []
        for char, origin in zip(line, origins, strict=True):
            if char != "\n" and (char.isspace() or unicodedata.category(char) == "Cc"):
                if clean and pending is None:
                    pending = origin
                continue
            if pending is not None and char != "\n":
                clean.append(" ")
                kept.append(pending)
            pending = None
            clean.append(char)
            kept.append(origin)
        chars.append("".join(clean))
    text = "".join(chars)
    return PageText(text=text, lines=_lines(text), origins=kept)


def _compose(source: str) -> Iterator[tuple[str, list[int]]]:
    r"""Yield the lines of the source in NFC with `\n` at their end and without invisible characters, and their origins.

    Composition works on runs (a starter and the marks after it), so that each composed character keeps
    the offset of the run that it comes from.
    """
    chars: list[str] = []
    origins: list[int] = []
    index = 0
    while index < len(source):
        char = source[index]
        if char in INVISIBLE:
            index += 1
            continue
        if char in LINE_ENDS:
            chars.append("\n")
            origins.append(index)
            yield "".join(chars), origins
            chars, origins = [], []
            index += 2 if source[index : index + 2] == "\r\n" else 1
            continue
        end = index + 1
        while end < len(source) and _joins(source[end]):
            end += 1
        run = "".join(c for c in source[index:end] if c not in INVISIBLE)
        composed = run if run.isascii() else unicodedata.normalize("NFC", run)
        chars.append(composed)
        origins.extend([index] * len(composed))
        index = end
    yield "".join(chars), origins


def _joins(char: str) -> bool:
    """Whether a character can be composed with the one before it (any mark, Hangul vowels and finals)."""
    if char.isascii():
        return False
    return unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff" or char in INVISIBLE


def _lines(text: str) -> tuple[Line, ...]:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(Line(number=number, start=start, end=start + len(line)))
        start += len(line) + 1
    return tuple(lines)
