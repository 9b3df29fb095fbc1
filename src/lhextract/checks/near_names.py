"""Do two names differ by one letter, as a typing error makes them?

Compared are the words of names that are not numbers, six letters or longer, and whole names of people. Two words
are near if dropping one letter of each can make them equal (deletion neighbourhoods: each word is filed under itself and
under itself less one letter, so that the work grows with the words and not with their pairs).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lhextract.checks.registry import Code, Subject
from lhextract.model.finding import Finding, Severity
from lhextract.model.mention import Label

NEAR = Code(
    "name-near-miss",
    Severity.WARNING,
    "a name that differs by one letter from one that the page has more often",
    "'Roll-Royce' stands once, 'Rolls-Royce' 4 times",
    "if one is a typing error, tell the page's owner; else leave it",
)
CODES = (NEAR,)
SHORTEST = 6
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Endings of German and English inflection: two words that differ in these alone are one.
ENDINGS = ("", "e", "en", "em", "er", "es", "s", "n", "’s", "'s", "ns", "in", "a", "um", "al", "ic", "y", "i", "o", "us")


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `name-near-miss`."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in WORD.finditer(subject.text):
        if len(match.group()) >= SHORTEST and match.group()[0].isupper():
            places.setdefault(match.group(), []).append(match.span())
    named = _named(subject)
    counts = Counter({word: len(spans) for word, spans in places.items()})
    for rare, frequent in near_pairs(list(places)):
        if counts[rare] > counts[frequent]:
            rare, frequent = frequent, rare
        if counts[rare] < counts[frequent] and frequent in named:
            message = f"{rare!r} stands {_times(counts[rare])}, {frequent!r} {_times(counts[frequent])}"
            yield NEAR.at(message, *places[rare], *places[frequent])


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _named(subject: Subject) -> set[str]:
    """The words of the names of the page."""
    labels = {Label.PERSON, Label.INSTITUTION, Label.PROGRAM}
    return {
        match.group()
        for mention in subject.records.mentions
        if mention.type in labels
        for match in WORD.finditer(mention.text)
    }


def near_pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words with one letter more, less or other, or two letters exchanged; each once, in order."""
    filed: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for word in words:
        keys = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
        for other in dict.fromkeys(other for key in sorted(keys) for other in filed.get(key, ())):
            if (other, word) not in seen and _is_slip(other, word):
                seen.add((other, word))
                yield other, word
        for key in keys:
            filed.setdefault(key, []).append(word)


def _is_slip(one: str, other: str) -> bool:
    """Whether two near words differ as by a slip of the pen, and not as by inflection."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    if all(rest in ENDINGS for rest in rests):
        return False
    end = 0
    while end < min(map(len, rests)) and rests[0][-1 - end] == rests[1][-1 - end]:
        end += 1
    changed = tuple(rest[: len(rest) - end] for rest in rests)
    return max(map(len, changed)) == 1 or (len(changed[0]) == 2 and changed[0] == changed[1][::-1])


