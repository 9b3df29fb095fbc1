"""How the wordings of two texts compare; white space and typography are no difference."""

from __future__ import annotations

from collections import Counter

# What editors and content management systems exchange without anybody meaning a change.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        "\u00a0": " ",
    }
)
WORDS = 3  # a run of three words is rarely shared by chance


def fold(text: str) -> str:
    """Return a text with plain quotation marks, dashes and ellipses, and single blanks; folding twice changes nothing.

    Case and diacritics stay: they are spelling, not typography.
    """
    return " ".join(text.translate(TYPOGRAPHY).split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a folded text in lower case, for comparing how much of a text is still there."""
    plain = "".join(char if char.isalnum() else " " for char in fold(text).casefold())
    return tuple(plain.split())


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
