"""Nouns that make a name an institution, looked up in a word or in the end of a compound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from lhextract.language.cues import Cues
from lhextract.mentions.words import POSSESSIVE, Word

# The genitive of German heads: "Instituts", "Amtes". Plurals are generic ("Institute", "Netzwerke").
GENITIVE = re.compile(r"(?:es|s)$")
# A German head this long is one at the end of a compound too ("Europainstitut"); "amt" is not ("insgesamt").
COMPOUND = 6
LONGEST = 60  # letters; nothing longer is a word


class Kind(Enum):
    """Which grammar the words around a head follow."""

    ENGLISH = "heads"
    GERMAN = "inflected_heads"
    FOREIGN = "foreign_heads"
    WEAK = "weak_heads"


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The nouns of `institutions` in the language tables."""

    kinds: dict[str, Kind]
    program: re.Pattern[str]
    not_after: frozenset[str]
    not_before: frozenset[str]

    def kind(self, word: Word) -> Kind | None:
        """The kind of head that the word is, or None."""
        return _kind(self, word.text) if word.text[0].isupper() else None

    def is_head(self, word: Word) -> bool:
        """Whether the word makes a name an institution without a name before it."""
        return self.kind(word) not in {None, Kind.WEAK}

    def is_compound(self, word: Word) -> bool:
        """Whether the word names an institution by itself: "Niels-Bohr-Institut"."""
        return "-" in word.text.strip("-") and self.is_head(word)

    def is_generic(self, word: Word) -> bool:
        """Whether the word is a mere head: "University", "Instituts"."""
        return word.lower in self.kinds or GENITIVE.sub("", word.lower) in self.kinds


@lru_cache(maxsize=20_000)  # pages share most of their words, and several rules ask of each
def _kind(heads: Heads, text: str) -> Kind | None:
    if len(text) > LONGEST:
        return None
    lower = POSSESSIVE.sub("", text.lower()).rsplit("-", 1)[-1]
    if lower in heads.kinds:
        return heads.kinds[lower]
    for form in (lower, GENITIVE.sub("", lower)):
        if heads.kinds.get(form) == Kind.GERMAN:
            return Kind.GERMAN
        if any(heads.kinds.get(form[cut:]) == Kind.GERMAN for cut in range(1, len(form) - COMPOUND + 1)):
            return Kind.GERMAN
    return None


@cache
def heads_of(cues: Cues) -> Heads:
    """Build the sets once."""
    program = "|".join(sorted(map(re.escape, cues.words["institutions.program_heads"]), key=lambda p: (-len(p), p)))
    roles = frozenset(cues.words["contacts.roles"]) - {"chair"}
    return Heads(
        # Where a word is listed twice, the first kind counts.
        kinds={head: kind for kind in reversed(Kind) for head in cues.words[f"institutions.{kind.value}"]},
        program=re.compile(rf"(?<!\w)(?:{program})(?:s|es|n)?(?!\w)", re.IGNORECASE),
        not_after=frozenset(cues.words["institutions.not_after_head"]) | roles,
        not_before=frozenset(cues.words["institutions.not_before_head"]) | roles,
    )
