"""Where the sentence around a place of a line begins and ends."""

from __future__ import annotations

import re

# A sentence ends at a stop before a capital; "e.V. in" and "Feb. 27" do not end one.
# The blank is looked for first, since few letters of a text are one.
SENTENCE_BREAK = re.compile(r"\s(?<=[a-zäöüß\d)\]”\"“»][.!?;]\s)(?=[A-ZÄÖÜ„“\"«])")

REACH = 600  # characters


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[first, last)` of the sentence of a line that holds `[start, end)`, without the blank before it.

    It is looked for no further than `REACH` on either side, so that a line of any length takes linear time.
    """
    begin, stop = max(0, start - REACH), min(len(text), end + REACH)
    breaks = [match.start() for match in SENTENCE_BREAK.finditer(text, begin, stop)]
    first = max((position + 1 for position in breaks if position < start), default=begin)
    last = min((position for position in breaks if position >= end), default=stop)
    return first, last
