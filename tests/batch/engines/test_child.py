"""A process that works on pages for another: whatever becomes of it, each order has its outcome."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from lhextract.batch.engines.child import Child, start_alone, start_forked
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, Status
from lhextract.batch.setup import Limits
from lhextract.batch.worker import FALLEN, NO_MEMORY
from tests.batch.pages import make_pages, setup_of, tasks_in

SLOW = 60  # copies of a page, which take longer than any test may


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages, the second one long."""
    folder = make_pages(tmp_path / "pages", ["Ahorn"])
    (folder / "zeder.txt").write_text((folder / "ahorn.txt").read_text() * SLOW)
    return folder


@pytest.fixture(params=[start_forked, start_alone], ids=["forked", "alone"])
def start(request: pytest.FixtureRequest) -> Callable[..., object]:
    """Both ways to start a child."""
    return request.param  # type: ignore[no-any-return]


def outcome_of(child: Child) -> Outcome:
    """Wait for the end of what it works on."""
    while True:
        if not wait([child.connection], max(0.0, child.seconds_left())):
            return child.end_late()
        if (outcome := child.take()) is not None:
            return outcome


@pytest.fixture
def child(pages: Path, start: Callable[..., object]) -> Iterator[Child]:
    """A child that is ended with the test."""
    one = Child(setup_of(pages), start)  # type: ignore[arg-type]
    yield one
    one.close()


def orders_in(pages: Path) -> list[Order]:
    """An order for each page."""
    return [Order(task) for task in tasks_in(pages)]


def test_gives_outcomes(child: Child, pages: Path) -> None:
    """One after the other; what is known already is not worked on."""
    order = orders_in(pages)[0]
    child.give(order)
    first = outcome_of(child)
    assert first.status.status is Status.OK
    child.give(Order(order.task, known=((str(first.status.sha256), str(first.status.key)),)))
    assert outcome_of(child).same


def test_killed_while_working(child: Child, pages: Path) -> None:
    """Its page says so and what it was; the next page is done by another child."""
    short, long = orders_in(pages)
    child.give(long)
    while child.row is None or child.row.sha256 is None:
        wait([child.connection], 30)
        assert child.take() is None
    before = child.process.pid
    os.kill(before or 0, signal.SIGKILL)
    outcome = outcome_of(child)
    assert (outcome.number, outcome.status.status, outcome.status.reason) == (1, Status.KILLED, FALLEN)
    assert outcome.status.sha256 is not None
    child.give(short)
    assert outcome_of(child).status.status is Status.OK
    assert child.process.pid != before


def test_late(pages: Path) -> None:
    """A page that takes too long ends its child; the time that loading takes is no part of it."""
    short, long = orders_in(pages)
    child = Child(setup_of(pages, limits=Limits(seconds=0.01, megabytes=None)), start_forked)
    child.give(long)
    outcome = outcome_of(child)
    child.close()
    assert (outcome.status.status, outcome.status.sha256 is not None) == (Status.TIMEOUT, True)


def test_out_of_memory(pages: Path) -> None:
    """A page that needs too much says so, and its child is replaced at once."""
    child = Child(setup_of(pages, limits=Limits(seconds=60, megabytes=1)), start_forked)
    for order in reversed(orders_in(pages)):
        child.give(order)
        outcome = outcome_of(child)
        if order.task.id == "zeder":
            assert (outcome.status.status, outcome.status.reason) == (Status.KILLED, NO_MEMORY)
    child.close()


def test_ends_with_its_parent(child: Child) -> None:
    """No child outlives the end of its pipe."""
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child.process.pid or 0, 0)
