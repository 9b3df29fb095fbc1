"""Why a line has its role and its block: what spoke for it, and what every other reading of it would have cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from lhextract.language.cues import Cues
from lhextract.model.outline import Evidence
from lhextract.model.page import PageText
from lhextract.outline.build import PageScores, score_page
from lhextract.outline.decoder import INDEX, OUT_OF_REACH, STATES, BestSequence, Mask, Model, decode
from lhextract.outline.markup import Readings


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another state for a line, and how much lower the whole page scores with it (None: it cannot be)."""

    state: str
    cost: float | None


@dataclass(frozen=True, slots=True)
class LineReasons:
    """What decided about one line.

    `state` is its role, with "+" where it opens an initiative; `reading` how the page was taken to show titles;
    `alternatives` the other states, nearest first; `evidence` how much more each cue weighs for the state than for
    the nearest alternative, strongest first.
    """

    state: str
    reading: str
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]


def explain_lines(page: PageText, indexes: Iterable[int], *, cues: Cues, model: Model) -> list[LineReasons | None]:
    """Return the reasons for lines by their indexes in `page.lines`; None for a blank line."""
    scored = score_page(page, cues=cues, model=model)
    best = decode(scored.emissions, model, scored.readings)
    positions = {index: position for position, index in enumerate(scored.lines.indexes)}
    found = (positions.get(index) for index in indexes)
    return [None if position is None else _explain(scored, best, position, model) for position in found]


def _explain(scored: PageScores, best: BestSequence, position: int, model: Model) -> LineReasons:
    chosen = best.states[position]
    alternatives = []
    for state in STATES:
        if state != chosen:
            forced = decode(scored.emissions, model, _forced(scored.readings, len(scored.lines), position, state))
            cost = best.score - forced.score
            alternatives.append(Alternative(state, cost / 1000 if cost < -OUT_OF_REACH // 2 else None))
    alternatives.sort(key=lambda other: (other.cost is None, other.cost or 0.0))
    ours, theirs = INDEX[chosen], INDEX[alternatives[0].state]
    weights = [
        Evidence(feature, int(model.emission[row, ours] - model.emission[row, theirs]) / 1000)
        for feature in scored.lines.features(position)
        if (row := model.rows.get(feature)) is not None
    ]
    return LineReasons(
        state=chosen,
        reading=best.reading,
        evidence=tuple(sorted(weights, key=lambda item: (-item.weight, item.cue))),
        alternatives=tuple(alternatives),
    )


def _forced(readings: Readings, lines: int, position: int, state: str) -> Readings:
    """The same readings with one line held to one state, where the reading allows it."""
    forced = []
    for reading in readings:
        allowed: Mask = (
            np.ones((lines, len(STATES)), dtype=np.bool_) if reading.allowed is None else reading.allowed.copy()
        )
        possible = bool(allowed[position, INDEX[state]])
        allowed[position] = False
        allowed[position, INDEX[state]] = possible
        forced.append(replace(reading, allowed=allowed))
    return tuple(forced)
