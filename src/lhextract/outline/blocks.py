"""States of lines to the stretches that make up one initiative each."""

from __future__ import annotations

from collections.abc import Sequence

from lhextract.outline.decoder import OPENING, OUTSIDE

TITLE = "title"


def find_blocks(states: Sequence[str]) -> list[tuple[int, int]]:
    """Return (first, last) positions of the initiatives in a sequence of states.

    A block is opened by a title or an opening state and ends before the next block or what is outside of
    any; a title right under an opening picture belongs to the block that the picture has opened.
    """
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for position, state in enumerate([*states, "nav"]):
        opens = (state == TITLE and not (position and states[position - 1] == OPENING[1])) or state in OPENING
        if (opens or state in OUTSIDE) and start is not None:
            blocks.append((start, position - 1))
            start = None
        if opens:
            start = position
    return blocks
