"""Runs of words that two texts share, in the same order in both.

Words that each text has once are anchors: the longest row of them that keeps its order divides both texts, and what
lies between is divided in the same way (known as patience comparison). So a long text takes time in proportion to its
length, where comparing every word with every other would take its square, and a word such as "the" joins nothing that
does not belong together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from lhextract.rising import longest_rising

SIZES = (1, 5, 15)  # of an anchor, blanks counted: where no word stands once, three in a row may, or eight
SMALL = 10_000  # pairs of words between two anchors that are all looked at; more count as rewritten
Run = tuple[int, int, int]  # where it begins in the one text, where in the other, its length


def same_runs(ours: Sequence[str], theirs: Sequence[str]) -> list[Run]:
    """Return the runs in order; they neither overlap nor touch in both texts at once."""
    pairs: list[tuple[int, int]] = []
    open_parts = [(0, len(ours), 0, len(theirs))]  # a list, since texts may nest deeper than Python may call
    while open_parts:
        i, i_end, j, j_end = open_parts.pop()
        while i < i_end and j < j_end and ours[i] == theirs[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and ours[i_end - 1] == theirs[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            pairs.append((i_end, j_end))
        if i == i_end or j == j_end:
            continue
        anchors = [(i + a, j + b) for a, b in _anchors(ours[i:i_end], theirs[j:j_end])]
        if anchors:
            pairs += anchors
            edges = [(i - 1, j - 1), *anchors, (i_end, j_end)]
            open_parts += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
        elif (i_end - i) * (j_end - j) <= SMALL:
            blocks = SequenceMatcher(None, ours[i:i_end], theirs[j:j_end], autojunk=False).get_matching_blocks()
            pairs += [(i + block.a + n, j + block.b + n) for block in blocks for n in range(block.size)]
    return _runs(sorted(pairs))


def _anchors(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Where words begin that both texts have once, in the same order; the shortest such anchors that there are."""
    for size in SIZES:
        once, there_once = _places(ours, size), _places(theirs, size)
        shared = [(place, there_once[words]) for words, place in once.items() if words in there_once]
        if shared:
            return [shared[index] for index in longest_rising([there for _, there in shared])]
    return []


def _places(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Where the runs of words begin that stand once; blanks alone join nothing."""
    runs = list(zip(*(words[start:] for start in range(size)), strict=False))
    counted = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counted[run] == 1 and not run[0].isspace()}


def _runs(pairs: Sequence[tuple[int, int]]) -> list[Run]:
    runs: list[Run] = []
    for i, j in pairs:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (i, j):
            at, there, size = runs[-1]
            runs[-1] = (at, there, size + 1)
        else:
            runs.append((i, j, 1))
    return runs
