"""Sessions and tries: bounded in time and number."""

from __future__ import annotations

from lhextract.review.guard.attempts import MOST_KEYS, Attempts
from lhextract.review.guard.sessions import MOST, Sessions


def test_session_ends_after_its_lifetime() -> None:
    """A session lasts as long as it may, then is over."""
    now = [0.0]
    sessions = Sessions(lifetime=10, clock=lambda: now[0])
    ident = sessions.begin("Ada")
    now[0] = 9.9
    assert sessions.steward_of(ident) == "Ada"
    now[0] = 10
    assert sessions.steward_of(ident) is None
    now[0] = 0
    assert sessions.steward_of(ident) is None


def test_oldest_session_makes_room() -> None:
    """There are never more sessions than allowed; the oldest ends."""
    sessions = Sessions()
    idents = [sessions.begin("Ada") for _ in range(MOST + 1)]
    assert [sessions.steward_of(ident) for ident in (idents[0], idents[1], idents[-1])] == [None, "Ada", "Ada"]


def test_ids_differ_and_are_not_the_name() -> None:
    """Each session has an id of 256 bits; a name is none."""
    sessions = Sessions()
    idents = {sessions.begin("Ada") for _ in range(50)}
    assert len(idents) == 50
    assert {len(ident) for ident in idents} == {43}
    assert sessions.steward_of("Ada") is None


def test_tries_come_back_with_time() -> None:
    """Tries are counted within a window that moves; a refused one is not counted."""
    now = [0.0]
    attempts = Attempts(limit=2, window=10, clock=lambda: now[0])
    assert [attempts.begin("a") for _ in range(4)] == [True, True, False, False]
    assert attempts.begin("b")
    now[0] = 10
    assert [attempts.begin("a") for _ in range(3)] == [True, True, False]
    attempts.forget("a")
    assert attempts.begin("a")


def test_tries_fill_no_memory() -> None:
    """However many names are tried, only the latest are kept."""
    attempts = Attempts(limit=1, window=10, clock=lambda: 0.0)
    assert all(attempts.begin(str(n)) for n in range(MOST_KEYS + 1))
    assert attempts.begin("0")
    assert not attempts.begin(str(MOST_KEYS))
