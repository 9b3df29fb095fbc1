"""How far a name reaches that is written with capitals, forwards or backwards."""

from __future__ import annotations

import re
from collections.abc import Collection

from lhextract.mentions.program.words import Words

NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
ROUND_YEAR = re.compile(r"20[2-9]0")
# No name is longer than this, so that reading stays linear on a line without end.
LONGEST = 18


def read_name(
    words: Words,
    first: int,
    *,
    stops: Collection[int] = (),
    joins: Collection[str] | None = None,
    through: bool = False,
    inside: bool = False,
) -> int:
    """Where the name that begins at a word ends (the index after it); `first` itself if none begins there.

    At `stops` no name goes on after a small word; `joins` are the small words it may hold (all of them if not
    given); `through` lets it run through a taken word; `inside` a sentence "From" and "Two" begin one too.
    """
    if not words.is_name(first) or (words.is_opener(first) and not inside):
        return first
    if words.is_taken(first) and not through:
        return first
    small = words.particles.all_joins if joins is None else joins
    end = first + 1
    while end < len(words) and end - first < LONGEST:
        if _goes_on(words, end) and (through or not words.is_taken(end)):
            end += 1
            continue
        after = _after_joins(words, end, small)
        if after == end or after in stops or (words.is_taken(after) and not through):
            break
        # "Geschichte und Politik des 20. Jahrhunderts"
        if words.text(after).isdigit() and words.lower(after + 2).startswith("jahrhundert"):
            after += 2
        if not words.is_name(after) or not _may_join(words, first, end, after, through=through):
            break
        end = after + 1
    return _without_place(words, first, end)


def read_name_back(words: Words, last: int, *, articles: bool = False) -> int:
    """Where the name that ends before the index `last` begins; `last` itself if none ends there.

    `articles` lets it hold "the" after another small word ("Food in the City").
    """
    first = last
    while first > 0 and last - first < LONGEST:
        before = first - 1
        # "Paul D. Coverdell": the point belongs to the initial.
        if (
            first < last
            and words.text(before) == "."
            and len(words.text(before - 1)) == 1
            and words.is_name(before - 1)
        ):
            first = before - 1
            continue
        if words.is_name(before) and not words.is_opener(before):
            first = before
            continue
        if first == last:
            break
        if articles and words.text(before) in {"the", "a"}:
            before -= 1
        if words.text(before) not in words.particles.back_joins or words.is_opener(before - 1):
            break
        if not words.is_name(before - 1) or (first - before > 1 and words.is_and(before)):
            break
        first = before - 1
    return first


def _goes_on(words: Words, index: int) -> bool:
    text = words.text(index)
    if words.is_name(index):
        return True
    # "Arms Control 4.0", "COMPETE 2020": a number goes on a name, unless it is the year of an edition.
    if NUMBER.fullmatch(text):
        return len(text) > 3
    return bool(ROUND_YEAR.fullmatch(text)) and words.text(index - 1).isupper()


def _after_joins(words: Words, index: int, joins: Collection[str]) -> int:
    """The index after the small words at an index; the "und" of "Stadt- und" binds whatever `joins` says."""
    if words.text(index - 1).endswith("-") and words.is_and(index):
        return index + 1
    after = index
    while after < len(words) and after - index < 3 and words.lower(after) in joins and not words.is_name(after):
        after += 1
    return after


def _may_join(words: Words, first: int, end: int, after: int, *, through: bool) -> bool:
    """Whether the name up to `end` may go on after the small words with the word at `after`."""
    # "the project KREAM in Stuttgart": an acronym is a whole name.
    if end - first == 1 and words.is_acronym(first):
        return False
    # "Optics und den Karlsruher Teil", "Photonics and STORY": what follows is something else.
    if words.is_and(end) and (words.is_acronym(after) or after - end > 1):
        return False
    # "the Scheme of the National {Research Foundation}"
    return through or words.is_taken(after) or not words.is_taken(after + 1)


def _without_place(words: Words, first: int, end: int) -> int:
    """Leave out "in Ann Arbor" at the end, if the page knows Ann Arbor as a place."""
    for length in (1, 2):
        cut = end - length - 1
        if cut > first and words.lower(cut) in words.particles.ins and words.phrase(cut + 1, end) in words.places:
            return cut
    return end
