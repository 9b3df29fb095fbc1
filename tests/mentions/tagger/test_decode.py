from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.tagger.decode import (
    LONGEST,
    best_tags,
    log_probabilities,
    mean_probability_of,
    name_probability,
    other_readings,
    probability_of,
    probability_of_any,
)
from lhextract.mentions.tagger.tags import (
    BEGIN,
    END,
    INSIDE,
    KINDS,
    OUTSIDE,
    SINGLE,
    TAG_COUNT,
    closing,
    may_follow,
    names_in,
    opening,
    tag_of,
    tags_of,
)

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


@given(SEEDS, st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 4)), min_size=1, max_size=6))
def test_likeliest_tags_that_are_allowed_are_the_best(seed: int, names: list[tuple[str, int]]) -> None:
    """Where the likeliest tag of each token makes an allowed sequence, it is the best one, however narrowly."""
    tags = [int(tag) for kind, length in names for tag in (tags_of(kind, length) if length else [OUTSIDE])]
    scores = np.random.default_rng(seed).normal(0, 4, (len(tags), TAG_COUNT)).astype(np.float32)
    scores[np.arange(len(tags)), tags] = scores.max(axis=1) + 0.01
    assert best_tags(log_probabilities(scores)) == tags


@given(SEEDS, st.floats(-50, 50))
def test_log_probabilities_are_those_of_scores(seed: int, more: float) -> None:
    """The probabilities of a token's tags add up to one, and what all its scores have in common changes none."""
    scores = np.random.default_rng(seed).normal(0, 4, (3, TAG_COUNT)).astype(np.float32)
    logs = log_probabilities(scores)
    assert np.exp(logs).sum(axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert log_probabilities(scores + np.float32(more)) == pytest.approx(logs, abs=1e-3)
    assert logs - logs[:, :1] == pytest.approx(scores - scores[:, :1], abs=1e-3)


def with_chances(*tokens: dict[int, float]) -> np.ndarray:
    """Log-probabilities of tokens by tag; a tag that is not named has none to speak of."""
    logs = np.full((len(tokens), TAG_COUNT), -30, dtype=np.float32)
    for index, chances in enumerate(tokens):
        for tag, chance in chances.items():
            logs[index, tag] = np.log(chance)
    return logs


B, I, E, S = (tag_of("PROGRAM", position) for position in (BEGIN, INSIDE, END, SINGLE))  # noqa: E741 - as in BIOES


@pytest.mark.parametrize(
    ("tokens", "readings"),
    [
        pytest.param([{S: 0.12}], [(0, 1)], id="a-chance"),
        pytest.param([{S: 0.08}], [], id="hardly-any-chance"),
        pytest.param([{B: 0.9}, {I: 0.5, E: 0.5}, {E: 0.5}], [(0, 2), (0, 3)], id="two-ends"),
        pytest.param([{B: 0.5}, {B: 0.5, I: 0.5}, {E: 0.9}], [(0, 3), (1, 3)], id="two-begins"),
        pytest.param([{B: 0.9}, {I: 0.05}, {E: 0.9}], [], id="no-bridge-over-what-is-outside"),
        pytest.param([{E: 0.9}, {B: 0.9}], [], id="end-before-the-begin"),
        pytest.param([{B: 0.9}, *[{I: 0.9}] * (LONGEST - 2), {E: 0.9}], [(0, LONGEST)], id="longest"),
        pytest.param([{B: 0.9}, *[{I: 0.9}] * (LONGEST - 1), {E: 0.9}], [], id="too-long"),
    ],
)
def test_readings_with_a_chance(tokens: list[dict[int, float]], readings: list[tuple[int, int]]) -> None:
    """A stretch is another reading if its borders have a chance of a tenth, and each token between them too."""
    assert list(other_readings(with_chances(*tokens))) == [(*borders, "PROGRAM") for borders in readings]


def test_probabilities_of_a_name() -> None:
    """The least likely tag, the geometric mean of the tags, and the same borders of any kind."""
    other = [tag_of("PERSON", position) for position in (BEGIN, END)]
    logs = with_chances({B: 0.8, other[0]: 0.1}, {E: 0.2, other[1]: 0.5, OUTSIDE: 0.3})
    assert probability_of(logs, 0, 2, "PROGRAM") == pytest.approx(0.2)
    assert mean_probability_of(logs, 0, 2, "PROGRAM") == pytest.approx(0.4)
    assert probability_of_any(logs, 0, 2) == pytest.approx(0.7)
    assert name_probability(logs, 1) == pytest.approx(0.7)


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
