"""The cue words around programmes' names, made ready to be looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lhextract.language.cues import Cues
from lhextract.mentions.phrases import WORD, Words


class Phrases:
    """A set of phrases that can be looked up at a word, forwards or backwards; lower case unless `exact`."""

    def __init__(self, phrases: Iterable[str], *, exact: bool = False) -> None:
        self.exact = exact
        self.found = {tuple(WORD.findall(phrase if exact else phrase.lower())) for phrase in phrases}
        self.lengths = sorted({len(phrase) for phrase in self.found}, reverse=True)

    def _words(self, words: Words, first: int, last: int) -> tuple[str, ...]:
        return tuple((words.text(i) if self.exact else words.lower(i)) for i in range(first, last))

    def from_word(self, words: Words, first: int) -> int:
        """Where the longest phrase that begins at a word ends; `first` if none does."""
        for length in self.lengths:
            if first + length <= len(words) and self._words(words, first, first + length) in self.found:
                return first + length
        return first

    def up_to(self, words: Words, last: int) -> int:
        """Where the longest phrase that ends before an index begins; `last` if none does."""
        for length in self.lengths:
            if last - length >= 0 and self._words(words, last - length, last) in self.found:
                return last - length
        return last

    def __contains__(self, text: str) -> bool:
        return (text if self.exact else text.lower(),) in self.found


@dataclass(frozen=True, slots=True, eq=False)
class ProgramCues:
    """The lists of the table `[programs]`, compiled; the keys are explained in `language/en.toml`."""

    types: Phrases
    types_plural: Phrases
    designators: Phrases
    namers: Phrases
    heads: Phrases
    degrees: Phrases
    degree_codes: Phrases
    degree_faculties: frozenset[str]
    quoted_others: frozenset[str]
    schemes: Phrases
    codes: frozenset[str]
    type_ending: re.Pattern[str]

    def is_type(self, words: Words, index: int) -> bool:
        """Whether a type word ends at this word."""
        return self.types.up_to(words, index + 1) <= index or self.is_plural(words, index) or self.is_compound(words.text(index))

    def is_plural(self, words: Words, index: int) -> bool:
        """Whether a plural type word ends at this word."""
        if self.types_plural.up_to(words, index + 1) <= index:
            return True
        text = words.lower(index)
        return self.is_compound(words.text(index)) and text.endswith(("projekte", "projekten", "programme", "programmen", "gänge", "gängen"))

    def is_compound(self, text: str) -> bool:
        """Whether a word is a German compound that ends in a type word ("BMBF-Projekt")."""
        return self.type_ending.fullmatch(text) is not None


@lru_cache(maxsize=4)
def program_cues(cues: Cues) -> ProgramCues:
    """Compile the cue lists once."""
    lists = {name.removeprefix("programs."): words for name, words in cues.words.items() if name.startswith("programs.")}
    endings = sorted(lists["type_endings"], key=lambda ending: (-len(ending), ending))
    return ProgramCues(
        types=Phrases(lists["types"]),
        types_plural=Phrases(lists["types_plural"]),
        designators=Phrases(lists["designators"], exact=True),
        namers=Phrases(lists["namers"]),
        heads=Phrases(lists["heads"]),
        degrees=Phrases(lists["degrees"]),
        degree_codes=Phrases(lists["degree_codes"], exact=True),
        degree_faculties=frozenset(lists["degree_faculties"]),
        quoted_others=frozenset(lists["quoted_others"]),
        schemes=Phrases(lists["schemes"], exact=True),
        codes=frozenset(lists["codes"]),
        type_ending=re.compile(rf"[^\W\d_][^\s]{{0,60}}?(?:{'|'.join(map(re.escape, endings))})"),
    )
