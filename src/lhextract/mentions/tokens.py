"""Tokens whose borders are all borders that a mention can have."""

from __future__ import annotations

import re

from lhextract.mentions.spacy_library import Doc, Vocab

# Letters, digits, or any other single character: a name or number can then never end inside a token. The stock
# tokeniser keeps "Tel.+49" and "TUD-wide" whole, and is quadratic on a long run of punctuation.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
WITH_BLANK = re.compile(rf"({TOKEN.pattern})( ?)")


def split_tokens(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of a line of canonical text (single blanks, none at the ends), and after which a blank stands."""
    found = WITH_BLANK.findall(text)
    return [word for word, _ in found], [blank != "" for _, blank in found]


class BorderTokenizer:
    """A spaCy tokeniser for one line of canonical text."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the line as a document; its text is the line."""
        words, spaces = split_tokens(text)
        return Doc(self._vocab, words=words, spaces=spaces)
