"""Names written with capitals around a head: "Rizzoli Travelling Fellowship", "Summer School of X"."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.mentions.program.cues import ProgramCues
from lhextract.mentions.program.enumerations import Stretch, read_list
from lhextract.mentions.program.names import read_name, read_name_back
from lhextract.mentions.program.subjects import is_titled
from lhextract.mentions.program.words import Words

DEGREES = frozenset({"master", "bachelor", "doctorate"})
PEOPLE = frozenset({"fellows", "scholars"})
GOES_ON = frozenset({"of", "for", "in", "on"})


def find_heads(words: Words, cues: ProgramCues) -> Iterator[Stretch]:
    """Names around a head; headings, which have capitals everywhere, have none."""
    if words.is_heading:
        return
    for index in words.at(cues.heads.last_words):
        head, end = cues.heads.up_to(words, index + 1), index + 1
        if head > index or not all(words.is_name(i) for i in range(head, end)):
            continue
        # "Research Training Group" alone is a type word; a name that goes on has its head further on.
        if cues.designators.up_to(words, end) < end or (words.is_name(end) and not words.is_taken(end)):
            continue
        if words.lower(index) in DEGREES:
            if not _is_official(words, cues, index):
                continue
            subjects = read_list(words, index + 2, plural=False, subjects=True)
            end = subjects[0][1] if subjects else end
        elif words.lower(end) == "for" or (words.lower(end) in GOES_ON and words.lower(index) not in PEOPLE):
            end = _end(words, index)
        first = _start(words, cues, head, extended=end > index + 1)
        # In German every noun has a capital: "zwei Semester in Krakau".
        bare = end > index + 1 and not (words.german and head == index)
        if (first < head and not _holds_institution(words, first, head)) or bare:
            yield first, end


def _end(words: Words, head: int) -> int:
    """Where the name ends that goes on after its head."""
    end, full = read_name(words, head), read_name(words, head, through=True)
    # A bracket shows that the name ends there, even where a part of it looks like an institution; but
    # "Scheme of the {National Research Foundation} (NRF)" has one in it.
    if words.text(full) != "(":
        return end
    taken = [index for index in range(head, full) if words.is_taken(index)]
    apart = bool(taken) and taken[-1] == full - 1 and not words.is_name(taken[0] - 1)
    return end if apart and not words.is_and(taken[0] - 1) else full


def _start(words: Words, cues: ProgramCues, head: int, *, extended: bool) -> int:
    """Where the name begins whose head stands at an index; that index if a common noun stands there.

    "Winter Semester" is one, but not "Summer Program in Methods of Research", which is `extended`.
    """
    first = read_name_back(words, head)
    while first < head and (words.is_opener(first) or _is_owner(words, first)):
        first += 1
    if head - first == 1 and words.lower(first) in (cues.not_heads_extended if extended else cues.not_heads):
        return head
    return first


def _is_owner(words: Words, index: int) -> bool:
    """Whether an institution in the genitive stands there, unlike in "President's Graduate Fellowship"."""
    return words.text(index).endswith(("'s", "’s")) and words.is_taken(index)


def _is_official(words: Words, cues: ProgramCues, index: int) -> bool:
    """Whether a degree and its subject are one name: "Master of Laws", "European Master in Law"."""
    plain = words.lower(index + 2) in cues.degree_faculties and words.lower(index + 2) != "laws"
    if words.lower(index + 1) == "of" and not plain:
        return words.is_name(index + 2) and not words.lower(index - 1).endswith("mundus")
    return is_titled(words, cues, index)


def _holds_institution(words: Words, first: int, head: int) -> bool:
    """Whether an institution and a small word go before the head: "National Agency for Academic Exchange"."""
    taken = [index for index in range(first, head) if words.is_taken(index)]
    return bool(taken) and any(not words.is_name(index) for index in range(taken[0], head))
