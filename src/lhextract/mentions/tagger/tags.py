"""The tags of the trained recogniser: which token begins, goes on with, ends or is a name of which kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Places are learned so that they are kept out of the names beside them; they are no mention.
PLACE: Final = "PLACE"
KINDS: Final = ("PERSON", "INSTITUTION", "PROGRAM", "YEAR", "PHONE", PLACE)
OUTSIDE: Final = 0
# BIOES (Ratinov and Roth 2009): tag 1 + 4 * kind + position.
BEGIN, INSIDE, END, SINGLE = range(4)
TAG_COUNT: Final = 1 + 4 * len(KINDS)


def tag_of(kind: str, position: int) -> int:
    """The tag of a token of a name."""
    return 1 + 4 * KINDS.index(kind) + position


@lru_cache(maxsize=512)
def tags_of(kind: str, length: int) -> NDArray[np.int64]:
    """The tags of a name of so many tokens."""
    tags = np.full(length, tag_of(kind, INSIDE))
    tags[0], tags[-1] = tag_of(kind, BEGIN), tag_of(kind, END)
    return tags if length > 1 else np.array([tag_of(kind, SINGLE)])


def may_follow() -> NDArray[np.bool_]:
    """Which tag (column) may follow which (row)."""
    allowed = np.zeros((TAG_COUNT, TAG_COUNT), dtype=bool)
    opens = [OUTSIDE, *(tag_of(kind, position) for kind in KINDS for position in (BEGIN, SINGLE))]
    closes = [OUTSIDE, *(tag_of(kind, position) for kind in KINDS for position in (END, SINGLE))]
    allowed[np.ix_(closes, opens)] = True
    for kind in KINDS:
        for before in (BEGIN, INSIDE):
            allowed[tag_of(kind, before), [tag_of(kind, INSIDE), tag_of(kind, END)]] = True
    return allowed


def opening() -> NDArray[np.bool_]:
    """The tags that a line may begin with."""
    return np.array(may_follow()[OUTSIDE])


def closing() -> NDArray[np.bool_]:
    """The tags that a line may end with."""
    return np.array(may_follow()[:, OUTSIDE])


def names_in(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The names that an allowed sequence of tags spells: first token, token after the last, kind."""
    start = 0
    for index, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        kind, position = divmod(tag - 1, 4)
        if position in {BEGIN, SINGLE}:
            start = index
        if position in {END, SINGLE}:
            yield start, index + 1, KINDS[kind]
