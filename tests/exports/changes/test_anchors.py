"""Shared runs of two texts: right whatever the texts are, and without comparing every word with every other."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.changes import anchors
from lhextract.exports.changes.anchors import same_runs

words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", " ", "\n"]), max_size=40)


@given(ours=words, theirs=words)
def test_runs_are_shared_and_in_order(ours: list[str], theirs: list[str]) -> None:
    """Each run stands in both texts, none overlaps another, and two that meet in both texts are one."""
    runs = same_runs(ours, theirs)
    assert all(size and ours[i : i + size] == theirs[j : j + size] for i, j, size in runs)
    for (i, j, size), (k, m, _) in pairwise(runs):
        assert i + size <= k
        assert j + size <= m
        assert (i + size, j + size) != (k, m)


@given(text=words)
def test_a_text_is_one_run_of_itself(text: list[str]) -> None:
    """Nothing differs between a text and itself."""
    assert same_runs(text, text) == ([(0, 0, len(text))] if text else [])


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        pytest.param("one two three", "zero two three", "two three", id="end"),
        pytest.param("a b a c a", "a c a b a", "a b a", id="words-that-repeat"),
        pytest.param("x 1 y 2 z", "x 3 y 4 z", "x y z", id="between"),
        pytest.param("new old", "old new", "old", id="crossed"),
    ],
)
def test_what_is_shared(ours: str, theirs: str, shared: str) -> None:
    """The shared words are as many as their order allows."""
    own = ours.split()
    found = [word for i, _, size in same_runs(own, theirs.split()) for word in own[i : i + size]]
    assert len(found) == len(shared.split())


def test_rewritten_text_is_not_compared_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long two texts without anything in common are, only small parts are compared pair by pair."""
    compared: list[int] = []
    real = anchors.SequenceMatcher

    def counted(junk: None, ours: list[str], theirs: list[str], *, autojunk: bool) -> object:
        compared.append(len(ours) * len(theirs))
        return real(junk, ours, theirs, autojunk=autojunk)

    monkeypatch.setattr(anchors, "SequenceMatcher", counted)
    chance = random.Random(0)  # noqa: S311 - no secret
    ours, theirs = (chance.choices([f"w{number}" for number in range(500)], k=4000) for _ in range(2))
    for place in range(0, 2000, 40):
        ours[place] = theirs[place] = f"only here {place}"
    same_runs(ours, theirs)
    assert compared
    assert max(compared) <= anchors.SMALL
    assert sum(compared) <= len(ours) * 40


def test_text_in_which_every_word_repeats() -> None:
    """Where no word stands once, words in a row are what texts are divided by."""
    chance = random.Random(0)  # noqa: S311 - no secret
    ours = chance.choices([f"w{number}" for number in range(50)], k=4000)
    theirs = [word if place % 100 else "new" for place, word in enumerate(ours)]
    assert sum(size for _, _, size in same_runs(ours, theirs)) == 3960
