"""From a head such as "Institute" to the whole name."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.mentions.institution.heads import Heads, Kind
from lhextract.mentions.institution.left_edge import LeftEdge
from lhextract.mentions.institution.right_edge import RightEdge
from lhextract.mentions.institution.small_words import FRENCH, LINKS
from lhextract.mentions.words import Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (both inside) of a line; `bare` if nothing but a head was found."""

    first: int
    last: int
    bare: bool


class PhraseReader:
    """Reads names with a head off the words of one line."""

    def __init__(self, words: list[Word], heads: Heads, known: frozenset[str]) -> None:
        self._words = words
        self._heads = heads
        self._left = LeftEdge(words, heads, known)
        self._right = RightEdge(words, heads, known)

    def read(self, index: int, floor: int) -> Phrase:
        """The name around the head at `index`; nothing before `floor` belongs to it."""
        first = self._left.find(index, floor)
        last = self._to_short_form(first, self._right.find(index, self._grammar(index)))
        return Phrase(first, last, bare=first == last and not self._heads.is_compound(self._words[index]))

    def _grammar(self, index: int) -> Kind:
        """The kind of the head; "Institut Pasteur de Paris" is French by what follows."""
        for word in self._words[index + 1 : index + 4]:
            if word.gap != " " or word.lower in {"für", "of", "for"}:
                break
            if word.lower in FRENCH or word.text.startswith(("d'", "d’")):
                return Kind.FOREIGN
        return self._heads.kind(self._words[index]) or Kind.WEAK

    def _to_short_form(self, first: int, last: int) -> int:
        """Where the name ends if a short form in brackets follows that spells out its further words.

        "German University in Cairo (GUC)", "Federation of European Mineral Programs (FEMP)".
        """
        for position in range(last + 1, min(last + 12, len(self._words))):
            word = self._words[position]
            if word.gap == " (":
                return position - 1 if position - 1 > last and self._spells(word, first, last, position) else last
            if word.gap not in {" ", ", ", " & "} or self._heads.is_head(word):
                return last
            if not (word.is_capital or word.lower in LINKS):
                return last
        return last

    def _spells(self, short: Word, first: int, last: int, end: int) -> bool:
        """Whether the capitals of the short form are initials of the words, the first not after `last`."""
        wanted = [c for c in short.text if c.isupper()]
        initials = [
            (c, position)
            for position in range(first, end)
            for c in ([x for x in self._words[position].text if x.isupper()] or [self._words[position].text[0].upper()])
        ]
        matched: list[int] = []
        for letter, position in initials:
            if len(matched) < len(wanted) and letter == wanted[len(matched)]:
                matched.append(position)
        return short.is_acronym and 1 < len(wanted) == len(matched) and matched[0] <= last < matched[-1]
