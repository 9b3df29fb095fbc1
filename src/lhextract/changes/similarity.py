"""How much of a text is still there."""

from __future__ import annotations

from collections import Counter

from lhextract.folding import folded_words

WORDS = 3  # a run of three words is rarely shared by chance


def triples(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text; a shorter text is one run."""
    words = folded_words(text)
    if len(words) < WORDS:
        return frozenset({words} if words else ())
    return frozenset(words[index : index + WORDS] for index in range(len(words) - WORDS + 1))


def similarity(old: str, new: str) -> float:
    """The share of words that two texts have in common (Dice), from 0 to 1, to two digits."""
    ours, theirs = Counter(folded_words(old)), Counter(folded_words(new))
    total = ours.total() + theirs.total()
    return round(2 * (ours & theirs).total() / total, 2) if total else 1.0


def moved_share(part: str, *, gone_from: str, still_in: str) -> float:
    """The share of the word triples of `part` that were in one text and are not in its other version."""
    own = triples(part)
    return len(own & (triples(gone_from) - triples(still_in))) / len(own) if own else 0.0
