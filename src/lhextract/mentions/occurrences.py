"""Where names stand in a text as whole words, in time that grows with the text and not with the number of names.

One pattern of all names would do the same, but it tries every name at every word: on a page of 5 MB with 20,000 names
that is the square of the page. Here the names are filed under their first word, and by their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lhextract.model.span import Span

# The first word of a name, or the sign that it begins with. No letter or digit stands before a name.
FIRST = re.compile(r"(?<!\w)(?:\w+|\W)")
# Nor does a hyphen: "Innovation" is no name in "Open-Innovation".
FIRST_UNJOINED = re.compile(r"(?<![\w-])(?:\w+|\W)")


class Names:
    """Names to be found as they are written."""

    def __init__(self, names: Iterable[str]) -> None:
        """File the names; an empty one is none."""
        self._of: dict[str, set[str]] = {}
        for name in names:
            first = FIRST.match(name)
            if first:
                self._of.setdefault(first.group(), set()).add(name)
        # Names of one length and one first word cannot both stand at one place, so one look into the set tells.
        self._lengths = {
            first: sorted({len(name) for name in names}, reverse=True) for first, names in self._of.items()
        }

    def within(self, text: str, *, joined: bool = True) -> Iterator[Span]:
        """Where a name stands as whole words, from left to right; of two that begin at one place the longer.

        `joined`: a hyphen may stand before it. A name inside one that was found is not found again.
        """
        done = 0
        for first in (FIRST if joined else FIRST_UNJOINED).finditer(text):
            start = first.start()
            lengths = self._lengths.get(first.group())
            if lengths is None or start < done:
                continue
            names = self._of[first.group()]
            for length in lengths:
                end = start + length
                if text[start:end] in names and not _is_word(text[end : end + 1]):
                    yield Span(start, end)
                    done = end
                    break


def _is_word(sign: str) -> bool:
    """Whether a sign (none at the end of the text) is of a word, as patterns have it: with digits and underscore."""
    return sign.isalnum() or sign == "_"
