"""The masks: characters of the same number in the place of what is forgotten, so that every offset stays exact.

They say what stood there, name, number, address or role: the outline of a page needs to know that a line was a phone
line, and a reader wants to. The canonical text, JSON and CSV can all hold them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from lhextract.model.span import Span


class Mask(StrEnum):
    """What is hidden, by the character that stands there instead."""

    NAME = "\u2588"  # full block
    PHONE = "\u2593"  # dark shade
    ADDRESS = "\u2592"  # medium shade
    ROLE = "\u2591"  # light shade


UPPER, LOWER = "R", "o"
MASKED = re.compile("|".join(f"{mask.value}+" for mask in Mask))


def has_mask(text: str) -> bool:
    """Whether a part of a text is hidden."""
    return MASKED.search(text) is not None


def is_masked(text: str) -> bool:
    """Whether a part of a text is hidden already, in whole."""
    return not MASKED.sub("", text).strip()


@lru_cache(maxsize=4)
def masked_runs(text: str) -> tuple[tuple[Span, Mask], ...]:
    """The hidden parts of a text, in order; kept, because a page is looked at again after each decision."""
    return tuple((Span(run.start(), run.end()), Mask(run.group()[0])) for run in MASKED.finditer(text))


def stand_in(mask: Mask, length: int) -> str:
    """Something of the same form and length, for those who read lines by their form.

    It is no word of any language, so that it can be found again.
    """
    if mask is Mask.PHONE:
        return ("+49 30 2093-" + "7" * length)[:length] if length > len("+49 30 ") else "7" * length
    if mask is Mask.ADDRESS:
        return f"{LOWER}@{LOWER * (length - len('x@.de'))}.de" if length > len("x@y.de") else LOWER * length
    if mask is Mask.ROLE and length > len("Head of Xx"):
        return f"Head of {UPPER}".ljust(length, LOWER)
    if mask is Mask.NAME and length > len("Xxx Xx"):
        return f"{UPPER}{LOWER}{LOWER} {UPPER}".ljust(length, LOWER)
    return UPPER.ljust(length, LOWER)
