"""Which words of a text are another than before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

WORD = re.compile(r"\w+|\s+|[^\w\s]")
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


def compare_words(old: str, new: str) -> tuple[Segment, ...]:
    """Return both texts as one row of segments.

    What is the same with what was removed is the old text, with what was added the new one. A blank or a sign between
    two differences belongs to them, so that a rewritten clause is one difference.
    """
    ours, theirs = WORD.findall(old), WORD.findall(new)
    pieces: list[tuple[Edit, str]] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, i, i_end, j, j_end in _joined(matcher.get_opcodes(), ours):
        if what == "equal":
            pieces.append((Edit.SAME, "".join(ours[i:i_end])))
        else:
            pieces += [(Edit.REMOVED, "".join(ours[i:i_end])), (Edit.ADDED, "".join(theirs[j:j_end]))]
    return tuple(Segment(edit, text) for edit, text in pieces if text)


Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[Opcode], words: Sequence[str]) -> Iterator[Opcode]:
    """Opcodes in which small equal parts between two differences belong to these."""

    def is_small(index: int) -> bool:
        what, i, i_end, _, _ = opcodes[index]
        inside = 0 < index < len(opcodes) - 1
        return what == "equal" and inside and not any(word.isalnum() for word in words[i:i_end])

    kinds = [
        "equal" if what == "equal" and not is_small(index) else "replace" for index, (what, *_) in enumerate(opcodes)
    ]
    for kind, group in groupby(zip(kinds, opcodes, strict=True), key=lambda item: item[0]):
        own = [opcode for _, opcode in group]
        yield kind, own[0][1], own[-1][2], own[0][3], own[-1][4]


def shorten_same(segments: Sequence[Segment], *, words: int = CONTEXT) -> tuple[Segment, ...]:
    """The same with long unchanged parts cut to some words beside each difference, and "…" for the rest."""
    return tuple(
        Segment(segment.edit, _shortened(segment.text, words, first=index == 0, last=index == len(segments) - 1))
        if segment.edit is Edit.SAME
        else segment
        for index, segment in enumerate(segments)
    )


def _shortened(text: str, words: int, *, first: bool, last: bool) -> str:
    pieces = re.findall(r"\s*\S+\s*", text)
    head, tail = 0 if first else words, 0 if last else words
    if len(pieces) <= head + tail + 1:
        return text
    return "".join([*pieces[:head], "… " if tail else "…", *(pieces[len(pieces) - tail :] if tail else [])])
