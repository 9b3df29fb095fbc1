"""Patterns of cue words that are searched for only on lines that have one of the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Cued:
    """A pattern, and words of which one stands wherever it matches; in lower case.

    Most lines have none of them, and a look at their words takes a tenth of a search for a hundred alternatives.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]

    def find(self, text: str, tokens: frozenset[str]) -> Iterator[re.Match[str]]:
        """The places of the pattern on a line, whose `tokens_of` are given."""
        return iter(()) if self.words.isdisjoint(tokens) else self.pattern.finditer(text)


def cued_by(pattern: str, phrases: Iterable[str]) -> Cued:
    """A pattern in which one of the phrases stands, with no letter or digit right before or after it."""
    return Cued(re.compile(pattern), frozenset(_first_token(phrase) for phrase in phrases))


@lru_cache(maxsize=1024)  # several recognisers look at the same line
def tokens_of(text: str) -> frozenset[str]:
    """The runs of letters and digits of a line, in lower case."""
    return frozenset(TOKEN.findall(text.lower()))


def _first_token(phrase: str) -> str:
    found = TOKEN.search(phrase.lower())
    if found is None:
        raise ValueError(f"a cue without a letter: {phrase!r}")
    return found.group()
