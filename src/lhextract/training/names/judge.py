"""Learn the judge's weights: a logistic regression per label over what was proposed on golden pages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lhextract.mentions.judge.evidence import Features

Floats = NDArray[np.float64]
STRENGTH = 1.0  # of the pull of every weight towards 0
ROUNDS = 50
LEAST = 3  # a feature seen less often is not learned
DIGITS = 4


def learn_weights(
    features: Sequence[Features], right: Sequence[bool], *, strength: float = STRENGTH
) -> dict[str, float]:
    """The weights that make the observed answers likeliest, each pulled towards 0 (Newton's method, which ends)."""
    counts: dict[str, int] = {}
    for row in features:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    if not names:
        return {}
    columns = {name: index for index, name in enumerate(names)}
    x = np.zeros((len(features), len(names)))
    for index, row in enumerate(features):
        for name, value in row.items():
            if name in columns:
                x[index, columns[name]] = value
    weights = _fit(x, np.array(right, dtype=float), strength)
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def _fit(x: Floats, y: Floats, strength: float) -> Floats:
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + strength * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + strength * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
