"""The words of a line and which of them look like parts of a name; what person and institution share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lhextract.model.span import Span

# Hyphen, slash, ampersand and point join a word only between letters; "Tropen-" and "4EU+" keep their last sign.
WORD = re.compile(r"[^\W_][\w'’²³*+]*(?:[-‑–/&.@:][^\W_][\w'’²³*+]*)*-?")
POSSESSIVE = re.compile(r"['’]s?$")
SENTENCE_END = re.compile(r"[.!?:;]['”“\"»)]*\s+['„“\"«(]*$|^\W*$")


@dataclass(frozen=True, slots=True)
class Word:
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
        return self.text[0].isupper() or (self.text[0].isdigit() and any(c.isupper() for c in self.text))

    @property
    def is_acronym(self) -> bool:
        """Whether the word has two capitals and more capitals than small letters after them ("UCT", "CAUs")."""
        capitals = sum(c.isupper() for c in self.text)
        return capitals >= 2 and capitals > sum(c.islower() for c in self.text)


def split_words(text: str) -> list[Word]:
    """The words of a line, in order."""
    words: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        words.append(Word(match.group(), match.start(), text[end : match.start()]))
        end = match.end()
    return words


def starts_sentence(words: list[Word], index: int) -> bool:
    """Whether the word opens the line or a sentence."""
    return index == 0 or SENTENCE_END.search(words[index].gap) is not None


def span_of(text: str, start: int, end: int, offset: int) -> Span:
    """The span of `text[start:end]` in a page where the line starts at `offset`, without a final "'s"."""
    return Span(offset + start, offset + start + len(POSSESSIVE.sub("", text[start:end])))
