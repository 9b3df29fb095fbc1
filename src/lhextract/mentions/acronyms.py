"""Long form and short form: which mention in brackets abbreviates the name before it."""

from __future__ import annotations

from collections.abc import Sequence

from lhextract.model.mention import AcronymPair, Label, Mention
from lhextract.model.page import PageText

NAMES = frozenset({Label.INSTITUTION, Label.PROGRAM})


def find_pairs(page: PageText, mentions: Sequence[Mention]) -> tuple[AcronymPair, ...]:
    """Return the pairs "Long Form (SHORT)" in page order.

    Both are mentions of the same type, only a bracket stands between them, and the bracketed one is shorter.
    """
    pairs = []
    for long, short in zip(mentions, mentions[1:], strict=False):
        between = page.text[long.span.end : short.span.start]
        closed = page.text[short.span.end : short.span.end + 1] in {")", "]", ",", ";"}
        if long.label == short.label and long.label in NAMES and between in {" (", " ["} and closed and len(short.text) < len(long.text):
            pairs.append(AcronymPair(long=long.span, short=short.span))
    return tuple(pairs)
