"""Which words of a text are another than before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from lhextract.exports.changes.anchors import same_runs

# A word keeps the signs inside it: a phone number, an address and "C³-Beton" differ as a whole.
WORD = re.compile(r"\w+(?:[^\w\s]+\w+)*|\s+|[^\w\s]")
CONTEXT = 6  # words that are shown beside a difference


class Edit(StrEnum):
    """Whether words are in both texts, or in one of them."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words in a row with one fate."""

    edit: Edit
    text: str


Piece = tuple[bool, str, str]  # whether it is the same in both, and what the old and the new text have there


def compare_words(old: str, new: str) -> tuple[Segment, ...]:
    """Return both texts as one row of segments; the time grows with their length, not with its square.

    What is the same with what was removed is the old text, with what was added the new one. A blank or a sign between
    two differences belongs to them, so that a rewritten clause is one difference.
    """
    pieces = list(_pieces(WORD.findall(old), WORD.findall(new)))
    segments: list[Segment] = []
    for is_same, group in groupby(_joined(pieces), key=lambda piece: piece[0]):
        own = list(group)
        before, after = "".join(piece[1] for piece in own), "".join(piece[2] for piece in own)
        if is_same:
            segments.append(Segment(Edit.SAME, before))
        else:
            segments += [Segment(Edit.REMOVED, before), Segment(Edit.ADDED, after)]
    return tuple(segment for segment in segments if segment.text)


def _pieces(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    """What is the same and what is between, in turn."""
    i = j = 0
    for run in (*same_runs(ours, theirs), (len(ours), len(theirs), 0)):
        at, there, size = run
        if (i, j) != (at, there):
            yield False, "".join(ours[i:at]), "".join(theirs[j:there])
        if size:
            text = "".join(ours[at : at + size])
            yield True, text, text
        i, j = at + size, there + size


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces in which what is the same between two differences belongs to them, if it holds no word."""
    for index, (is_same, before, after) in enumerate(pieces):
        inside = 0 < index < len(pieces) - 1
        yield is_same and not (inside and not any(map(str.isalnum, before))), before, after


def shorten_same(segments: Sequence[Segment], *, words: int = CONTEXT) -> tuple[Segment, ...]:
    """The same with long unchanged parts cut to some words beside each difference, and "…" for the rest."""
    last = len(segments) - 1
    return tuple(
        replace(one, text=_shortened(one.text, 0 if index == 0 else words, 0 if index == last else words))
        if one.edit is Edit.SAME
        else one
        for index, one in enumerate(segments)
    )


def shorten_changed(segments: Sequence[Segment], *, words: int) -> tuple[Segment, ...]:
    """The same with long changed parts cut to so many words at each end: a text that was written anew is long twice."""
    return tuple(
        one if one.edit is Edit.SAME else replace(one, text=_shortened(one.text, words, words)) for one in segments
    )


def _shortened(text: str, head: int, tail: int) -> str:
    pieces = re.findall(r"\s*\S+\s*", text)
    if len(pieces) <= head + tail + 1:
        return text
    return "".join([*pieces[:head], "… " if tail else "…", *(pieces[len(pieces) - tail :] if tail else [])])
