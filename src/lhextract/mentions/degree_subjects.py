"""Subjects that name degree programmes: "an MSc in A, B or C", "die Masterstudiengänge A und B"."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.mentions.phrases import Words, group_atoms, read_atoms, read_name
from lhextract.mentions.program_cues import ProgramCues

# What may stand between the degree and "in": "Bachelor of Arts degree programme in".
MIDDLE = frozenset({"degree", "degrees", "programme", "programmes", "program", "programs", "course", "courses", "studies", "research", "double", "joint"})
PLURAL = frozenset({"degrees", "programmes", "programs", "courses"})
FIELD = (("the", "field", "of"), ("the", "fields", "of"), ("the", "area", "of"), ("the", "subject"), ("the", "subjects"), ("the", "fields"))


def find_subjects(words: Words, cues: ProgramCues, stops: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The subjects on a line as (first word, end)."""
    for index in range(len(words)):
        start = _subject_start(words, cues, index)
        if start is None:
            continue
        first, plural = start
        if _names_itself(words, cues, index):
            continue
        yield from read_subjects(words, first, plural=plural, stops=stops)


def read_subjects(words: Words, first: int, *, plural: bool, stops: frozenset[str]) -> list[tuple[int, int]]:
    """The subjects that are enumerated from a word on."""
    atoms, separators = read_atoms(words, first, stops=stops, lower_items=True)
    if not atoms:
        return []
    many = plural or len([s for s in separators if s != "and"]) >= 2 and len(atoms) >= 4
    if many or set(separators) & {"or", "strong"}:
        return group_atoms(atoms, separators, plural=True)
    if set(separators) == {",", "and"} and len(atoms) == 3 and all(end - begin <= 2 for begin, end in atoms):
        return [(atoms[0][0], atoms[-1][1])]
    return [(first, read_name(words, first, stops=stops))]


def _subject_start(words: Words, cues: ProgramCues, index: int) -> tuple[int, bool] | None:
    """Where the subject of a degree begins whose first word stands here, and whether several may follow."""
    text, lower = words.text(index), words.lower(index)
    if text not in cues.degree_codes and lower not in cues.degrees:
        return None
    position, plural = index + 1, lower in PLURAL
    if lower.endswith("s") and lower not in {"master's", "bachelor's", "masters", "bachelors"} and text not in cues.degree_codes:
        plural = True
    if words.text(position) == "." and words.is_glued(position):
        position += 1
    if words.lower(position) == "of" and words.lower(position + 1) in cues.degree_faculties:
        position += 2
    if words.lower(position) in {"of", "in"} and words.text(position + 1) in cues.degree_codes:
        position += 2
    while words.lower(position) in MIDDLE:
        plural = plural or words.lower(position) in PLURAL
        position += 1
    if words.lower(position) != "in":
        return None
    position += 1
    for field in FIELD:
        if tuple(words.lower(position + step) for step in range(len(field))) == field:
            position += len(field)
            break
    return position, plural


def _names_itself(words: Words, cues: ProgramCues, index: int) -> bool:
    """Whether the programme has another name before it: "X is a joint Master's program in the field of Y"."""
    for before in range(index - 1, max(-1, index - 8), -1):
        lower = words.lower(before)
        if lower in {"is", "was", "ist", "war"}:
            return words.is_name(before - 1) or words.text(before - 1) in {")", "”", '"', "“"}
        if lower in {".", ";", ","} or lower in {"in", "offers", "of"}:
            return False
    return False
