from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.training.names.judge import DIGITS, LEAST, learn_weights

# A proposal has a title beside it or not, stands on a line of its own or not, and the network holds it likely or not.
ROWS = st.lists(
    st.fixed_dictionaries(
        {"bias": st.just(1.0), "chance": st.floats(-6, 6)},
        optional={"title": st.just(1.0), "alone": st.just(1.0)},
    ),
    min_size=LEAST,
    max_size=40,
)


def chance(features: dict[str, float], weights: dict[str, float]) -> float:
    """How likely a proposal is right, by these weights."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in features.items())))


def test_a_simple_rule_is_recovered() -> None:
    """Where a title decides, a title weighs most, and what has nothing to do with it hardly weighs."""
    rng = random.Random(1)  # noqa: S311 - no secret
    rows = [
        {"bias": 1.0, "title": float(rng.random() < 0.5), "alone": float(rng.random() < 0.5), "length": rng.random()}
        for _ in range(300)
    ]
    right = [row["title"] == 1 for row in rows]
    weights = learn_weights(rows, right)
    assert all(abs(yes - chance(row, weights)) < 0.1 for row, yes in zip(rows, right, strict=True))
    assert weights["title"] > 5
    assert max(abs(weights["alone"]), abs(weights["length"])) < 1


def test_chances_are_those_observed() -> None:
    """What is right three times in four gets a chance of three in four."""
    rows = [{"rule": 1.0}] * 400 + [{"other": 1.0}] * 400
    weights = learn_weights(rows, [True, True, True, False] * 100 + [True, False] * 200)
    assert chance(rows[0], weights) == pytest.approx(0.75, abs=0.01)
    assert weights["other"] == 0


@pytest.mark.parametrize(
    ("times", "learned"), [pytest.param(LEAST - 1, False, id="too-rare"), pytest.param(LEAST, True, id="often-enough")]
)
def test_rare_features_are_not_learned(times: int, learned: bool) -> None:
    """A feature that was seen once or twice gets no weight, however right it was."""
    rows = [{"bias": 1.0}] * 20 + [{"bias": 1.0, "rare": 1.0}] * times
    weights = learn_weights(rows, [False] * 20 + [True] * times)
    assert ("rare" in weights) is learned
    assert weights["bias"] < 0


def test_strength_pulls_towards_nothing() -> None:
    """The stronger the pull, the smaller the weights; none grows without end, even where an answer is certain."""
    rows, right = [{"sure": 1.0}] * 50, [True] * 50
    weak, usual, strong = (learn_weights(rows, right, strength=strength)["sure"] for strength in (0.1, 1.0, 100.0))
    assert 10 > weak > usual > strong > 0


@given(ROWS, st.randoms(use_true_random=False))
def test_order_decides_nothing(rows: list[dict[str, float]], rng: random.Random) -> None:
    """The same proposals give the same weights, each time and in whatever order they come."""
    answered = [(row, rng.random() < chance(row, {"chance": 1.0})) for row in rows]
    first = learn_weights([row for row, _ in answered], [yes for _, yes in answered])
    again = learn_weights([row for row, _ in answered], [yes for _, yes in answered])
    assert first == again
    assert list(first) == sorted(first)
    rng.shuffle(answered)
    shuffled = learn_weights([row for row, _ in answered], [yes for _, yes in answered])
    assert shuffled == pytest.approx(first, abs=2 * 10**-DIGITS)


@given(ROWS, st.randoms(use_true_random=False))
def test_no_other_weight_fits_better(rows: list[dict[str, float]], rng: random.Random) -> None:
    """The weights are the likeliest: the answers pull them one way as much as the pull towards 0 the other."""
    right = [rng.random() < chance(row, {"chance": 1.0}) for row in rows]
    weights = learn_weights(rows, right)
    for name, weight in weights.items():
        # Rare features have no weight, so that what they add is 0 here too.
        pull = sum((yes - chance(row, weights)) * row.get(name, 0.0) for row, yes in zip(rows, right, strict=True))
        assert pull == pytest.approx(weight, abs=0.05)


def test_too_little_teaches_nothing() -> None:
    """Where no feature is seen often enough, there are no weights."""
    assert learn_weights([], []) == {}
    assert learn_weights([{"bias": 1.0}] * 2, [True, False]) == {}
