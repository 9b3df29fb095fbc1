"""Whether two writings of a name are one human's, as far as the writings can tell.

Without regard to case, diacritics, hyphens, points, call names in brackets, and titles; "Müller" is "Mueller" and
"Muller", but these two are not each other. Whether a shorter writing ("J. Roth", "Eva Roth" beside "Eva Maria Roth")
is the same human depends on who else is on the page, so that is a question of its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lhextract.people.names import split_name

WORD = re.compile(r"[^\W\d_]+")
APOSTROPHES = re.compile(r"['’‘`´]")
CALL_NAME = re.compile(r"\([^()]*\)|(?<!\S)[\"“„‘'][^\"“”„‘’']*[\"”“’'](?!\S)")
# Letters that have no mark to take away.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Writing:
    """A name as it is compared, folded: a family name alone has no `given`; of "Uwe S." all words are `given`."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything in one order: "Roth, Eva" as "Eva Roth"."""
        return (*self.given, *self.family, *self.suffix)


def read_writings(name: str) -> tuple[Writing, ...]:
    """The writings that stand for a name: without its diacritics, and with "ue" for "ü" if that is another one."""
    return tuple(dict.fromkeys((_read(name, umlauts=False), _read(name, umlauts=True))))


def same_name(one: str, other: str) -> bool:
    """Whether two writings are one name: "Roth, Eva" and "Dr. EVA ROTH", "Müller" and "Mueller"."""
    words = {writing.words for writing in read_writings(one)}
    return any(writing.words in words for writing in read_writings(other))


def may_be_same(one: str, other: str) -> bool:
    """Whether one may be a shorter writing of the other: "J. Roth", "Julia Roth" and "Julia A. Roth"."""
    return any(fits(left, right) for left in read_writings(one) for right in read_writings(other))


def fits(one: Writing, other: Writing) -> bool:
    """Whether two writings have the same family name, and given names of which one shortens the other."""
    if not (one.given and other.given and one.family) or one.family != other.family:
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    pairs = zip(one.given, other.given, strict=False)  # the rest of the longer one are middle names
    return all(left == right or (min(len(left), len(right)) == 1 and left[0] == right[0]) for left, right in pairs)


def _read(name: str, *, umlauts: bool) -> Writing:
    parts = split_name(name)
    if parts.family is None:
        return Writing(_fold(name, umlauts=umlauts) or (name,), ())
    given, family, suffix = (_fold(part or "", umlauts=umlauts) for part in (parts.given, parts.family, parts.suffix))
    if not (given or family):  # nothing but digits and signs
        return Writing((name,), ())
    return Writing(given, family, suffix)


def _fold(text: str, *, umlauts: bool) -> tuple[str, ...]:
    """The words of a text in small letters without marks."""
    text = unicodedata.normalize("NFC", APOSTROPHES.sub("", CALL_NAME.sub(" ", text)).casefold())
    text = text.translate(UMLAUTS) if umlauts else text
    bare = unicodedata.normalize("NFD", text.translate(LETTERS))
    return tuple(WORD.findall("".join(char for char in bare if not unicodedata.combining(char))))
