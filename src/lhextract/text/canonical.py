"""The canonical text: one form for every way of writing the same page."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from lhextract.model.page import Line, PageText

# Characters that are drawn as nothing and split words and numbers where nobody sees it: soft hyphen,
# zero-width space, non-joiner, joiner, word joiner, byte order mark, and the marks of writing direction.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
LINE_ENDS = frozenset("\n\r\u2028\u2029\u0085\x0b\x0c")
# Characters that stay as they are, unless a mark follows: no blanks, and each its own NFC. Latin, Cyrillic, the usual
# punctuation, Chinese characters. Nearly every page is long stretches of them, taken at once; the rest goes one by one.
PLAIN = "!-~\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u2010-\u2027\u2030-\u205e\u4e00-\u9fff"
STRETCH = re.compile(rf"(?:[{PLAIN}]++ ?)*(?<! )")


@dataclass(frozen=True, slots=True)
class Origins(Sequence[int]):
    """The offset in the source of every character of the text, kept as stretches that were taken over as they are.

    Stretch `i` begins at offset `starts[i]` of the text and at `firsts[i]` of the source; there are `total` characters.
    A number for each of them would be more than half of what a long page takes.
    """

    starts: array[int]
    firsts: array[int]
    total: int

    @overload
    def __getitem__(self, key: int) -> int: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[int]: ...
    def __getitem__(self, key: int | slice) -> int | Sequence[int]:
        offsets = range(self.total)[key]
        if isinstance(offsets, int):
            stretch = bisect_right(self.starts, offsets) - 1
            return self.firsts[stretch] + offsets - self.starts[stretch]
        return [self[offset] for offset in offsets]

    def __iter__(self) -> Iterator[int]:
        for first, (start, end) in zip(self.firsts, pairwise((*self.starts, self.total)), strict=True):
            yield from range(first, first + end - start)

    def __len__(self) -> int:
        return self.total


def canonicalise(source: str) -> PageText:
    r"""Return the canonical text of a decoded plain-text page, with the way back for every character.

    NFC; every line end becomes one `\n`; every other kind of blank becomes a space, runs of spaces one;
    line ends are stripped; invisible characters are dropped; lines are kept, blank ones too.
    Doing it twice changes nothing.
    """
    writer = _Writer(source)
    index = 0
    while index < len(source):
        char = source[index]
        if (end := _plain_until(source, index)) > index:
            writer.copy(index, end)
        elif char in INVISIBLE:
            end = index + 1
        elif char in LINE_ENDS:
            end = index + (2 if source[index : index + 2] == "\r\n" else 1)
            writer.end_line(index)
        else:
            end = index + 1
            while end < len(source) and _joins(source[end]):
                end += 1
            writer.write(_compose(source[index:end]), index)
        index = end
    return writer.finish()


def _plain_until(source: str, start: int) -> int:
    """Where the plain stretch at `start` ends, which may be there; a mark takes the character before it along."""
    match = STRETCH.match(source, start)
    end = match.end() if match else start
    if start < end < len(source) and _joins(source[end]):
        end -= 1
        while end > start and source[end - 1] == " ":
            end -= 1
    return end


def _compose(run: str) -> str:
    """A character and the marks after it in NFC, without invisible characters.

    Composition works on such runs, so that each composed character keeps the offset of the run that it comes from.
    """
    shown = "".join(char for char in run if char not in INVISIBLE)
    return shown if shown.isascii() else unicodedata.normalize("NFC", shown)


def _joins(char: str) -> bool:
    """Whether a character can be composed with the one before it (any mark, Hangul vowels and finals)."""
    if char.isascii():
        return False
    return unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff" or char in INVISIBLE


class _Writer:
    """Writes the canonical text as stretches of the source; a page that is canonical already is one stretch."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._starts, self._firsts, self._total = array("I"), array("I"), 0  # see Origins
        self._start = self._end = 0  # the stretch of the source that is not yet among the pieces
        self._blank: int | None = None  # origin of a blank that is written only if text follows on its line
        self._in_line = False

    def copy(self, start: int, end: int) -> None:
        """Write a plain stretch of the source."""
        self._write_blank()
        self._add(start, end)

    def write(self, composed: str, origin: int) -> None:
        """Write characters that come from one place; blanks and control characters only show as a gap."""
        for char in composed:
            if char.isspace() or unicodedata.category(char) == "Cc":
                if self._in_line and self._blank is None:
                    self._blank = origin
            else:
                self._write_blank()
                self._put(char, origin)

    def end_line(self, origin: int) -> None:
        """End the line; a blank before its end is dropped."""
        self._blank = None
        self._put("\n", origin)
        self._in_line = False

    def finish(self) -> PageText:
        """The page."""
        self._flush()
        text = "".join(self._pieces)
        self._pieces.clear()
        origins = Origins(self._starts, self._firsts, self._total)
        return PageText(text=text, lines=_lines(text), origins=origins)  # see model/page.py

    def _write_blank(self) -> None:
        if self._blank is not None:
            self._put(" ", self._blank)
        self._blank = None
        self._in_line = True

    def _put(self, char: str, origin: int) -> None:
        if self._source[origin] == char:
            self._add(origin, origin + 1)
        else:
            self._flush()
            self._note(char, origin)

    def _add(self, start: int, end: int) -> None:
        if start != self._end:
            self._flush()
            self._start = start
        self._end = end

    def _flush(self) -> None:
        if self._end > self._start:
            self._note(self._source[self._start : self._end], self._start)
        self._start = self._end

    def _note(self, piece: str, first: int) -> None:
        self._pieces.append(piece)
        if not self._starts or first - self._firsts[-1] != self._total - self._starts[-1]:
            self._starts.append(self._total)
            self._firsts.append(first)
        self._total += len(piece)


def _lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    start = 0
    while (end := text.find("\n", start)) >= 0:
        lines.append(Line(number=len(lines) + 1, start=start, end=end))
        start = end + 1
    lines.append(Line(number=len(lines) + 1, start=start, end=len(text)))
    return tuple(lines)
