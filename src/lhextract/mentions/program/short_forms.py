"""Short forms of programmes, and names that only their short form shows to be names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.enumerations import Stretch
from lhextract.mentions.program.marked import CLOSING
from lhextract.mentions.program.names import read_name, read_name_back
from lhextract.mentions.program.words import Words

Found = Iterable[tuple[int, int, str]]
BRACKET_END = frozenset({")", "]", ",", ";"})
LONGEST_SHORT = 4
# The share of letters that must be initials; "COMMAS" and "INFOTECH" take more than initials.
SHARE = 0.6
# What follows these names in an enumeration need not be a programme.
UNLISTED = frozenset({"program/scheme", "program/quoted"})


def find_brackets(words: Words, cues: ProgramCues, found: Found) -> Iterator[Stretch]:
    """Short forms in brackets after a programme's name."""
    for first, end, rule in found:
        # Where an institution stands, that recogniser finds its short form.
        if rule == "program/head" and all(words.is_taken(index) for index in range(first, end)):
            continue
        opening = end + 1 if words.text(end) in CLOSING else end
        if words.text(opening) not in {"(", "["} or cues.kind(words, opening + 1):
            continue
        # "(M.Sc.)" is a degree.
        if words.text(opening + 1) in cues.degree_codes:
            continue
        closing = opening + 1
        while closing - opening <= LONGEST_SHORT and words.text(closing) not in BRACKET_END | {""}:
            closing += 1
        inside = range(opening + 1, closing)
        if words.text(closing) not in BRACKET_END or not inside or not words.is_name(inside[0]):
            continue
        if any(map(words.is_acronym, inside)) and not any(words.text(index).isdigit() for index in inside):
            yield opening + 1, closing


def find_short_for(words: Words) -> Iterator[Stretch]:
    """The two sides of "GABBA, short for Graduate Program in Areas of …", "ESPACE is short for …"."""
    for index in words.at({"for"}):
        if not 3 <= index < len(words) - 1 or words.lower(index - 1) != "short":
            continue
        end = index - 2
        if words.text(end) in {",", "is"} and words.is_acronym(end - 1) and not words.is_taken(end - 1):
            long = index + 1 + (words.lower(index + 1) in words.particles.articles)
            yield end - 1, end
            yield long, read_name(words, long)


def find_initials(words: Words, cues: ProgramCues, found: Found) -> Iterator[Stretch]:
    """A name and the short form in brackets that its initials make up, where no institution stands."""
    ends = {end for _, end, _ in found}
    for index in words.at({"("}):
        if index == 0 or words.text(index + 2) != ")" or index in ends:
            continue
        first = read_name_back(words, index)
        if index - first < 2 or not words.is_acronym(index + 1) or words.any_taken(first, index + 2):
            continue
        if any(words.lower(i) in cues.institution_heads for i in range(first, index)):
            continue
        initials = "".join(words.text(i)[0] for i in range(first, index) if words.is_name(i)).lower()
        letters = [letter for letter in words.lower(index + 1) if letter.isalpha()]
        shared = sum(letter in initials for letter in letters)
        if letters and letters[0] == initials[0] and shared >= len(letters) * SHARE:
            yield first, index
            yield index + 1, index + 2


def find_listed(words: Words, found: Found) -> Iterator[Stretch]:
    """Acronyms that "and" joins to a programme: "EuroMatrix and QT21"."""
    starts = {first for first, _, _ in found}
    for _, end, rule in found:
        if rule in UNLISTED or not words.is_and(end):
            continue
        if end + 1 not in starts and words.is_acronym(end + 1) and not words.is_taken(end + 1):
            yield end + 1, end + 2
