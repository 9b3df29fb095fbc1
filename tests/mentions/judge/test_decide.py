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


def test_reasons_add_up_to_the_odds() -> None:
    """What each feature adds is told, the strongest first, and sums to the log-odds."""
    weights = Weights({"PERSON": {"always": -1.0, "chance": 4.0, "German": 0.25}})
    features = {"always": 1.0, "chance": 0.5, "German": 1.0, "unheard of": 1.0}
    reasons = weights.reasons("PERSON", features)
    assert reasons == [("chance", 2.0), ("always", -1.0), ("German", 0.25)]
    assert sum(part for _, part in reasons) == pytest.approx(weights.odds("PERSON", features))
