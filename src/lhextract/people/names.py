"""A person's name to given and family name.

Where nothing else is a sign, the last word is the family name. Signs are: a comma ("Roth, Eva"), particles ("van
den Berg", "Le Merdy"), words that begin a family name wherever they stand ("binti", "Mac", "Ó"), "y", "i" and "e"
between two family names, a generation word in Portuguese ("Pacheco Neto"), a family name in capitals ("CHEN Jiaxin"),
initials behind the name ("Kiggundu J. B.") and a hyphen before a small letter ("Kim Hye-jin"). Two family names
without a sign between them ("Gil Quirós") cannot be told from a middle name, so the second one alone is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.people.titles import without_titles

# Particles that are also written with a capital ("Robert Van Citters"). In small letters any word before the family
# name is one: "Thanom na Ayutthaya". Titles of nobility are parts of the family name (Art. 109 WRV).
PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "del", "della", "dello", "degli", "dei", "di", "da", "dal", "dalla", "du", "des"}
    | {"dos", "das", "la", "le", "les", "lo", "al", "el", "ter", "af", "st.", "saint", "sankt", "san", "santa"}
    | {"abu", "abi", "abou", "ould", "te", "fitz", "zu", "zur", "ten", "bin", "binti"}
    | {"graf", "gräfin", "freiherr", "freifrau", "freiin", "prinz", "prinzessin"}
)
# They begin the family name, however many words follow; case matters ("Nguyen Van Minh Duc" has none).
OPENERS = frozenset(
    {"von", "van", "vom", "zu", "zur", "zum", "ter", "v.", "bin", "binti", "bint", "ibn", "bat", "anak"}
    | {"s/o", "d/o", "a/l", "a/p", "Mac", "Mc", "Nic", "Ní", "Ó", "Ua", "Uí"}
)
ARTICLES = frozenset({"van", "von", "de"})
TIES = frozenset({"y", "i", "e"})
GENERATIONS = frozenset({"neto", "filho", "sobrinho", "júnior", "junior"})
SUFFIX = re.compile(r"(?:[Jj]r|[Ss]r|jun|sen)\.?|II|III|IV|VI|VII|VIII|IX")
# How somebody is called, or was: "Kim Hye-jin (Hannah)", "Élise Roth (née van Berg)".
CALL_NAME_BEHIND = re.compile(r"\s[(\"“„][^()\"“„”]*[)\"”“]$")
INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
CAPITALS = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
LONGEST_SYLLABLE = 3
VOWEL = re.compile(r"[aeiouyäöüéè]", re.IGNORECASE)
FEWEST_CAPITALS = 3  # letters of a family name in capitals at the beginning: "KK Cheng" has initials there
# A given name whose second syllable is small stands behind its family name: "Kim Hye-jin".
SYLLABLES = re.compile(r"[^\W\d_]+-[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; None where a part is missing or not known. `suffix` is "Jr." or "III"."""

    given: str | None
    family: str | None
    suffix: str | None = None


def split_name(name: str) -> PersonName:
    """Return given and family name, without titles and the generation: "Dr. Jan de Wit, Jr." gives Jan and de Wit.

    One word alone is a family name ("Prof. Mailach"). With the family name shortened ("Uwe S.") neither is known.
    """
    head, comma, tail = (part.strip() for part in without_titles(name).partition(","))
    if comma and head and tail and not SUFFIX.fullmatch(tail):
        return PersonName(tail, head)
    words, suffix = CALL_NAME_BEHIND.sub("", head).split(), tail or None
    if len(words) > 1 and SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    given, family = _split_words(words)
    return PersonName(" ".join(given) or None, " ".join(family) or None, suffix)


def _split_words(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Given and family name in words; both empty where they are not known."""
    if len(words) > 1 and INITIAL.fullmatch(words[-1]):
        return (words[1:], words[:1]) if _only_initials_follow(words) else ((), ())
    if len(words) == 2 and SYLLABLES.fullmatch(words[1]) and words[1].partition("-")[2].islower():
        return words[1:], words[:1]
    if count := _leading_capitals(words):
        return words[count:], words[:count]
    start = _family_start(words)
    return words[:start], words[start:]


def _only_initials_follow(words: Sequence[str]) -> bool:
    """Whether a family name stands before its initials: "Kiggundu J. B.", "ROTH M."; "Uwe S." is short for another."""
    if INITIAL.fullmatch(words[0]) or not all(INITIAL.fullmatch(word) for word in words[1:]):
        return False
    return _is_capital(words[0]) or sum(char.isalpha() for word in words[1:] for char in word) > 1


def _family_start(words: Sequence[str]) -> int:
    """The word at which the family name begins, where it stands last."""
    if len(words) < 2 or _begins_with_particle(words):
        return 0
    opener = next((number for number, word in enumerate(words[1:-1], start=1) if word in OPENERS), None)
    start = opener or len(words) - 1
    if start > 1 and words[start].casefold() in GENERATIONS:
        start -= 1
    while start > 1 and _is_capital(words[start - 1]) and _is_capital(words[start]) and not _is_capital(words[0]):
        start -= 1  # "Hayriye ÖZDEMİR KUŞ"
    return _before_particles(words, start)


def _begins_with_particle(words: Sequence[str]) -> bool:
    """Whether there is no given name: "van der Straeten", "Van den Heuvel"; "Le Merdy" may have one."""
    second_is_small = len(words) > 2 and words[1].islower() and words[0].casefold() in ARTICLES
    return second_is_small or (words[0].islower() and not words[-1].islower())


def _before_particles(words: Sequence[str], start: int) -> int:
    """The beginning of a family name with the particles before it, and what "y" ties to it."""
    while start > 1:
        before = words[start - 1]
        first, _, tied = before.rpartition("-")
        # "Dufau-Le Goff" ties a particle to the name before it; "Bat-El" is a given name.
        if _is_particle(before, words) or (len(first) > LONGEST_SYLLABLE and _is_listed(tied)):
            start -= 1
        elif before in TIES and start > 2:
            start -= 2
        else:
            break
    return start


def _is_particle(word: str, words: Sequence[str]) -> bool:
    if word in TIES:
        return False
    return word.casefold() in PARTICLES or (word.islower() and not words[-1].islower())


def _is_listed(word: str) -> bool:
    return word.casefold() in PARTICLES or word in OPENERS


def _is_capital(word: str) -> bool:
    return word.isupper() and CAPITALS.fullmatch(word) is not None


def _leading_capitals(words: Sequence[str]) -> int:
    """How many words in capitals stand before others that are not: "CHEN Jiaxin"."""
    count = 0
    while count < len(words) and _is_capital(words[count]):
        count += 1
    first = words[0] if words else ""
    readable = len(first) >= FEWEST_CAPITALS and VOWEL.search(first)
    return count if count < len(words) and readable and not any(word.isupper() for word in words[count:]) else 0
