"""Initiatives of a new page to known ones: the best assignment over the whole page, and where it is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.identity.evidence import WEIGHTS, Rarity, compare_initiatives, features_of
from lhextract.model.identity import Cue, KnownInitiative

# Chosen on histories made from golden pages (benchmarks/histories.py).
SAME = 0.30  # at least as alike: the same initiative, if no other one is nearly as alike
PERHAPS = 0.15  # less alike: another one; between both a person is asked
MARGIN = 0.12  # by which the whole assignment must be better than the best one without this pair
LITTLE = 0.3  # of the text; if the name is another too, it may be a successor with the same people and partners
BACK = 0.65  # of a tombstone: less alike, and a person says whether it is back
RETIRED = 0.1  # taken from the score of a tombstone: most of what comes is new


@dataclass(frozen=True, slots=True)
class Pair:
    """A known initiative that one of the new page may be: indexes of both, likeness, evidence, whether it had gone."""

    old: int
    new: int
    score: float
    cues: tuple[Cue, ...]
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """The pairs that were chosen, and of these the doubtful ones, each with its rivals (best first) and the reason."""

    pairs: tuple[Pair, ...]
    doubtful: tuple[tuple[Pair, tuple[Pair, ...], str], ...]


def assign(old: Sequence[KnownInitiative], new: Sequence[KnownInitiative]) -> Assignment:
    """Match known initiatives (tombstones too) to those of a page.

    What is exactly as before is matched first; the rest by the assignment with the greatest sum of likeness.
    """
    unchanged = _unchanged(old, new)
    ours = [index for index in range(len(old)) if index not in unchanged]
    taken = set(unchanged.values())
    theirs = [index for index in range(len(new)) if index not in taken]
    same = tuple(Pair(i, j, 1.0, (Cue("unchanged", 1.0),)) for i, j in unchanged.items())
    pairs = _likely_pairs(old, new, ours, theirs)
    chosen = _best(pairs)
    doubtful = tuple(doubt for pair in chosen if (doubt := _doubt(pair, pairs, chosen)) is not None)
    return Assignment((*same, *chosen), doubtful)


def _unchanged(old: Sequence[KnownInitiative], new: Sequence[KnownInitiative]) -> dict[int, int]:
    """Pairs whose name and text are the same; where several are, in page order, tombstones last."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for index, known in sorted(enumerate(old), key=lambda item: item[1].retired):
        waiting.setdefault((known.names[0], known.text), []).append(index)
    found: dict[int, int] = {}
    for index, initiative in enumerate(new):
        same = waiting.get((initiative.names[0], initiative.text), [])
        if same and initiative.text:
            found[same.pop(0)] = index
    return found


def _likely_pairs(
    old: Sequence[KnownInitiative], new: Sequence[KnownInitiative], ours: Sequence[int], theirs: Sequence[int]
) -> list[Pair]:
    if not ours or not theirs:
        return []  # on a page that is new, or as before, there is nothing to compare
    before, after = list(map(features_of, old)), list(map(features_of, new))
    rarity = Rarity([before, after])
    found = []
    for i in ours:
        for j in theirs:
            score, cues = compare_initiatives(before[i], after[j], rarity)
            score = round(score - RETIRED * old[i].retired, 3)
            if score >= PERHAPS:
                found.append(Pair(i, j, score, cues, old[i].retired))
    return found


def _best(pairs: Sequence[Pair], *, without: Pair | None = None) -> list[Pair]:
    """The assignment with the greatest sum of scores."""
    if not pairs:
        return []
    # Imported here, because most runs find every initiative unchanged.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    olds = sorted({pair.old for pair in pairs})
    news = sorted({pair.new for pair in pairs})
    scores = np.zeros((len(olds), len(news)))
    known = {}
    for pair in pairs:
        if pair is not without:
            scores[olds.index(pair.old), news.index(pair.new)] = pair.score
            known[pair.old, pair.new] = pair
    rows, columns = linear_sum_assignment(scores, maximize=True)
    chosen = (known.get((olds[i], news[j])) for i, j in zip(rows, columns, strict=True))
    return [pair for pair in chosen if pair is not None]


def _doubt(pair: Pair, pairs: Sequence[Pair], chosen: Sequence[Pair]) -> tuple[Pair, tuple[Pair, ...], str] | None:
    near = [other for other in pairs if other is not pair and (other.old == pair.old or other.new == pair.new)]
    rivals = tuple(sorted((other for other in near if other.new == pair.new), key=lambda other: -other.score))
    if pair.score < SAME:
        return pair, rivals, f"{pair.score:.2f} alike, and below {SAME} that is too little to be sure"
    if pair.retired and pair.score < BACK:
        return pair, rivals, f"it had gone, and what came is only {pair.score:.2f} like it"
    if not _is_called_the_same(pair) and (text := _share(pair, "text")) < LITTLE:
        return pair, rivals, f"another name, and only {text:.2f} of the text"
    if near:
        loss = sum(one.score for one in chosen) - sum(one.score for one in _best(pairs, without=pair))
        if loss < MARGIN:
            return pair, rivals, f"another assignment is only {loss:.2f} worse, less than {MARGIN}"
    return None


def _is_called_the_same(pair: Pair) -> bool:
    """Whether both have a name in common: what two names merely share is no detail of the cue."""
    return any(cue.cue == "name" and cue.detail for cue in pair.cues)


def _share(pair: Pair, kind: str) -> float:
    """How much of one kind of evidence two initiatives share, from 0 to 1."""
    return sum(cue.weight / WEIGHTS[kind] for cue in pair.cues if cue.cue == kind)
