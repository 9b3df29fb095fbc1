"""Which decisions stand: heads, retractions, circles, and what was agreed last."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.fold import History
from lhextract.model.correction import Action, Decision, Saw

SAW = Saw(None, None, "", "", 0, 0, 0, "0" * 64, "0" * 64)


def decision(ident: str, *supersedes: str, action: Action = Action.SET) -> Decision:
    """A decision about a name."""
    return Decision(ident, "", ident, action, "lh-1", "name", ident, SAW, None, supersedes)


def back(ident: str, *supersedes: str) -> Decision:
    """A decision that takes others back."""
    return decision(ident, *supersedes, action=Action.RETRACT)


def standing(*decisions: Decision) -> list[tuple[str, str | None]]:
    """Head and effect, by their ids."""
    return [(one.head.id, one.effect.id if one.effect else None) for one in History(decisions).standing]


@pytest.mark.parametrize(
    ("decisions", "stand"),
    [
        pytest.param([], [], id="none"),
        pytest.param([decision("a")], [("a", "a")], id="one"),
        pytest.param([decision("a"), decision("b", "a")], [("b", "b")], id="one-after-the-other"),
        pytest.param([decision("a"), decision("b")], [("a", "a"), ("b", "b")], id="parted"),
        pytest.param([decision("a"), decision("b"), decision("c", "a", "b")], [("c", "c")], id="joined-again"),
        pytest.param([decision("a"), back("b", "a")], [("b", None)], id="taken-back"),
        pytest.param([decision("a"), back("b", "a"), back("c", "b")], [("c", "a")], id="taken-back-twice"),
        pytest.param(
            [decision("a"), back("b", "a"), back("c", "b"), back("d", "c")], [("d", None)], id="taken-back-three-times"
        ),
        pytest.param([decision("a"), decision("b", "a"), back("c", "b")], [("c", "a")], id="back-to-what-was-before"),
        pytest.param([decision("b", "a"), back("c", "b")], [("c", None)], id="what-was-before-is-missing"),
        pytest.param([back("c", "b")], [("c", None)], id="what-is-taken-back-is-missing"),
        pytest.param([decision("a", "a")], [("a", "a")], id="follows-itself"),
        pytest.param([decision("a", "b"), decision("b", "a")], [("b", "b")], id="a-circle"),
        pytest.param([back("a", "b"), back("b", "a")], [("b", None)], id="a-circle-of-retractions"),
        pytest.param(
            [decision("a", "c"), decision("b", "a"), decision("c", "b"), decision("d", "c")],
            [("d", "d")],
            id="behind-a-circle",
        ),
        pytest.param([decision("b"), decision("a", "b")], [("a", "a")], id="a-clock-that-went-back"),
    ],
)
def test_what_stands(decisions: list[Decision], stand: list[tuple[str, str | None]]) -> None:
    """Heads and their effects, whatever the order of the files."""
    for order in itertools.permutations(decisions):
        assert standing(*order) == stand


def test_undone_and_redone_a_thousand_times() -> None:
    """A chain of retractions is as long as people make it."""
    chain = [decision("000000"), *(back(f"{n:06}", f"{n - 1:06}") for n in range(1, 4001))]
    assert standing(*chain) == [("004000", "000000")]


def test_parted_and_joined_a_hundred_times() -> None:
    """Two clones that take back what the other one did cost no more than they are."""
    layers = [decision("000a"), decision("000b")]
    for n in range(1, 101):
        layers += [back(f"{n:03}{side}", f"{n - 1:03}a", f"{n - 1:03}b") for side in "ab"]
    assert {head for head, _ in standing(*layers)} == {"100a", "100b"}


@pytest.mark.parametrize(
    ("decisions", "agreed"),
    [
        pytest.param([decision("a"), decision("b"), decision("c")], None, id="never"),
        pytest.param([decision("a"), decision("b", "a"), decision("c", "a")], "a", id="before-they-parted"),
        pytest.param(
            [decision("z"), decision("a", "z"), decision("b", "a"), decision("c", "a")],
            "a",
            id="a-clock-that-went-back",
        ),
        pytest.param([decision("a"), back("0", "a"), decision("b", "0"), decision("c", "0")], None, id="taken-back"),
    ],
)
def test_what_was_agreed_last(decisions: list[Decision], agreed: str | None) -> None:
    """The newest decision that all heads follow, by who has seen whom and not by the clock."""
    history = History(decisions)
    found = history.last_agreed(history.heads)
    assert (found.id if found else None) == agreed


@pytest.mark.parametrize(
    ("decisions", "first"),
    [
        pytest.param([decision("a")], "a", id="no-retraction"),
        pytest.param([decision("a"), back("b", "a")], "a", id="one"),
        pytest.param([decision("a"), back("b", "a"), back("c", "b")], "a", id="of-a-retraction"),
        pytest.param([decision("b"), back("c", "a", "b")], "b", id="one-of-them-is-missing"),
        pytest.param([back("c", "a")], None, id="missing"),
        pytest.param([back("a", "b"), back("b", "a")], None, id="a-circle"),
    ],
)
def test_what_was_taken_back_first(decisions: list[Decision], first: str | None) -> None:
    """What a retraction is about in the end; any other decision is about itself."""
    found = History(decisions).first_taken_back(decisions[-1])
    assert (found.id if found else None) == first


def test_nobody_has_agreed_with_nobody() -> None:
    """Without heads nothing was in force before."""
    assert History([decision("a")]).last_agreed([]) is None


def test_decisions_in_the_order_of_time() -> None:
    """However they come, and found by their ids."""
    history = History([decision("b"), decision("a"), decision("c", "a")])
    assert [one.id for one in history.decisions] == ["a", "b", "c"]
    assert [one.id for one in history.heads] == ["b", "c"]
    assert history.get("a") == decision("a")
    assert history.get("x") is None
    assert history.effects(decision("a")) == (decision("a"),)


def test_several_decisions_come_back() -> None:
    """Who takes back what ended a conflict brings both sides back, in the order of time."""
    made = [decision("a"), decision("b"), decision("c", "b", "a"), back("d", "c")]
    assert standing(*made) == [("d", "a"), ("d", "b")]
    parted = History([*made, decision("e", "d"), decision("f", "d")])
    agreed = parted.last_agreed(parted.heads)
    assert agreed is not None
    assert agreed.id == "c", "both sides of d are no agreement, so it is what was agreed before"


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 11), max_size=3)), max_size=12))
def test_no_history_loses_everything(made: list[tuple[bool, set[int]]]) -> None:
    """However the files point at each other, something stands, and its effects are decisions that are there."""
    decisions = [
        decision(f"{n:02}", *(f"{each:02}" for each in sorted(seen)), action=Action.RETRACT if back_ else Action.SET)
        for n, (back_, seen) in enumerate(made)
    ]
    history = History(decisions)
    assert bool(history.standing) == bool(decisions)
    for one in history.standing:
        assert one.effect is None or one.effect.action is not Action.RETRACT
