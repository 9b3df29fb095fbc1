"""Whether a text of today stands where another one stood: between the same words."""

from __future__ import annotations

from lhextract.model.correction import Saw
from lhextract.wording import fold

NEAREST = 8  # characters next to the value that have to be the same on each side


def resembles(saw: Saw, text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` stands between the words between which the quote stood, and not only after or before them.

    Of two numbers in a row that lose the first, the second one is not its successor: behind it stands something else.
    """
    before, after = text[max(0, start - 2 * len(saw.before)) : start], text[end : end + 2 * len(saw.after)]
    return _ends_alike(saw.before, before) and _ends_alike(saw.after[::-1], after[::-1])


def _ends_alike(one: str, other: str) -> bool:
    ours, theirs = fold(one)[-NEAREST:], fold(other)[-NEAREST:]
    length = min(len(ours), len(theirs))
    return length == 0 or ours[-length:] == theirs[-length:]
