from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.judge.decide import Weights, choose
from lhextract.model.span import Span

SPANS = st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PROPOSALS = st.lists(st.tuples(SPANS, st.integers(-3, 6)), max_size=9)


@given(PROPOSALS)
def test_no_set_without_overlap_adds_up_to_more(proposals: list[tuple[Span, int]]) -> None:
    """What is chosen does not overlap, and no other such set has a higher sum."""
    spans, odds = [span for span, _ in proposals], [float(value) for _, value in proposals]
    chosen = choose(spans, odds)
    assert not any(spans[a].overlaps(spans[b]) for a, b in itertools.combinations(chosen, 2))
    best = max(
        sum(odds[i] for i in subset)
        for size in range(len(spans) + 1)
        for subset in itertools.combinations(range(len(spans)), size)
        if not any(spans[a].overlaps(spans[b]) for a, b in itertools.combinations(subset, 2))
    )
    assert sum(odds[i] for i in chosen) == best


def test_what_is_unlikely_is_not_taken() -> None:
    """Log-odds of zero or less are no reason to take a span, even where nothing else stands."""
    assert choose([Span(0, 3), Span(5, 8)], [0.0, -1.0]) == []


@given(PROPOSALS.flatmap(lambda proposals: st.tuples(st.just(proposals), st.permutations(proposals))))
def test_the_order_of_proposals_decides_nothing(orders: tuple[list[tuple[Span, int]], list[tuple[Span, int]]]) -> None:
    """Among sets that add up to the same, the same one is chosen in whatever order proposals come."""
    first, second = (
        sorted(order[index] for index in choose([span for span, _ in order], [value for _, value in order]))
        for order in orders
    )
    assert first == second


@pytest.mark.parametrize(
    ("proposals", "chosen"),
    [
        pytest.param([((0, 3), 1.0), ((1, 4), 1.0)], [(0, 3)], id="the-first-to-end"),
        pytest.param([((0, 4), 1.0), ((2, 4), 1.0)], [(0, 4)], id="the-longer-to-the-left"),
        pytest.param([((0, 3), 1.0), ((0, 6), 2.0), ((3, 6), 1.0)], [(0, 6)], id="one-rather-than-two"),
        pytest.param([((0, 3), 1.0), ((0, 6), 1.9), ((3, 6), 1.0)], [(0, 3), (3, 6)], id="two-that-are-likelier"),
        pytest.param([((0, 3), 1.0), ((3, 6), 1.0)], [(0, 3), (3, 6)], id="neighbours"),
    ],
)
def test_ties(proposals: list[tuple[tuple[int, int], float]], chosen: list[tuple[int, int]]) -> None:
    """Of sets that add up to the same, the one that is complete first is chosen."""
    for order in (proposals, proposals[::-1]):
        taken = choose([Span(*span) for span, _ in order], [odds for _, odds in order])
        assert sorted(order[index][0] for index in taken) == chosen


def test_odds_do_not_depend_on_the_order_of_evidence() -> None:
    """The same features in another order give the same number, to the last digit."""
    weights = Weights({"PERSON": {"a": 0.1, "b": 0.7, "c": -0.3, "d": 1e16, "e": -1e16}})
    features = {"a": 1.0, "d": 1.0, "b": 3.0, "e": 1.0, "c": 0.9}
    assert weights.odds("PERSON", features) == weights.odds("PERSON", dict(reversed(features.items())))
    assert weights.odds("PERSON", features) == pytest.approx(0.1 + 2.1 - 0.27)


def test_reasons_add_up_to_the_odds() -> None:
    """What each feature adds is told, the strongest first, and sums to the log-odds."""
    weights = Weights({"PERSON": {"always": -1.0, "chance": 4.0, "German": 0.25}})
    features = {"always": 1.0, "chance": 0.5, "German": 1.0, "unheard of": 1.0}
    reasons = weights.reasons("PERSON", features)
    assert reasons == [("chance", 2.0), ("always", -1.0), ("German", 0.25)]
    assert sum(part for _, part in reasons) == pytest.approx(weights.odds("PERSON", features))
    tied = Weights({"PERSON": {"b": 1.0, "a": -1.0, "none": 0.0}}).reasons("PERSON", {"none": 1.0, "b": 1.0, "a": 1.0})
    assert tied == [("a", -1.0), ("b", 1.0)]
