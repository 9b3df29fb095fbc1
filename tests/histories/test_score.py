"""The scoring counts what it should, on events made by hand."""

from __future__ import annotations

import pytest

from lhextract.model.change import Cause, Change, Kind
from tests.histories.score import Score, Told, score_events
from tests.histories.truth import Event, event


def change(kind: Kind, *, old=None, new=None, contact: str | None = None) -> Change:
    """A change of the one initiative."""
    return Change(kind, Cause.PAGE, "First", initiative="lh-1", contact=contact, old=old, new=new)


NUMBER = change(Kind.PHONE_CHANGED, old="+49351461234", new="+49351465678", contact="ct-1")
TRUE = event(Kind.PHONE_CHANGED, "a", old="1234", new="5678")


@pytest.mark.parametrize(
    ("told", "events", "loose", "counts"),
    [
        pytest.param([NUMBER], [TRUE], False, (1, 0, 1, 1), id="right"),
        pytest.param([], [TRUE], False, (0, 0, 1, 0), id="missed"),
        pytest.param([NUMBER], [], False, (0, 1, 0, 0), id="invented"),
        pytest.param([NUMBER], [], True, (0, 0, 0, 0), id="follows-text"),
        pytest.param([NUMBER], [event(Kind.PHONE_CHANGED, "b", new="5678")], False, (0, 1, 1, 0), id="of-another"),
        pytest.param([NUMBER], [event(Kind.PHONE_CHANGED, "a", new="9999")], False, (0, 1, 1, 0), id="another-value"),
        pytest.param([NUMBER, NUMBER], [TRUE], False, (1, 1, 1, 1), id="told-twice"),
        pytest.param([change(Kind.PARTNER_ADDED, new={"name": "X"})], [], False, (0, 0, 0, 0), id="judged"),
        pytest.param(
            [change(Kind.INITIATIVE_REORDERED)] * 2,
            [Event(Kind.INITIATIVE_REORDERED, frozenset({"a"}))],
            False,
            (1, 1, 1, 1),
            id="one-move",
        ),
    ],
)
def test_events_are_counted(told, events, loose: bool, counts: tuple[int, ...]) -> None:
    """Right and wrong ones among those told, and the true ones, with those of them that were told."""
    score = Score()
    keys = frozenset({"a"}) if loose else frozenset()
    score_events(score, "here", Told(tuple(told), {"lh-1": "a"}, frozenset()), events, keys)
    sums = [sum(getattr(tally, name) for tally in score.kinds.values()) for name in ("right", "wrong", "true", "met")]
    assert tuple(sums) == counts
