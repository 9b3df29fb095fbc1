"""Subjects that name degree programmes: "an MSc in A, B or C", "a Master's program in the field of X"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.enumerations import Stretch, read_list
from lhextract.mentions.program.words import Words

# How far back "X is a joint Master's program in …" is looked for.
REACH = 8


def find_subjects(words: Words, cues: ProgramCues, degrees: Iterable[int], stops: Collection[int]) -> Iterator[Stretch]:
    """The subjects on a line as (first word, end); `degrees` says where the names of degrees stand."""
    for index in degrees:
        if is_titled(words, cues, index):
            continue
        first, plural = _subject_start(words, cues, index)
        if first and not _names_itself(words, index):
            subjects = read_list(words, first, plural=plural, stops=stops, subjects=True)
            # "took a second degree in Ann Arbor"
            bare = words.lower(index) in {"degree", "doctorate"} and len(subjects) == 1
            if not (bare and words.phrase(*subjects[0]) in words.places):
                yield from subjects


def is_titled(words: Words, cues: ProgramCues, index: int) -> bool:
    """Whether the degree is part of an official name: "European Master in Law and Economics"."""
    text, before = words.text(index), index - 1
    if not text[:1].isupper() or text in cues.degree_codes:
        return False
    if words.lower(index) in {"graduate", "doctoral", "undergraduate", "postgraduate"}:
        return words.is_name(index + 1)
    if not words.is_name(before) or words.is_opener(before) or words.lower(before) in cues.not_heads:
        return False
    return words.lower(index + 1) in {"in", "of"} or words.is_name(index + 1)


def _subject_start(words: Words, cues: ProgramCues, index: int) -> tuple[int, bool]:
    """Where the subject of the degree at an index begins (0: nowhere), and whether several may follow."""
    position, plural = index + 1, words.lower(index) in cues.degrees_plural
    if words.text(position) == "." and words.text(index) in cues.degree_codes:
        position += 1
    # "Bachelor of Arts in", "the degree of ChM in"
    if words.lower(position) == "of" and words.lower(position + 1) in cues.degree_faculties:
        position += 2
    if words.lower(position) in {"of", "in"} and words.text(position + 1) in cues.degree_codes:
        position += 2
    while words.lower(position) in cues.degree_middles:
        plural = plural or words.lower(position) in cues.degrees_plural
        position += 1
    # "Erasmus Mundus Master of X": the subject alone is the name there.
    of_mundus = words.lower(position) == "of" and words.lower(position - 2).endswith("mundus")
    if words.lower(position) != "in" and not of_mundus:
        return 0, plural
    return cues.degree_fields.from_word(words, position + 1), plural


def _names_itself(words: Words, index: int) -> bool:
    """Whether the programme has another name before it: "X is a joint Master's program in the field of Y"."""
    for before in range(index - 1, max(-1, index - REACH), -1):
        lower = words.lower(before)
        if lower in words.particles.being:
            return words.is_name(before - 1) or words.text(before - 1) in {")", "”", '"', "“"}
        if lower in {".", ";", ",", "in", "offers", "of"}:
            return False
    return False
