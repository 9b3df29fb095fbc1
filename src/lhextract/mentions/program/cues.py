"""The cue words around programmes' names, made ready to be looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from lhextract.language.cues import Cues
from lhextract.mentions.program.words import WORD, Particles, Words, lower

TABLE = "programs."


class Phrases:
    """A set of phrases that can be looked up at a word, forwards or backwards; lower case unless `exact`."""

    def __init__(self, phrases: Iterable[str], *, exact: bool = False) -> None:
        self.exact = exact
        self.found = {tuple(WORD.findall(phrase if exact else phrase.lower())) for phrase in phrases}
        # How long the phrases are that begin or end with a word; most words begin and end none.
        self._from: dict[str, list[int]] = _lengths(self.found, 0)
        self._to: dict[str, list[int]] = _lengths(self.found, -1)
        # In lower case, for `Words.at`.
        self.first_words = frozenset(map(lower, self._from))
        self.last_words = frozenset(map(lower, self._to))

    def from_word(self, words: Words, first: int) -> int:
        """Where the longest phrase that begins at a word ends; `first` if none does."""
        for length in self._from.get(self._word(words, first), ()):
            # At the end of a line the stretch is shorter than it should be.
            if first + length <= len(words) and self._slice(words, first, first + length) in self.found:
                return first + length
        return first

    def up_to(self, words: Words, last: int) -> int:
        """Where the longest phrase that ends before an index begins; `last` if none does."""
        for length in self._to.get(self._word(words, last - 1), ()):
            if last >= length and self._slice(words, last - length, last) in self.found:
                return last - length
        return last

    def __contains__(self, text: str) -> bool:
        return (text,) in self.found

    def _word(self, words: Words, index: int) -> str:
        return words.text(index) if self.exact else words.lower(index)

    def _slice(self, words: Words, first: int, last: int) -> tuple[str, ...]:
        return words.texts[first:last] if self.exact else words.lowers[first:last]


def _lengths(phrases: Iterable[tuple[str, ...]], end: int) -> dict[str, list[int]]:
    """The lengths of phrases by their first or last word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[end], set()).add(len(phrase))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


@dataclass(frozen=True, slots=True, eq=False)
class ProgramCues:
    """The lists of the table `[programs]`, compiled; the keys are explained in `language/en.toml`."""

    types: Phrases
    types_plural: Phrases
    stand_ins: Phrases
    nouns: Phrases
    nouns_plural: Phrases
    namers: Phrases
    listers: Phrases
    heads: Phrases
    not_heads: Phrases
    not_heads_extended: Phrases
    degrees: Phrases
    degrees_plural: Phrases
    degree_middles: Phrases
    degree_faculties: Phrases
    degree_fields: Phrases
    quoted_others: Phrases
    paid: Phrases
    designators: Phrases
    degree_codes: Phrases
    schemes: Phrases
    open_schemes: Phrases
    codes: Phrases
    institution_heads: frozenset[str]
    compound: re.Pattern[str]
    compound_plural: re.Pattern[str]
    particles: Particles
    # The last letters of words that the two may match, and all other words at which a type word may end.
    compound_tails: frozenset[str]
    type_words: frozenset[str]
    # Words that may be a degree, those that may open a sentence before a name, and those that may begin a scheme.
    degree_words: frozenset[str]
    opening_words: frozenset[str]
    scheme_words: frozenset[str]

    def kind(self, words: Words, index: int) -> str:
        """Return "one" or "many" where a type word in the singular or plural ends, else nothing."""
        if index not in words.kinds:
            words.kinds[index] = self._kind(words, index)
        return words.kinds[index]

    def _kind(self, words: Words, index: int) -> str:
        text = words.text(index)
        if text[:1].islower():
            if self.types_plural.up_to(words, index + 1) <= index:
                return "many"
            return "one" if self.types.up_to(words, index + 1) <= index else ""
        if not text[:1].isupper():
            return ""
        if self.designators.up_to(words, index + 1) <= index:
            return "one"
        if self.compound_plural.fullmatch(text):
            return "many"
        if self.compound.fullmatch(text):
            return "one"
        return self._german_kind(words, index) if words.german else ""

    def _german_kind(self, words: Words, index: int) -> str:
        if self.nouns_plural.up_to(words, index + 1) <= index:
            return "many"
        lower = words.lower(index)
        genitive = any(lower.removesuffix(ending) in self.nouns for ending in GENITIVES)
        return "one" if genitive or self.nouns.up_to(words, index + 1) <= index else ""

    def is_degree(self, words: Words, index: int) -> bool:
        """Whether the name of a degree stands here: "Master's", "Bachelor's/Master's", "PhD"."""
        return words.text(index) in self.degree_codes or words.lower(index).rsplit("/", 1)[-1] in self.degrees

    def type_places(self, words: Words) -> list[int]:
        """Where a type word ends."""
        return [
            index
            for index, word in enumerate(words.lowers)
            if (word in self.type_words or word[-TAIL:] in self.compound_tails) and self.kind(words, index)
        ]

    def degree_places(self, words: Words) -> list[int]:
        """Where the name of a degree stands."""
        degrees = [index for index in words.at(self.degree_words) if self.is_degree(words, index)]
        if "/" not in words.line:
            return degrees
        joined = (index for index, word in enumerate(words.lowers) if "/" in word and self.is_degree(words, index))
        return sorted({*degrees, *joined})


GENITIVES = ("s", "es")
TAIL = 4  # letters of the end of a compound
EXACT = frozenset({"designators", "degree_codes", "schemes", "open_schemes", "codes"})


@lru_cache(maxsize=4)
def program_cues(cues: Cues) -> ProgramCues:
    """Compile the cue lists once."""
    lists = {name.removeprefix(TABLE): phrases for name, phrases in cues.words.items() if name.startswith(TABLE)}
    institution_heads = {*cues.words["institutions.heads"], *cues.words["institutions.weak_heads"]}
    phrases = {
        field.name: Phrases(lists[field.name], exact=field.name in EXACT)
        for field in fields(ProgramCues)
        if field.type == "Phrases"
    }
    lasts = {name: phrase.last_words for name, phrase in phrases.items()}
    endings = (*lists["type_endings"], *lists["type_endings_plural"])
    return ProgramCues(
        **phrases,
        institution_heads=frozenset(institution_heads),
        compound=_compound(lists["type_endings"]),
        compound_plural=_compound(lists["type_endings_plural"]),
        compound_tails=frozenset(
            lower(ending + genitive)[-TAIL:] for ending in endings for genitive in ("", *GENITIVES)
        ),
        type_words=frozenset[str]().union(
            *(lasts[name] for name in ("types", "types_plural", "designators", "nouns", "nouns_plural")),
            (noun + genitive for noun in lasts["nouns"] for genitive in GENITIVES),
        ),
        degree_words=lasts["degrees"] | lasts["degree_codes"],
        opening_words=lasts["types_plural"] | lasts["stand_ins"],
        scheme_words=phrases["schemes"].first_words | phrases["open_schemes"].first_words,
        particles=Particles(**{field.name: frozenset(lists[field.name]) for field in fields(Particles)}),
    )


def _compound(endings: Iterable[str]) -> re.Pattern[str]:
    """A word that ends in one of the endings, perhaps with a genitive "s"."""
    longest_first = sorted(endings, key=lambda ending: (-len(ending), ending))
    return re.compile(rf"\w[^\s]{{1,60}}?(?:{'|'.join(map(re.escape, longest_first))})(?:e?s)?", re.IGNORECASE)
