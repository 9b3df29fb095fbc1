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

import numpy as np
from numpy.typing import NDArray

from lhextract.model.outline import LineRole
from lhextract.shipped import read_shipped

# A state is a role, and for body and caption also whether the line opens a new initiative ("body+").
START = "+"
OPENING = (f"{LineRole.BODY}{START}", f"{LineRole.CAPTION}{START}")
STATES: tuple[str, ...] = (*(role.value for role in LineRole if role is not LineRole.BLANK), *OPENING)
BEGIN = "begin"
WEIGHTS = "outline/weights.json"
INDEX = {state: position for position, state in enumerate((*STATES, BEGIN))}
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
_IMPOSSIBLE: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        # A short line with a phone number, an e-mail address or one of their labels is part of a contact.
        frozenset({"no prose, phone label", "no prose, e-mail", "no prose, e-mail label", "no prose, contact label"}),
        ("page-title", "intro", "heading", "description", "title", "caption", *OPENING),
    ),
    (frozenset({"prose"}), ("page-title", "heading", "title")),
    # A title may be called "Circle U."; a heading is no sentence.
    (frozenset({"full stop"}), ("page-title", "heading")),
)
IMPOSSIBLE = tuple((signs, [INDEX[state] for state in states]) for signs, states in _IMPOSSIBLE)
# Below the sum of a page of a million lines (700,000 each); a million that break five rules fit into 64 bits.
OUT_OF_REACH = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature and step weights in thousandths: `emission[feature][state]`, `step[before][after]`, 0 where absent.

    Whole numbers, so that sums are exact and the same on every machine.
    """

    emission: Mapping[str, Mapping[str, int]]
    step: Mapping[str, Mapping[str, int]]


Scores = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights as arrays: `emission[rows[feature]]` has one weight per state, `step[before]` one per state after.

    The last row of `step` is for the beginning of the page.
    """

    rows: Mapping[str, int]
    emission: Scores
    step: Scores


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to read a page, to be scored against the others.

    `allowed[line, state]` says which states each line can have (None: every one).
    """

    name: str
    titles_shown: bool
    allowed: Mask | None = None


# Flattened text says nothing about its own reading, so both are tried.
UNMARKED = (Reading("no titles shown", titles_shown=False), Reading("titles shown", titles_shown=True))


@dataclass(frozen=True, slots=True)
class BestSequence:
    """The best sequence of states, its score, and the reading that it was found under."""

    states: tuple[str, ...]
    score: int
    reading: str


@cache
def load_weights() -> Weights:
    """The weights shipped with the package."""
    return read_shipped(WEIGHTS, _parsed)


def _parsed(text: str) -> Weights:
    table = json.loads(text)
    return Weights(emission=table["emission"], step=table["step"])


@cache
def load_model() -> Model:
    """The weights shipped with the package, as arrays."""
    return read_shipped(WEIGHTS, lambda text: compile_model(_parsed(text)))


def compile_model(weights: Weights) -> Model:
    """The arrays of a table of weights."""
    rows = {feature: row for row, feature in enumerate(weights.emission)}
    emission = np.zeros((len(rows), len(STATES)), dtype=np.int64)
    for feature, row in rows.items():
        for state, weight in weights.emission[feature].items():
            emission[row, INDEX[state]] = weight
    step = np.zeros((len(STATES) + 1, len(STATES)), dtype=np.int64)
    for before, following in weights.step.items():
        for after, weight in following.items():
            step[INDEX[before], INDEX[after]] = weight
    return Model(rows, emission, step)


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
def _closed_steps(titles_shown: bool) -> Scores:
    """What makes a step that is not allowed unreachable; one row per state before, the beginning last."""
    return np.array(
        [
            [0 if allowed(before, after, titles_shown=titles_shown) else OUT_OF_REACH for after in STATES]
            for before in (*STATES, BEGIN)
        ],
        dtype=np.int64,
    )


def emissions(features: Sequence[str], model: Model) -> Scores:
    """The sum of the feature weights of one line, per state; a state that cannot be is out of reach."""
    rows = [row for feature in features if (row := model.rows.get(feature)) is not None]
    total: Scores = model.emission[rows].sum(axis=0)
    for signs, states in IMPOSSIBLE:
        if not signs.isdisjoint(features):
            total[states] += OUT_OF_REACH
    return total


def decode(scored: Scores, model: Model, readings: Sequence[Reading] = UNMARKED) -> BestSequence:
    """Return the best sequence for the emissions of a page's lines, under the reading that scores highest.

    A tie goes to the reading that is named first.
    """
    found = [_viterbi(scored, model, reading) for reading in readings]
    return max(found, key=lambda best: best.score)


def _viterbi(scored: Scores, model: Model, reading: Reading) -> BestSequence:
    if not len(scored):
        return BestSequence((), 0, reading.name)
    steps = model.step + _closed_steps(reading.titles_shown)
    emission = scored
    if reading.allowed is not None:
        emission = scored.copy()
        np.add(emission, OUT_OF_REACH, out=emission, where=~reading.allowed)
    within = np.ascontiguousarray(steps[:-1].T)  # one row per state after
    states = np.arange(len(STATES))
    back = np.zeros(scored.shape, dtype=np.int8)
    best = steps[-1] + emission[0]
    for position in range(1, len(scored)):
        candidates = within + best
        pointers = candidates.argmax(axis=1)
        back[position] = pointers
        best = candidates[states, pointers] + emission[position]
    last = int(best.argmax())
    trail = [last]
    for position in range(len(scored) - 1, 0, -1):
        trail.append(int(back[position, trail[-1]]))
    return BestSequence(tuple(STATES[state] for state in reversed(trail)), int(best[last]), reading.name)
