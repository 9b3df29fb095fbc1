"""Which language words are in, told by the function words that only one language has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from lhextract.language.cues import Cues

CLEARLY = 4  # how many function words of a language outweigh one of another


def function_words(words: Iterable[str], cues: Cues) -> dict[str, int]:
    """How many words are function words of each language that has a file in `lhextract/language`."""
    found = [word.lower() for word in words]
    return {code: sum(word in listed for word in found) for code, listed in _lists(cues).items()}


@cache
def _lists(cues: Cues) -> Mapping[str, frozenset[str]]:
    return {code: frozenset(lists["language.function_words"]) for code, lists in cues.own.items()}


def tell_language(hits: dict[str, int], own: str, *, least: int) -> str | None:
    """The language that outweighs all others, by `function_words`; None where it does not, or has fewer than `least`.

    A tie goes to `own`.
    """
    best = max(hits, key=lambda code: (hits[code], code == own))
    rivals = [count for code, count in hits.items() if code != best]
    return best if hits[best] >= max(least, CLEARLY * max(rivals, default=0)) else None
