"""How likely each proposal is right, and the set without overlap that is likeliest as a whole."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lhextract.mentions.judge.evidence import Features
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features by label: a logistic regression each."""

    by_label: Mapping[str, Mapping[str, float]]

    def odds(self, label: str, features: Features) -> float:
        """The log-odds that a proposal is right."""
        weights = self.by_label[label]
        return math.fsum(weights.get(name, 0.0) * value for name, value in sorted(features.items()))

    def reasons(self, label: str, features: Features) -> list[tuple[str, float]]:
        """What each feature adds to the log-odds, the strongest first."""
        weights = self.by_label[label]
        parts = [(name, weights.get(name, 0.0) * value) for name, value in features.items()]
        return sorted(((name, part) for name, part in parts if part), key=lambda item: (-abs(item[1]), item[0]))


def choose(spans: Sequence[Span], odds: Sequence[float]) -> list[int]:
    """The indexes of the set without overlap whose log-odds add up to the most (weighted interval scheduling)."""
    order = sorted((i for i, value in enumerate(odds) if value > 0), key=lambda i: (spans[i].end, spans[i].start, i))
    ends = [spans[i].end for i in order]
    best = [0.0]
    taken: list[bool] = []
    before: list[int] = []
    for position, index in enumerate(order):
        previous = bisect_right(ends, spans[index].start, 0, position)
        before.append(previous)
        with_it = best[previous] + odds[index]
        taken.append(with_it > best[position])
        best.append(max(with_it, best[position]))
    chosen, position = [], len(order)
    while position:
        if taken[position - 1]:
            chosen.append(order[position - 1])
            position = before[position - 1]
        else:
            position -= 1
    return sorted(chosen)
