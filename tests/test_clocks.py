"""The clock of the day may be set back at any time: nothing waits or ends by it."""

from __future__ import annotations

import ast
import time
from datetime import UTC, datetime

import pytest

from lhextract.acquire.web.clock import Clock, Deadline
from lhextract.review.guard.sessions import Sessions
from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "lhextract"
# What says when something was: a fetch, a decision, a check of `watch`. Their order is kept by other means
# (`fetch._after`, `Decision.supersedes`) or is for people to read.
STAMPS = {"acquire/web/clock.py", "desk.py", "watching.py"}
OF_THE_DAY = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}


def test_only_stamps_read_the_clock_of_the_day() -> None:
    """Deadlines, sessions, tries and pauses are measured by a clock that only rises."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        used = {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_name(node)}
        if used & OF_THE_DAY:
            found.add(path.relative_to(PACKAGE).as_posix())
    assert found == STAMPS


def test_session_while_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session neither ends nor lives on because the clock of the day was set."""
    ticks = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: ticks[0])
    sessions = Sessions(lifetime=10, clock=time.monotonic)
    ident = sessions.begin("Ada")
    for day in (0.0, 4e9):
        monkeypatch.setattr(time, "time", lambda day=day: day)
        assert sessions.steward_of(ident) == "Ada"
    ticks[0] += 10
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert sessions.steward_of(ident) is None


def test_deadline_while_the_clock_goes_back() -> None:
    """A fetch has the seconds that it has."""
    day, ticks = [datetime(2026, 11, 1, tzinfo=UTC)], [0.0]
    deadline = Deadline.after(30, Clock(now=lambda: day[0], ticks=lambda: ticks[0]))
    day[0], ticks[0] = datetime(2020, 1, 1, tzinfo=UTC), 20.0
    assert deadline.left() == 10
    day[0], ticks[0] = datetime(2030, 1, 1, tzinfo=UTC), 31.0
    assert deadline.left() == 0


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
