"""Tag scores to names: the best allowed sequence of a line, and how likely any stretch is a name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lhextract.mentions.tagger.tags import (
    BEGIN,
    END,
    KINDS,
    OUTSIDE,
    SINGLE,
    closing,
    may_follow,
    opening,
    tag_of,
    tags_of,
)

Scores = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)
STEPS = np.where(may_follow(), np.float32(0), FORBIDDEN).astype(np.float32)
FIRST = np.where(opening(), np.float32(0), FORBIDDEN).astype(np.float32)
LAST = np.where(closing(), np.float32(0), FORBIDDEN).astype(np.float32)
# A border that the network gives at least this chance opens an alternative reading.
CHANCE = np.log(np.float32(0.1))
LONGEST = 40  # tokens of a name


def log_probabilities(scores: Scores) -> Scores:
    """Scores of tags (rows: tokens) to logarithms of probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    normal: Scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normal


def best_tags(logs: Scores) -> list[int]:
    """The best allowed sequence of tags for a line (Viterbi)."""
    count = len(logs)
    if not count:
        return []
    # Most lines' likeliest tags are an allowed sequence already.
    greedy = logs.argmax(axis=1)
    if FIRST[greedy[0]] + LAST[greedy[-1]] + STEPS[greedy[:-1], greedy[1:]].sum() == 0:
        return [int(tag) for tag in greedy]
    best = logs[0] + FIRST
    came_from = np.empty((count, logs.shape[1]), dtype=np.int64)
    for index in range(1, count):
        through = best[:, None] + STEPS
        came_from[index] = through.argmax(axis=0)
        best = through.max(axis=0) + logs[index]
    tags = [int((best + LAST).argmax())]
    for index in range(count - 1, 0, -1):
        tags.append(int(came_from[index, tags[-1]]))
    return tags[::-1]


def probability_of(logs: Scores, start: int, end: int, kind: str) -> float:
    """How likely tokens `[start, end)` are exactly one name of a kind: the least likely of its tags."""
    return float(np.exp(logs[np.arange(start, end), tags_of(kind, end - start)].min()))


def mean_probability_of(logs: Scores, start: int, end: int, kind: str) -> float:
    """The geometric mean of the probabilities of its tags: one doubtful token counts less in a long name."""
    return float(np.exp(logs[np.arange(start, end), tags_of(kind, end - start)].mean()))


def probability_of_any(logs: Scores, start: int, end: int) -> float:
    """How likely the tokens are exactly one name of whatever kind, the least likely token counting."""
    positions = np.array([tags_of(kind, end - start) for kind in KINDS])
    return float(np.exp(logs[np.arange(start, end), positions]).sum(axis=0).min())


def name_probability(logs: Scores, at: int) -> float:
    """How likely a token belongs to any name; 0 beyond the ends of the line."""
    return float(1 - np.exp(logs[at, OUTSIDE])) if 0 <= at < len(logs) else 0.0


def other_readings(logs: Scores) -> Iterator[tuple[int, int, str]]:
    """Every stretch whose borders the network gives a chance, and that goes on as one name between them."""
    for kind in KINDS:
        single = logs[:, tag_of(kind, SINGLE)] >= CHANCE
        yield from ((int(at), int(at) + 1, kind) for at in np.flatnonzero(single))
        begins = np.flatnonzero(logs[:, tag_of(kind, BEGIN)] >= CHANCE)
        ends = np.flatnonzero(logs[:, tag_of(kind, END)] >= CHANCE)
        inside = logs[:, tag_of(kind, BEGIN) : tag_of(kind, END) + 1].max(axis=1) >= CHANCE
        for begin in begins:
            for end in ends[(ends > begin) & (ends < begin + LONGEST)]:
                if inside[begin : end + 1].all():
                    yield int(begin), int(end) + 1, kind
