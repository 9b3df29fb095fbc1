"""Do two names differ by one letter, as a typing error makes them?

Compared are whole names of six letters or more, and the long words of names with all long words of the page. Two are
near if dropping one letter of each can make them equal (deletion neighbourhoods: each is filed under itself and under
itself less one letter, so that the work grows with the words and not with their pairs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from unicodedata import combining, normalize

from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import Cues
from lhextract.model.finding import Finding, Severity
from lhextract.model.mention import Label

NEAR = Code(
    "name-near-miss",
    Severity.WARNING,
    "a name that differs by one letter from one that the page has more often",
    "'Roll-Royce' stands once, 'Rolls-Royce' 2 times",
    "if it is a typing error, tell the page's owner and correct it; two names that are near by chance are fine",
)
CODES = (NEAR,)
NAMES = frozenset({Label.PERSON, Label.INSTITUTION, Label.PROGRAM})
SHORTEST_NAME, SHORTEST_WORD = 6, 8  # a short word is near too many others: "Matter" and "Master"
LONGEST = 80  # what is longer is no name, and each has as many neighbours as letters
CROWD = 20  # texts under one key, above which they are numbered rather than misspelt
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Letters by which a word of one language differs from that of another: "Afrika", "Nacional", "Brazil".
COGNATE = frozenset(map(frozenset, ("ck", "ct", "sz", "cz", "cs", "wu", "iy")))

Places = Mapping[str, list[tuple[int, int]]]


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.mentions,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `name-near-miss`."""
    names: dict[str, list[tuple[int, int]]] = {}
    for mention in subject.records.mentions:
        if mention.type in NAMES and SHORTEST_NAME <= len(mention.text) <= LONGEST:
            names.setdefault(mention.text, []).append((mention.start, mention.end))
    words: dict[str, list[tuple[int, int]]] = {}
    for match in WORD.finditer(subject.text):
        if SHORTEST_WORD <= len(match.group()) <= LONGEST and match.group()[0].isupper():
            words.setdefault(match.group(), []).append(match.span())
    known = _known(subject.cues)
    of_names = {match.group() for name in names for match in WORD.finditer(name)}
    told: set[tuple[str, str]] = set()
    for places in (words, names):
        for rare, frequent in _slips(places):
            change = next(_changes(rare, frequent))
            is_name = places is names or frequent in of_names
            if is_name and change not in told and change[0].casefold() not in known:
                told.add(change)
                message = f"{rare!r} stands {_times(places[rare])}, {frequent!r} {_times(places[frequent])}"
                yield NEAR.at(message, *places[rare], *places[frequent])


def _times(spans: list[tuple[int, int]]) -> str:
    return "once" if len(spans) == 1 else f"{len(spans)} times"


@cache
def _known(cues: Cues) -> frozenset[str]:
    """Nouns that head names in one language or another: "Universitet" is no slip for "Universität"."""
    lists = ("institutions.heads", "institutions.foreign_heads", "institutions.weak_heads", "outline.categories")
    return frozenset(word for name in lists for word in cues.words[name])


def _slips(places: Places) -> Iterator[tuple[str, str]]:
    """Pairs (rare, frequent) of which the rare one may be a slip of the pen, in page order."""
    for one, other in near_pairs(places):
        rare, frequent = sorted((one, other), key=lambda text: len(places[text]))
        changes = list(_changes(rare, frequent))
        if len(places[rare]) < len(places[frequent]) and len(changes) == 1 and _is_slip(*changes[0]):
            yield rare, frequent


def _changes(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The words in which two names differ; none where they have another number of words."""
    pairs = zip(one.split(), other.split(), strict=True) if one.count(" ") == other.count(" ") else ()
    yield from ((a, b) for a, b in pairs if a != b)


def near_pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts with one letter more, less or other, or two letters exchanged; each once, in order."""
    filed: dict[str, tuple[str, ...]] = {}
    for text in texts:
        keys = dict.fromkeys([text, *[text[:i] + text[i + 1 :] for i in range(len(text))]], (text,))
        if filed.keys().isdisjoint(keys):  # near to none, as most: filed in one step, which takes a fifth of the time
            filed.update(keys)
            continue
        for other in dict.fromkeys(other for key in keys for other in filed.get(key, ())):
            changed = _difference(other, text)
            if max(map(len, changed)) <= 1 or (len(changed[0]) == 2 and changed[0] == changed[1][::-1]):
                yield other, text
        for key in keys:
            under = filed.get(key, ())
            if len(under) < CROWD:
                filed[key] = (*under, text)


def _difference(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without their common beginning and their common end."""
    shorter, start, end = min(len(one), len(other)), 0, 0
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _is_slip(one: str, other: str) -> bool:
    """Whether two near words differ as by a slip, and not by inflection, accent or language.

    What differs in the first letter is another word, what differs in the last two mostly another form of one
    ("Göttinger", "Theatre").
    """
    changed = _difference(one, other)
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        0 < start < max(len(one), len(other)) - 2
        and _bare(one) != _bare(other)
        and not (changed[0].isdigit() or changed[1].isdigit())
        and frozenset("".join(changed).casefold()) not in COGNATE
    )


def _bare(word: str) -> str:
    """A word without accents and capitals."""
    return "".join(char for char in normalize("NFD", word) if not combining(char)).casefold()
