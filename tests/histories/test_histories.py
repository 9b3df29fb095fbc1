"""Ids stay and changes are told rightly through histories of golden pages; benchmarks/histories.py plays many more."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import ROOT
from tests.histories.history import make_histories
from tests.histories.pages import golden_states
from tests.histories.play import play
from tests.histories.rewordings import reword_all_or_one
from tests.histories.score import Score
from tests.histories.tables import Watch

GOLDEN = ROOT / "tests" / "golden"
NUMBER = 24  # histories, which take a quarter of a minute; `python -m benchmarks.reruns` plays more


@pytest.fixture(scope="module")
def played() -> tuple[Score, list[Watch]]:
    """What is told of some histories, and what was seen of the tables of each."""
    total, seen = Score(), []
    for history in make_histories(GOLDEN, NUMBER, seed=1):
        watch = Watch()
        total.add(play(history, see=watch.see))
        seen.append(watch)
    return total, seen


@pytest.fixture(scope="module")
def score(played: tuple[Score, list[Watch]]) -> Score:
    """What is told of some histories."""
    return played[0]


def test_tables_hold_in_every_revision(played: tuple[Score, list[Watch]]) -> None:
    """Every foreign key resolves, every id is unique, every id of an earlier release is in use or a tombstone."""
    seen = played[1]
    assert [error for watch in seen for error in watch.errors] == []
    assert sum(watch.revisions for watch in seen) > 5 * NUMBER
    assert sum(watch.withdrawn for watch in seen) > NUMBER


def test_ids_are_kept(score: Score) -> None:
    """Whatever happens to a page, an initiative keeps its id, and none gets another one's without a question."""
    assert score.swapped == 0, score.errors
    assert score.ids_kept >= 0.995, score.errors


def test_people_are_rarely_asked(score: Score) -> None:
    """A history does not cost a question at every step."""
    assert score.asked <= score.steps // 10


def test_events_are_told_rightly(score: Score) -> None:
    """What the edits did is told, and little else."""
    assert score.precision >= 0.98, score.errors
    assert score.recall >= 0.98, score.errors


def test_nothing_is_told_of_cosmetic_changes(score: Score) -> None:
    """Typography and blanks are no change; a quotation mark may move the judgement of a partner once in a while."""
    assert score.cosmetic_steps > NUMBER // 2
    assert score.cosmetic_events <= score.cosmetic_steps // 25, score.errors


@pytest.mark.parametrize("one_at_a_time", [False, True], ids=["all-at-once", "one-at-a-time"])
def test_reworded_initiatives_are_found_or_asked_about(one_at_a_time: bool) -> None:
    """Seven of ten sentences otherwise, and another title: the same initiative, or a question, never another one."""
    counted: Counter[str] = Counter()
    for state in golden_states(GOLDEN)[::16]:
        counted += reword_all_or_one(GOLDEN, state, share=0.7, seed=1, one_at_a_time=one_at_a_time, renamed=True)
    assert counted["wrong"] == counted["new"] == 0
    assert counted["found"] >= 0.95 * counted.total()
