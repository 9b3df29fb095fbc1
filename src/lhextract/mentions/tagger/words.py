"""Tokens to subwords and letter shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100  # of the vocabulary that the encoder was trained with
LONGEST_TOKEN = 8  # subwords; a longer run of letters is no word
REMEMBERED = 30_000  # words whose subwords are kept from page to page, some 10 MB
# The vocabulary has no capitals, so the shape of each token is told beside it.
SHAPES = ("", "lower", "Title", "UPPER", "Capital", "camel", "year", "digits", "mark", "lower-accent", "Title-accent")
SHAPE_IDS = {shape: number for number, shape in enumerate(SHAPES)}


class Word(NamedTuple):
    """A token's subwords, one at least and `LONGEST_TOKEN` at most, and the number of its shape."""

    ids: tuple[int, ...]
    shape: int


def shape_of(token: str) -> int:
    """The number of a token's letter shape."""
    return SHAPE_IDS[_shape_name(token)]


def _shape_name(token: str) -> str:
    if token.isdigit():
        return "year" if len(token) == 4 and token[:2] in {"18", "19", "20"} else "digits"
    if not token[0].isalpha():
        return "mark"
    accent = "" if token.isascii() else "-accent"
    if token.islower():
        return f"lower{accent}"
    if token.isupper():
        return "UPPER" if len(token) > 1 else "Capital"
    if token[0].isupper() and token[1:].islower():
        return f"Title{accent}"
    return "camel" if any(c.isupper() for c in token) else "lower"


class Vocabulary:
    """The subword tokeniser that the encoder was trained with, from its definition in JSON; it remembers words.

    A token's subwords do not depend on the tokens beside it, and most tokens of a page have been seen before.
    """

    def __init__(self, definition: str) -> None:
        self._tokenizer = Tokenizer.from_str(definition)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, Word] = {}

    def definition(self) -> str:
        """The tokeniser in JSON."""
        written: str = self._tokenizer.to_str()
        return written

    def look_up(self, words: Iterable[str]) -> Mapping[str, Word]:
        """All words that are known now, those asked for among them."""
        known = self._known if len(self._known) <= REMEMBERED else {}
        new = [word for word in dict.fromkeys(words) if word not in known]
        encoded = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
        ids: list[list[int]] = [[] for _ in new]
        for piece, number in zip(encoded.ids, encoded.word_ids, strict=True):
            if number is not None:
                ids[number].append(piece)
        for word, pieces in zip(new, ids, strict=True):
            known[word] = Word(tuple(pieces[:LONGEST_TOKEN]) or (UNKNOWN,), shape_of(word))
        self._known = known
        return known
