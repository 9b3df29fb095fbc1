"""The best sequence of line states for a whole page, under weights that can be read.

The model is linear: every feature of a line (`features.py`) adds its weight to each state, every pair of
neighbouring states adds the weight of the step, and the sequence with the largest sum wins (Viterbi 1967).
The weights are learned from annotated pages (`training/outline.py`) with the averaged structured perceptron
(Collins 2002) and rounded, so that the same page gives the same sequence everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lhextract.model.outline import LineRole

# A state is a role, and for body and caption also whether the line opens a new initiative ("body+").
START = "+"
OPENING = (f"{LineRole.BODY}{START}", f"{LineRole.CAPTION}{START}")
STATES: tuple[str, ...] = (*(role.value for role in LineRole if role is not LineRole.BLANK), *OPENING)
BEGIN = "begin"
# Outside an initiative nothing can go on with one.
OUTSIDE = frozenset({BEGIN, "page-title", "intro", "nav", "heading", "description"})
INSIDE = frozenset(STATES) - OUTSIDE - {*OPENING, "title"}

# What stands before the first heading, and what speaks of a category.
ONLY_AFTER = {
    "page-title": (BEGIN, "nav"),
    "intro": (BEGIN, "page-title", "intro", "nav"),
    "description": ("heading", "description"),
}
# States that a line cannot have, whatever stands around it, by signs on it.
IMPOSSIBLE: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        # A short line with a phone number, an e-mail address or one of their labels is part of a contact.
        frozenset({"no prose, phone label", "no prose, e-mail", "no prose, e-mail label", "no prose, contact label"}),
        ("page-title", "intro", "heading", "description", "title", "caption", *OPENING),
    ),
    (frozenset({"prose"}), ("page-title", "heading", "title")),
    # A title may be called "Circle U."; a heading is no sentence.
    (frozenset({"full stop"}), ("page-title", "heading")),
)
OUT_OF_REACH = -1_000_000_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature and step weights in thousandths: `emission[feature][state]`, `step[before][after]`, 0 where absent.

    Whole numbers, so that sums are exact and the same on every machine.
    """

    emission: Mapping[str, Mapping[str, int]]
    step: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class BestSequence:
    """The best sequence of states, its score, and whether the page was taken to show titles."""

    states: tuple[str, ...]
    score: int
    titles_shown: bool


@cache
def load_weights() -> Weights:
    """The weights shipped with the package."""
    table = json.loads(files("lhextract.outline").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(emission=table["emission"], step=table["step"])


def allowed(before: str, after: str, *, titles_shown: bool) -> bool:
    """Whether one state can follow another.

    Where titles are shown, every initiative opens with one (or with the picture above it); elsewhere none does.
    """
    if (after in INSIDE and before in OUTSIDE) or before not in ONLY_AFTER.get(after, (before,)):
        return False
    if titles_shown:
        return after != OPENING[0]
    return after != "title"


@cache
def _predecessors(after: str, titles_shown: bool) -> tuple[str, ...]:
    return tuple(before for before in (BEGIN, *STATES) if allowed(before, after, titles_shown=titles_shown))


def decode(features: Sequence[Sequence[str]], weights: Weights) -> BestSequence:
    """Return the best sequence, titles shown or not, whichever scores higher (a tie: not shown)."""
    scored = [emissions(line, weights) for line in features]
    plain = _viterbi(scored, weights, titles_shown=False)
    titled = _viterbi(scored, weights, titles_shown=True)
    return titled if titled.score > plain.score else plain


def emissions(features: Sequence[str], weights: Weights) -> dict[str, int]:
    """The sum of the feature weights of one line, per state; a state that cannot be is out of reach."""
    total: dict[str, int] = {}
    for signs, states in IMPOSSIBLE:
        if signs.intersection(features):
            total |= dict.fromkeys(states, OUT_OF_REACH)
    for feature in features:
        for state, weight in weights.emission.get(feature, {}).items():
            total[state] = total.get(state, 0) + weight
    return total


def _viterbi(scored: Sequence[Mapping[str, int]], weights: Weights, *, titles_shown: bool) -> BestSequence:
    scores: dict[str, int] = {BEGIN: 0}
    back: list[dict[str, str]] = []
    for emission in scored:
        following: dict[str, int] = {}
        pointers: dict[str, str] = {}
        for after in STATES:
            candidates = [
                (scores[before] + weights.step.get(before, {}).get(after, 0), before)
                for before in _predecessors(after, titles_shown)
                if before in scores
            ]
            if candidates:
                score, pointers[after] = max(candidates, key=lambda candidate: candidate[0])
                following[after] = score + emission.get(after, 0)
        scores = following
        back.append(pointers)
    return _trace(scores, back, titles_shown=titles_shown)


def _trace(scores: Mapping[str, int], back: Sequence[Mapping[str, str]], *, titles_shown: bool) -> BestSequence:
    last = max(scores, key=lambda state: scores[state])
    states = [last] if back else []
    for pointers in reversed(back[1:]):
        states.append(pointers[states[-1]])
    return BestSequence(states=tuple(reversed(states)), score=scores[last], titles_shown=titles_shown)
