"""The simulation knows where a target went, and what is measured is fooled by nothing of it that can be told."""

from __future__ import annotations

import pytest

from lhextract.wording import fold
from tests.anchoring.play import ASKABLE, Tally, Verdict, ours
from tests.anchoring.tracked import Tracked
from tests.anchoring.trials import Trial, make_trials
from tests.conftest import GOLDEN

CASES = ("aachen-networks", "konstanz-programme", "lighthouses")


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    """Trials on three pages."""
    return [one for case in CASES for one in make_trials(GOLDEN, GOLDEN / case, targets=40, revisions=4, seed=7)]


def test_truth_is_the_target(trials: list[Trial]) -> None:
    """Where the target is said to be, its text stands, within the scope."""
    for trial in trials:
        if trial.truth is not None:
            assert fold(trial.now[slice(*trial.truth)]) == fold(trial.then[trial.start : trial.end])
            assert trial.scope_now[0] <= trial.truth[0] < trial.truth[1] <= trial.scope_now[1]


def test_trials_are_of_every_kind(trials: list[Trial]) -> None:
    """Targets stay, go, move, and have lookalikes; the same seed gives the same trials."""
    assert {trial.truth is None for trial in trials} == {True, False}
    assert len({edit for trial in trials for edit in trial.edits}) > 18
    first = next(make_trials(GOLDEN, GOLDEN / CASES[0], targets=1, revisions=1, seed=7))
    assert first == next(make_trials(GOLDEN, GOLDEN / CASES[0], targets=1, revisions=1, seed=7))


def test_none_is_silently_wrong(trials: list[Trial]) -> None:
    """What can be told is found, or asked about, and more than 98 of 100 are handled rightly."""
    tally = Tally()
    for trial in trials:
        tally.play(trial, ways={"ours": ours})
    counted = {verdict: sum(tally.counts["ours", lot, verdict] for lot in ASKABLE) for verdict in Verdict}
    assert counted[Verdict.WRONG] == counted[Verdict.MISSED] == 0
    assert counted[Verdict.RIGHT] > 0.98 * sum(counted.values())


def test_characters_keep_their_numbers() -> None:
    """What is moved or drawn otherwise is the same, what is written over is not."""
    text = Tracked.fresh("one two three").move(0, 4, 8)
    assert (text.text, text.where(0, 3)) == ("two one three", (4, 7))
    assert text.redraw(7, 8, "\u00a0").where(0, 4) == (4, 8)
    assert text.put(4, 7, "one").where(0, 3) is None
