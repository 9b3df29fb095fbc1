"""Enumerations of names: "A, B and C" may be one name, two or three."""

from __future__ import annotations

from collections.abc import Collection

from lhextract.mentions.program.names import read_name
from lhextract.mentions.program.words import Words

Stretch = tuple[int, int]
# No enumeration is longer than this, so that reading stays linear on a line without end.
LONGEST_LIST = 16


def read_list(
    words: Words, first: int, *, plural: bool, stops: Collection[int] = (), subjects: bool = False
) -> list[Stretch]:
    """The names that are enumerated from a word on, as (first, end).

    `plural` says that a type word in the plural stands before; `subjects` that they are subjects of study,
    which have fewer small words inside and may be written small ("sociology") between others.
    """
    joins = words.particles.joins if subjects else words.particles.all_joins
    atoms, separators = _read_atoms(words, first, stops=stops, joins=joins, subjects=subjects)
    if not atoms:
        return []
    commas = separators.count(",") + separators.count(", and")
    if plural or {"or", "and in"} & set(separators) or (subjects and commas >= 2 and len(atoms) >= 4):
        return _group(atoms, separators)
    if _is_one_name(words, atoms, separators):
        return [(atoms[0][0], atoms[-1][1])]
    return [(first, read_name(words, first, stops=stops, joins=joins, inside=True))]


def _read_atoms(
    words: Words, first: int, *, stops: Collection[int], joins: Collection[str], subjects: bool
) -> tuple[list[Stretch], list[str]]:
    """The parts of an enumeration, names without "and" inside, and the separators between them."""
    small = frozenset(joins) - words.particles.ands
    atoms: list[Stretch] = []
    separators: list[str] = []
    position = first
    while len(atoms) < LONGEST_LIST:
        end = position
        if position == first or position not in stops:
            inside = words.text(position - 1) not in {":", "."}
            end = read_name(words, position, stops=stops, joins=small, inside=inside)
        if end == position and subjects and atoms and _is_small_subject(words, position):
            end = position + 1
        if end == position:
            break
        atoms.append((position, end))
        after = _after_bracket(words, end)
        separator, position = _separator(words, after)
        # A short form ends its name: "Engineering and Management (REM) und Geology".
        if after > end and separator == "and":
            separator = ", and"
        if not separator:
            return atoms, separators
        separators.append(separator)
    return atoms, separators[: max(0, len(atoms) - 1)]


def _is_small_subject(words: Words, index: int) -> bool:
    text = words.text(index)
    if not (text.isalpha() and text.islower() and len(text) > 4):
        return False
    return words.text(index + 1) == "," or words.is_and(index + 1)


def _after_bracket(words: Words, index: int) -> int:
    """The index after a short form in brackets: "Energy Technologies (ENTECH) and …"."""
    if words.text(index) == "(":
        for closing in (index + 2, index + 3):
            if words.text(closing) == ")":
                return closing + 1
    return index


def _separator(words: Words, index: int) -> tuple[str, int]:
    """The separator at an index and where the next part begins; an empty one if none stands there."""
    comma = words.text(index) == ","
    after = index + 1 if comma else index
    preposition = words.lower(after + 1) in words.particles.ins
    if words.lower(after) in words.particles.ors:
        return "or", after + 1 + preposition
    if words.is_and(after):
        return ("and in" if preposition else ", and" if comma else "and"), after + 1 + preposition
    if comma:
        return ",", after + (words.lower(after) in words.particles.ins)
    return "", index


def _is_one_name(words: Words, atoms: list[Stretch], separators: list[str]) -> bool:
    """Whether commas belong to the name: "Journalism, Media and Globalisation", "Big Data, Small Samples"."""
    if any(words.is_acronym(begin) for begin, _ in atoms) or any(words.text(end) == "(" for _, end in atoms[:-1]):
        return False
    lengths = [end - begin for begin, end in atoms]
    if "," not in separators:
        return separators == [", and"]
    if separators[-1] in {"and", ", and"}:
        return (len(atoms) == 3 and max(lengths) <= 3) or (len(atoms) == 4 and max(lengths) == 1)
    return len(atoms) == 3 or (len(atoms) == 2 and lengths == [2, 2])


def _group(atoms: list[Stretch], separators: list[str]) -> list[Stretch]:
    """Put the parts together to names.

    Commas and "or" separate. In the last stretch a single "and" separates, of three the middle one, of two
    the one between the longer parts ("Transport and Logistics and Aerospace Engineering").
    """
    chunks: list[list[Stretch]] = [[atoms[0]]]
    for atom, separator in zip(atoms[1:], separators, strict=True):
        if separator == "and":
            chunks[-1].append(atom)
        else:
            chunks.append([atom])
    closed = bool({", and", "and in", "or"} & set(separators))
    names = []
    for chunk in chunks:
        cut = _cut(chunk) if chunk is chunks[-1] and not closed else len(chunk)
        names += [(part[0][0], part[-1][1]) for part in (chunk[:cut], chunk[cut:]) if part]
    return names


def _cut(chunk: list[Stretch]) -> int:
    if len(chunk) != 3:
        return (len(chunk) + 1) // 2
    first, second, third = (end - begin for begin, end in chunk)
    return 1 if second + third <= first + second else 2
