"""The words of one line, as the rules for programmes look at them."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property

from lhextract.model.span import Span

# A word keeps what joins it inside ("REXUS/BEXUS", "Una.Futura", "Master's"), a closing "+" ("Erasmus+") and
# the hyphen of "Stadt- und Regionalplanung".
WORD = re.compile(r"[^\W_]+(?:[.@+&'’:/–‑-][^\W_]+)*(?:[+]|-(?=\s(?:und|oder|and|or)\s))?|\S")
PARTS = re.compile(r"[-–/]")
OPENING = frozenset('“"„«‚‘(')
SENTENCE_END = frozenset({".", "!", "?", ":", "…"})


@dataclass(frozen=True)
class Particles:
    """The small words of all languages, in lower case.

    `openers` begin sentences or go before names and are never the first word of one; `joins` may stand inside
    a name, `loose_joins` not inside a subject of study; `back_joins` when a name is read from its end.
    """

    openers: frozenset[str]
    articles: frozenset[str]
    indefinites: frozenset[str]
    joins: frozenset[str]
    loose_joins: frozenset[str]
    back_joins: frozenset[str]
    ands: frozenset[str]
    ors: frozenset[str]
    ins: frozenset[str]
    prepositions: frozenset[str]
    being: frozenset[str]
    verbs: frozenset[str]

    @cached_property
    def all_joins(self) -> frozenset[str]:
        """What may stand inside any name but a subject of study."""
        return self.joins | self.loose_joins


def is_name(text: str) -> bool:
    """Whether it may be a word of a name: a capital somewhere, or digits and letters mixed."""
    if any(map(str.isupper, text)):
        return True
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def is_acronym(text: str) -> bool:
    """Whether no ordinary word is written so: "SECO", "iJaDe", "Una.Futura", "EUREC4A", "Erasmus+"."""
    if not is_name(text):
        return False
    parts = PARTS.split(text)
    if len(parts) > 1:
        return any(any(map(str.isupper, part[1:])) or any(map(str.isdigit, part)) for part in parts)
    return any(map(str.isupper, text[1:])) or any(c.isdigit() or c in ".+@:" for c in text)


def lower(text: str) -> str:
    """A word in lower case, for comparison with cue words."""
    return text.lower().replace("’", "'")


@dataclass(frozen=True, eq=False)
class Words:
    """The words and single signs of one line, which begins at `offset` on the page.

    `taken` are the institutions, persons, dates and addresses on it, which no name may run into; `places` are
    names that the page uses like those of cities; `german` tells the language of the page; `is_heading`
    whether the line is a heading or navigation.
    """

    line: str
    offset: int
    particles: Particles
    taken: tuple[Span, ...] = ()
    places: frozenset[str] = frozenset()
    german: bool = False
    is_heading: bool = False
    # What `ProgramCues.kind` said of a word; every rule asks anew.
    kinds: dict[int, str] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(WORD.findall(self.line))

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(map(lower if "’" in self.line else str.lower, self.texts))

    @cached_property
    def borders(self) -> tuple[tuple[int, int], ...]:
        """Where on the page each word begins and ends; only lines with a name need it."""
        return tuple((self.offset + match.start(), self.offset + match.end()) for match in WORD.finditer(self.line))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """All words in lower case."""
        return frozenset(self.lowers)

    def at(self, cue_words: Set[str]) -> list[int]:
        """Where any of the cue words (in lower case) stands: rules look there, and at no other word."""
        if self.distinct.isdisjoint(cue_words):
            return []
        return [index for index, word in enumerate(self.lowers) if word in cue_words]

    def text(self, index: int) -> str:
        """The word at an index; nothing beyond the ends of the line."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def lower(self, index: int) -> str:
        """The same in lower case."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def span(self, first: int, last: int) -> Span:
        """The stretch from one word up to another, which is outside."""
        return Span(self.borders[first][0], self.borders[last - 1][1])

    def phrase(self, first: int, last: int) -> str:
        """The words of a stretch with single blanks between."""
        return " ".join(self.texts[first:last])

    def is_name(self, index: int) -> bool:
        """Whether a name may have a word here."""
        return 0 <= index < len(self.texts) and is_name(self.texts[index])

    def is_acronym(self, index: int) -> bool:
        """Whether a word that is written like an acronym stands here."""
        return 0 <= index < len(self.texts) and is_acronym(self.texts[index])

    def is_opener(self, index: int) -> bool:
        """Whether a word that begins sentences, not names, stands here ("Mit", but not "MIT")."""
        return self.lower(index) in self.particles.openers and self.text(index)[1:] == self.lower(index)[1:]

    def is_and(self, index: int) -> bool:
        """Whether "and" stands here, in any language."""
        return self.lower(index) in self.particles.ands

    @cached_property
    def taken_words(self) -> frozenset[int]:
        """The words inside an institution, a person or an address."""
        if not self.taken:
            return frozenset()
        found, spans, position = set(), sorted(self.taken), 0
        for index, (start, end) in enumerate(self.borders):
            while position < len(spans) and spans[position].end <= start:
                position += 1
            if position < len(spans) and spans[position].start < end:
                found.add(index)
        return frozenset(found)

    def is_taken(self, index: int) -> bool:
        """Whether the word belongs to an institution, a person or an address."""
        return index in self.taken_words

    def any_taken(self, first: int, end: int) -> bool:
        """Whether a word of the stretch does."""
        return any(index in self.taken_words for index in range(first, end))

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence or the line begins here, an opening quotation mark aside."""
        before = index - 1
        if self.text(before) in OPENING:
            before -= 1
        return before < 0 or self.text(before) in SENTENCE_END
