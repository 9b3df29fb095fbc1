from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.model.outline import LineRole
from lhextract.outline.decoder import (
    BEGIN,
    INDEX,
    INSIDE,
    OPENING,
    OUT_OF_REACH,
    OUTSIDE,
    STATES,
    Reading,
    Weights,
    allowed,
    compile_model,
    decode,
    emissions,
    load_model,
    load_weights,
)

FEATURES = ("a", "b", "c")
SOME_STATES = ("heading", "title", "body", "body+", "caption+", "contact-person")
TABLE = st.dictionaries(st.sampled_from(SOME_STATES), st.integers(-3000, 3000).filter(bool), max_size=len(SOME_STATES))
WEIGHTS = st.builds(
    Weights,
    emission=st.dictionaries(st.sampled_from(FEATURES), TABLE),
    step=st.dictionaries(st.sampled_from((BEGIN, *SOME_STATES)), TABLE),
)
LINES = st.lists(st.lists(st.sampled_from(FEATURES), max_size=2), min_size=1, max_size=3)


def score_of(states: tuple[str, ...], lines: list[list[str]], weights: Weights) -> int:
    """The sum of all weights of a sequence, added up without arrays."""
    total = 0
    for before, after, features in zip((BEGIN, *states), states, lines, strict=False):
        total += weights.step.get(before, {}).get(after, 0)
        total += sum(weights.emission.get(feature, {}).get(after, 0) for feature in features)
    return total


@given(LINES, WEIGHTS)
def test_no_allowed_sequence_is_better(lines: list[list[str]], weights: Weights) -> None:
    """The sequence found is allowed, has the score it claims, and no other allowed one scores higher."""
    model = compile_model(weights)
    best = decode(np.array([emissions(line, model) for line in lines]), model)
    assert score_of(best.states, lines, weights) == best.score
    for states in itertools.product((*SOME_STATES, "nav"), repeat=len(lines)):
        for shown in (True, False):
            if all(allowed(a, b, titles_shown=shown) for a, b in itertools.pairwise((BEGIN, *states))):
                assert score_of(states, lines, weights) <= best.score
    shown = best.reading == "titles shown"
    assert all(allowed(a, b, titles_shown=shown) for a, b in itertools.pairwise((BEGIN, *best.states)))


def test_an_empty_page_has_an_empty_sequence() -> None:
    """A page without lines is no error."""
    assert decode(np.array([]), load_model()).states == ()


def test_states_are_the_roles_and_the_openings() -> None:
    """Every role but blank is a state, and body and caption may open an initiative."""
    assert set(STATES) == {role.value for role in LineRole} - {"blank"} | {"body+", "caption+"}
    assert OPENING == ("body+", "caption+")


def test_an_initiative_has_to_be_opened() -> None:
    """Nothing outside of initiatives can be followed by the inside of one."""
    assert not any(
        allowed(before, after, titles_shown=shown) for before in OUTSIDE for after in INSIDE for shown in (True, False)
    )


def test_titles_are_shown_everywhere_or_nowhere() -> None:
    """Where titles are shown, no paragraph opens an initiative; elsewhere no line is a title."""
    assert not allowed("contact-phone", "body+", titles_shown=True)
    assert allowed("contact-phone", "title", titles_shown=True)
    assert allowed("contact-phone", "body+", titles_shown=False)
    assert not allowed("contact-phone", "title", titles_shown=False)


def test_shipped_weights_can_be_read() -> None:
    """The shipped weights are whole numbers for known states only."""
    weights = load_weights()
    known = {BEGIN, *STATES}
    assert weights.step.keys() <= known
    rows = [*weights.emission.values(), *weights.step.values()]
    assert all(isinstance(weight, int) and state in known for row in rows for state, weight in row.items())


@pytest.mark.parametrize(
    ("features", "impossible"),
    [
        pytest.param([], set(), id="nothing"),
        pytest.param(["prose"], {"page-title", "heading", "title"}, id="prose"),
        pytest.param(["full stop"], {"page-title", "heading"}, id="full-stop"),
        *[
            pytest.param(
                [f"no prose, {sign}"],
                {"page-title", "intro", "heading", "description", "title", "caption", "body+", "caption+"},
                id=sign,
            )
            for sign in ("phone label", "e-mail", "e-mail label", "contact label")
        ],
    ],
)
def test_states_that_a_line_cannot_have(features: list[str], impossible: set[str]) -> None:
    """Signs of a contact are no heading and open nothing; prose is no title; a sentence is no heading."""
    scores = emissions(features, compile_model(Weights({}, {})))
    assert {state for state in STATES if scores[INDEX[state]] == OUT_OF_REACH} == impossible
    assert {int(score) for score in scores} <= {0, OUT_OF_REACH}


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("page-title", {BEGIN, "nav"}),
        ("intro", {BEGIN, "page-title", "intro", "nav"}),
        ("description", {"heading", "description"}),
        ("heading", {BEGIN, *STATES}),
        ("nav", {BEGIN, *STATES}),
        ("body", {*STATES} - OUTSIDE),
        ("contact-phone", {*STATES} - OUTSIDE),
        ("title", set()),
        ("body+", {BEGIN, *STATES}),
        ("caption+", {BEGIN, *STATES}),
    ],
)
def test_what_a_state_can_follow(state: str, after: set[str]) -> None:
    """Page title and introduction stand before the first heading, a description right under one."""
    assert {before for before in (*STATES, BEGIN) if allowed(before, state, titles_shown=False)} == after


def test_a_picture_may_open_an_initiative_with_a_title() -> None:
    """Where titles are shown, a picture above a title opens too."""
    shown = {state for state in STATES if allowed("body", state, titles_shown=True)}
    assert {"title", "caption+"} <= shown
    assert "body+" not in shown


def test_a_reading_allows_what_it_allows() -> None:
    """A line has no state that its reading forbids, even if it is the likeliest; a tie goes to the first reading."""
    model = compile_model(Weights({"any": {"nav": 9}}, {}))
    scored = np.array([emissions(["any"], model)] * 2)
    mask = np.ones((2, len(STATES)), dtype=np.bool_)
    mask[1, INDEX["nav"]] = False
    forbidding = Reading("second", titles_shown=False, allowed=mask)
    assert decode(scored, model, [forbidding]).states[0] == "nav"
    assert decode(scored, model, [forbidding]).states[1] != "nav"
    assert decode(scored, model, [forbidding]).score == 9
    assert decode(scored, model, [forbidding, Reading("free", titles_shown=False)]).reading == "free"
    assert decode(scored, model, [Reading("a", titles_shown=False), Reading("b", titles_shown=True)]).reading == "a"
    assert int(scored[1, INDEX["nav"]]) == 9
