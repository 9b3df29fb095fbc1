"""Where the sentence around a place of a line begins and ends."""

from __future__ import annotations

import re

# A sentence ends at a stop before a capital; "e.V. in" and "Feb. 27" do not end one.
SENTENCE_BREAK = re.compile(r"(?<=[a-zäöüß\d)\]”\"“»][.!?;])\s(?=[A-ZÄÖÜ„“\"«])")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[first, last)` of the sentence of a line that holds `[start, end)`, without the blank before it."""
    breaks = [match.start() for match in SENTENCE_BREAK.finditer(text)]
    first = max((position + 1 for position in breaks if position < start), default=0)
    last = min((position for position in breaks if position >= end), default=len(text))
    return first, last
