"""Watching: one line per check, waits with jitter, and a page in trouble does not stop it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lhextract.errors import UsageError
from lhextract.fetching import Fetching
from lhextract.watching import Watch, read_interval, watch
from tests.acquire.web.server import reply
from tests.test_fetching import EDITED, PAGE, TEXT, server

Run = Callable[..., tuple[int, str, str]]
__all__ = ["server"]  # the fixture


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("6h", 21_600), ("1d", 86_400)])
def test_interval(text: str, seconds: float) -> None:
    """An interval is a number with a unit."""
    assert read_interval(text) == seconds


@pytest.mark.parametrize("text", ["", "6", "h", "1.5h", "6 h", "-1h", "30s", "0m"])
def test_interval_that_is_none(text: str) -> None:
    """Anything else, and less than a minute, is refused."""
    with pytest.raises(UsageError, match="--every"):
        read_interval(text)


def test_each_check_says_what_it_came_to(server, workspace: Path) -> None:
    """Unchanged, changed, unchanged, in trouble, well again; the waits are lengthened by chance."""
    pages = [reply(PAGE, headers=TEXT), reply(EDITED, headers=TEXT), reply(EDITED, headers=TEXT)]
    server.says("/page", *pages, reply(b"x", status=404), reply(EDITED, headers=TEXT))
    waits: list[float] = []
    how = Watch(
        100.0, 0.5, times=5, now=lambda: datetime(2026, 11, 1, tzinfo=UTC), sleep=waits.append, chance=lambda: 0.5
    )
    checks = list(watch(None, how=how, fetching=Fetching(allow_private=True), start=workspace))
    assert [one.state for one in checks] == ["unchanged", "changed", "unchanged", "failed", "unchanged"]
    assert [one.code for one in checks] == [0, 0, 0, 5, 0]
    assert "1 role changed" in str(checks[1])
    assert str(checks[3]).startswith("2026-11-01T00:00:00Z lighthouses failed: ")
    assert waits == [125.0] * 4


def test_watch_on_the_command_line(server, lhextract: Run) -> None:
    """`watch --times 1` checks once; as JSON, each check is a line."""
    server.says("/page", reply(PAGE, headers=TEXT))
    code, out, _ = lhextract("watch", "--times", "1", "--allow-private", "--json")
    assert (code, json.loads(out)["state"], json.loads(out)["source"]) == (0, "unchanged", "lighthouses")
    server.says("/page", reply(b"x", status=404))
    assert lhextract("watch", "lighthouses", "--times", "1", "--allow-private")[0] == 5
