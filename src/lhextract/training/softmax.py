"""Multinomial logistic regression over cues that are there or not (numpy alone, no chance in it)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROUNDS = 300
STILL = 1e-3  # largest slope at which the weights count as settled


def learn(
    rows: Sequence[Sequence[str]],
    answers: Sequence[int],
    pages: Sequence[str],
    *,
    classes: int,
    least: int,
    strength: float,
) -> dict[str, list[int]]:
    """The weights, in thousandths of log-odds, that make the answers likeliest, each pulled towards 0 by `strength`.

    Only cues of at least `least` different pages are learned, so that no page teaches its own words.
    """
    seen: dict[str, set[str]] = {}
    for row, page in zip(rows, pages, strict=True):
        for cue in row:
            seen.setdefault(cue, set()).add(page)
    cues = sorted(cue for cue, where in seen.items() if len(where) >= least)
    columns = {cue: column for column, cue in enumerate(cues)}
    x = np.zeros((len(rows), len(cues)))
    for index, row in enumerate(rows):
        for cue in row:
            if cue in columns:
                x[index, columns[cue]] = 1.0
    y = np.eye(classes)[list(answers)]
    weights = _fit(x, y, strength)
    return {
        cue: [int(value) for value in np.rint(weights[column] * 1000)]
        for cue, column in columns.items()
        if np.abs(weights[column]).max() >= 0.0005
    }


def _fit(x: Floats, y: Floats, strength: float) -> Floats:
    """Accelerated gradient descent (Nesterov 1983) with the step that the largest curvature allows."""
    curvature = 0.5 * _largest_square(x) + strength
    weights: Floats = np.zeros((x.shape[1], y.shape[1]))
    ahead: Floats = np.zeros((x.shape[1], y.shape[1]))
    momentum = 1.0
    for _ in range(ROUNDS):
        scores = x @ ahead
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = x.T @ (chances - y) + strength * ahead
        following = ahead - slope / curvature
        if np.abs(slope).max() < STILL:
            weights = following
            break
        next_momentum = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = following + (momentum - 1) / next_momentum * (following - weights)
        weights, momentum = following, next_momentum
    return weights


def _largest_square(x: Floats) -> float:
    """The square of the largest singular value, a little rounded up (power iteration from a fixed start)."""
    vector = np.ones(x.shape[1])
    for _ in range(30):
        vector = x.T @ (x @ vector)
        vector /= np.linalg.norm(vector)
    return 1.05 * float(np.linalg.norm(x @ vector)) ** 2
