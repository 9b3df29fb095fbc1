"""Names without a cue that stand in one list with institutions: "Nokia, Wärtsilä and Aalto University"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lhextract.mentions.institution.line import Found, NameLine
from lhextract.mentions.words import Word, starts_sentence

ARTICLE = r"(?:the |die |der |das |dem |den |The )?"
JOIN = re.compile(rf"(?: \([^()]{{1,30}}\))?(?:, (?:and |und |or |oder )?| and | und | or | oder ){ARTICLE}")
JOINED = re.compile(r"(?:, | and | und | or | oder )(?:the |die |der |das |dem |den |The )?$")
# What stands before a place or a programme, not before a member of such a list.
NOT_LISTED = frozenset(
    [
        "in",
        "near",
        "under",
        "beside",
        "phase",
        "project",
        "on",
        "im",
        "bei",
        "node",
        "at",
        "zwei",
        "two",
        "three",
        "of",
    ]
)
LONGEST = 4  # words of such a name

Item = tuple[int, int]


def find_listed(line: NameLine, known: set[Item]) -> Found:
    """The members of a list of which at least half are known; of two, the new one must be a coined word."""
    if not any(_is_joined(line.text, *name) for name in known):
        return
    run: list[Item] = []
    for item in [*_items(line, known), None]:
        if item is not None and run and JOIN.fullmatch(line.text, run[-1][1], item[0]):
            run.append(item)
            continue
        if run and run[0] not in known and JOINED.search(line.text, max(0, run[0][0] - 12), run[0][0]):
            # "the Universities of Bergen and Oslo, …": what comes first in the list is no name.
            run = run[1:]
        new = [part for part in run if part not in known]
        if len(new) < len(run) and _is_list(line, run, new):
            for part in new:
                yield *part, "institution/list"
        run = [item] if item is not None else []


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a comma, "and" or "or" stands before or after a name: no list without."""
    return JOIN.match(text, end) is not None or JOINED.search(text, max(0, start - 12), start) is not None


def _is_list(line: NameLine, run: list[Item], new: list[Item]) -> bool:
    if len(run) == 2:
        return all(" " not in line.text[start:end] and _is_coined(line, start) for start, end in new)
    return len(new) * 2 <= len(run)


def _is_coined(line: NameLine, start: int) -> bool:
    word = line.word_at(start)
    return word is not None and (word.is_acronym or word.is_camel)


def _items(line: NameLine, known: Iterable[Item]) -> list[Item]:
    """The known names, the longest where they overlap, and the runs of capitalised words outside of them."""
    items: list[Item] = []
    taken = bytearray(len(line.text) + 1)
    for start, end in sorted(known, key=lambda span: (span[0], -span[1])):
        if not items or start >= items[-1][1]:
            items.append((start, end))
            taken[start:end] = b"\x01" * (end - start)
    index = 0
    while index < len(line.words):
        word = line.words[index]
        last = index
        if _may_begin(line, index) and not taken[word.at]:
            while last + 1 < len(line.words) and _goes_on(line.words[last + 1]) and not taken[line.words[last + 1].at]:
                last += 1
            if last - index < LONGEST:
                items.append((word.at, line.words[last].end))
        index = last + 1
    return sorted(items)


def _goes_on(word: Word) -> bool:
    return word.gap in {" ", " & "} and word.is_capital


def _may_begin(line: NameLine, index: int) -> bool:
    word = line.words[index]
    if not word.is_capital or starts_sentence(line.words, index) or word.lower in line.heads.not_before:
        return False
    before = [other.lower for other in line.words[max(0, index - 2) : index]]
    if before and before[-1] in {"the", "die", "der", "dem"}:
        # "With the MGA, the Munk School offers …" is no list.
        opens = index >= 2 and starts_sentence(line.words, index - 2)
    else:
        before, opens = before[-1:], index >= 1 and starts_sentence(line.words, index - 1)
    return word.text != "P.O" and not (word.gap == " " and (opens or NOT_LISTED & set(before)))
