"""The words of a line and which of them look like parts of a name; what person and institution share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lhextract.model.span import Span

# Hyphen, slash, ampersand and point join a word only between letters; "Tropen-", "4EU+" keep the last sign.
WORD = re.compile(r"[^\W_][\w'’²³*+]*(?:[-‑–/&.@:][^\W_][\w'’²³*+]*)*-?")
POSSESSIVE = re.compile(r"['’]s?$")
CAMEL = re.compile(r"[^\W_A-ZÄÖÜÀ-Þ][A-ZÄÖÜ]")
SENTENCE_END = re.compile(r"[.!?:;]['”“\"»)]*\s+['„“\"«(]*$")


# A tuple, because every line of every page makes some, and a frozen dataclass takes three times as long to make.
class Word(NamedTuple):
    """One word of a line: `gap` is the text between it and the word before, `at` its offset in the line."""

    text: str
    at: int
    gap: str

    @property
    def end(self) -> int:
        """Offset after the word."""
        return self.at + len(self.text)

    @property
    def lower(self) -> str:
        """The word in lower case, for look-ups."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether the word is written like a name: with a capital or a digit before a capital ("4EU+")."""
        first = self.text[2:] if self.text[:2] in {"d'", "d’", "l'", "l’"} else self.text
        return first[:1].isupper() or (first[:1].isdigit() and any(c.isupper() for c in first))

    @property
    def is_acronym(self) -> bool:
        """Whether the word has two capitals and more capitals than small letters ("UCT", "CAUs")."""
        capitals = sum(c.isupper() for c in self.text)
        return capitals >= 2 and capitals > sum(c.islower() for c in self.text)

    @property
    def is_camel(self) -> bool:
        """Whether a capital follows a small letter or a digit ("iDiv", "i3S"), as in no ordinary word."""
        ordinary = self.text.startswith(("Mc", "Mac")) or not self.text[0].isalpha()
        return CAMEL.search(self.text) is not None and not ordinary


def split_words(text: str) -> list[Word]:
    """The words of a line, in order."""
    return list(_split(text))


@lru_cache(maxsize=1024)  # several recognisers look at the same line
def _split(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        words.append(Word(match.group(), match.start(), text[end : match.start()]))
        end = match.end()
    return tuple(words)


def starts_sentence(words: list[Word], index: int) -> bool:
    """Whether the word opens the line or a sentence."""
    return index == 0 or SENTENCE_END.search(words[index].gap) is not None


def span_of(text: str, start: int, end: int, offset: int) -> Span:
    """The span of `text[start:end]` in a page where the line starts at `offset`, without a final "'s"."""
    return Span(offset + start, offset + start + len(POSSESSIVE.sub("", text[start:end])))
