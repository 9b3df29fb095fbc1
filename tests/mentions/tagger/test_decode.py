from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.tagger.decode import (
    best_tags,
    log_probabilities,
    mean_probability_of,
    name_probability,
    other_readings,
    probability_of,
    probability_of_any,
)
from lhextract.mentions.tagger.tags import TAG_COUNT, closing, may_follow, names_in, opening, tags_of

SEEDS = st.integers(min_value=0, max_value=10_000)
LENGTHS = st.integers(min_value=0, max_value=12)


def drawn(seed: int, length: int, spread: float = 4.0) -> np.ndarray:
    """Log-probabilities of a line of so many tokens, at random."""
    return log_probabilities(np.random.default_rng(seed).normal(0, spread, (length, TAG_COUNT)).astype(np.float32))


def certain(*names: tuple[int, int, str], length: int) -> np.ndarray:
    """Log-probabilities that leave no doubt about the names of a line."""
    tags = np.zeros(length, dtype=int)
    for start, end, kind in names:
        tags[start:end] = tags_of(kind, end - start)
    scores = np.full((length, TAG_COUNT), -10.0, dtype=np.float32)
    scores[np.arange(length), tags] = 10.0
    return log_probabilities(scores)


@given(SEEDS, LENGTHS)
def test_the_best_sequence_is_allowed(seed: int, length: int) -> None:
    """Whatever the scores, the tags spell whole names."""
    tags = best_tags(drawn(seed, length))
    assert len(tags) == length
    if tags:
        assert opening()[tags[0]]
        assert closing()[tags[-1]]
    assert all(may_follow()[a, b] for a, b in itertools.pairwise(tags))


@given(SEEDS, st.integers(min_value=1, max_value=3))
def test_no_allowed_sequence_is_better(seed: int, length: int) -> None:
    """On lines short enough to try all sequences, none scores higher."""
    logs = drawn(seed, length)
    first, last, steps = opening(), closing(), may_follow()
    best = max(
        sum(logs[i, tag] for i, tag in enumerate(tags))
        for tags in itertools.product(range(TAG_COUNT), repeat=length)
        if first[tags[0]] and last[tags[-1]] and all(steps[a, b] for a, b in itertools.pairwise(tags))
    )
    assert sum(logs[i, tag] for i, tag in enumerate(best_tags(logs))) == pytest.approx(best, abs=1e-4)


def test_what_is_certain_is_found() -> None:
    """Where the scores leave no doubt, the names are those, with a probability of nearly one."""
    names = [(1, 4, "INSTITUTION"), (4, 5, "PERSON")]
    logs = certain(*names, length=7)
    assert list(names_in(best_tags(logs))) == names
    assert list(other_readings(logs)) == sorted(names, key=lambda name: name[2] != "PERSON")
    for start, end, kind in names:
        assert probability_of(logs, start, end, kind) == pytest.approx(1, abs=1e-4)
        assert mean_probability_of(logs, start, end, kind) == pytest.approx(1, abs=1e-4)
        assert probability_of_any(logs, start, end) == pytest.approx(1, abs=1e-4)
    assert probability_of(logs, 1, 3, "INSTITUTION") < 0.01


@given(SEEDS, st.integers(min_value=1, max_value=8))
def test_the_least_likely_tag_counts(seed: int, length: int) -> None:
    """A name is no likelier than its least likely tag, and any kind is at least as likely as one."""
    logs = drawn(seed, length)
    least = probability_of(logs, 0, length, "PROGRAM")
    assert 0 <= least <= mean_probability_of(logs, 0, length, "PROGRAM") + 1e-6
    assert probability_of_any(logs, 0, length) >= least - 1e-6


def test_beyond_the_line_there_is_no_name() -> None:
    """The token before the first and after the last belongs to none."""
    logs = certain((0, 2, "PERSON"), length=2)
    assert name_probability(logs, -1) == name_probability(logs, 2) == 0
    assert name_probability(logs, 0) == pytest.approx(1, abs=1e-4)
