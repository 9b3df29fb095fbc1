"""A line as the rules for institutions read it: its text, its words, and names around a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lhextract.language.cues import Cues
from lhextract.mentions.cued import Cued, tokens_of
from lhextract.mentions.institution.cues import InstitutionCues, institution_cues
from lhextract.mentions.institution.heads import Heads, heads_of
from lhextract.mentions.words import Word, split_words, starts_sentence

# Before a complement or a repeated date, never right before a name: "development of", "every June".
NEVER_BEFORE = frozenset({"on", "of", "for", "every", "each", "jeden"})
LONGEST = 7  # words of a name without a head

Found = Iterator[tuple[int, int, str]]


class NameLine:
    """One line; offsets are offsets in its text."""

    def __init__(self, text: str, cues: Cues) -> None:
        self.text = text
        self.words = split_words(text)
        self.heads: Heads = heads_of(cues)
        self.cues: InstitutionCues = institution_cues(cues)

    @cached_property
    def starts(self) -> dict[int, int]:
        """Offset of a word to its place in `words`."""
        return {word.at: index for index, word in enumerate(self.words)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Offset after a word to its place in `words`."""
        return {word.end: index for index, word in enumerate(self.words)}

    @cached_property
    def tokens(self) -> frozenset[str]:
        """What `Cued` patterns are looked up by."""
        return tokens_of(self.text)

    def find(self, cue: Cued) -> Iterator[re.Match[str]]:
        """The places of a cue on the line."""
        return cue.find(self.text, self.tokens)

    def word_at(self, start: int) -> Word | None:
        """The word that begins at an offset."""
        index = self.starts.get(start)
        return None if index is None else self.words[index]

    def word_before(self, end: int) -> Word | None:
        """The word that ends at an offset."""
        index = self.ends.get(end)
        return None if index is None else self.words[index]

    def name_at(self, start: int) -> tuple[int, int] | None:
        """The capitalised words from `start` on."""
        first = self.starts.get(start)
        if first is None or not any(c.isupper() for c in self.words[first].text):
            return None
        last = first
        for word in self.words[first + 1 : first + LONGEST]:
            if word.gap not in {" ", " & "} or not word.is_capital or word.lower in self.heads.not_after:
                break
            last += 1
        return start, self.words[last].end

    def name_before(self, end: int, *, lone: bool = False, any_head: bool = False) -> tuple[int, int] | None:
        """The capitalised words that end at `end`.

        `lone` lets a single word open a sentence; `any_head` lets the name end in a mere head and stand
        after "of".
        """
        last = self.ends.get(end)
        if last is None or not (self.words[last].is_capital or self.words[last].is_camel):
            return None
        first = last
        while first > 0 and last - first < LONGEST - 1 and self._goes_back(first):
            first -= 1
        word = self.words[first]
        if word.lower in self.heads.not_before:
            return None
        if not any_head and (self.heads.is_generic(self.words[last]) or self._follows(first, NEVER_BEFORE)):
            return None
        if first == last and starts_sentence(self.words, first) and not (lone or word.is_acronym):
            return None
        return word.at, end

    def _goes_back(self, index: int) -> bool:
        before = self.words[index - 1]
        plain = self.words[index].gap in {" ", " & ", " - "}
        return plain and before.is_capital and before.lower not in self.heads.not_before

    def _follows(self, index: int, words: frozenset[str]) -> bool:
        return index > 0 and self.words[index].gap == " " and self.words[index - 1].lower in words
