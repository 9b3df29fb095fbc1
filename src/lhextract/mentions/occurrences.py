"""Where names stand in a text as whole words, in time that does not grow with the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lhextract.model.span import Span

# A run of letters and digits, or one other sign. A whole word begins and ends where such a piece does.
PIECE = re.compile(r"\w+|[^\w\s]")


def find_occurrences(text: str, names: Iterable[str], *, never_after: str = "") -> Iterator[Span]:
    """The places of the names from left to right; of two at one place the longer, and none inside another.

    No letter or digit touches a name that begins or ends with one, and none of the signs of `never_after` stands
    before it. The names begin with no blank.
    """
    by_piece: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = PIECE.match(name)
        if first:
            by_piece.setdefault(first.group(), []).append(name)
    if not by_piece:
        return
    # One pattern of all names would be compiled anew for each page, which takes longer than all the rest.
    done = 0
    for piece in PIECE.finditer(text):
        start = piece.start()
        if piece.group() not in by_piece or start < done or _touches(text, start - 1, never_after):
            continue
        for name in by_piece[piece.group()]:
            end = start + len(name)
            if text.startswith(name, start) and not _touches(text, end):
                yield Span(start, end)
                done = end
                break


def _touches(text: str, at: int, signs: str = "") -> bool:
    """Whether a letter, a digit, "_" or one of the signs stands there."""
    sign = text[at : at + 1] if at >= 0 else ""
    return sign.isalnum() or sign == "_" or (sign != "" and sign in signs)
