"""A process that works on pages for another: whatever becomes of it, each order has its outcome."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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
from tests.conftest import ROOT

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
    page = pages / "zeder.txt"
    page.write_text(page.read_text() * 20)
    _, long = orders_in(pages)
    child = Child(setup_of(pages, limits=Limits(seconds=1, megabytes=None)), start_forked)
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


def test_closed(child: Child, pages: Path) -> None:
    """A child that is closed is gone; it begins anew when it is given something."""
    order = orders_in(pages)[0]
    child.give(order)
    outcome_of(child)
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child.process.pid or 0, 0)
    child.give(order)
    assert outcome_of(child).status.status is Status.OK


def test_ends_without_its_parent(pages: Path) -> None:
    """A child whose parent was killed while it works on a page without end does not work on it for ever."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom lhextract.batch.engines import child\n"
        "child.GRACE_S = 0.0\n"
        "from tests.batch.pages import setup_of\nfrom lhextract.batch.setup import Limits\n"
        "from lhextract.batch.worker import Worker\n"
        "from multiprocessing import Pipe\n"
        "from lhextract.batch.order import Order\nfrom lhextract.batch.task import Place, Task\n"
        "def endless(*_):\n    while True: pass\n"
        "Worker.extract = endless\n"
        "mine, theirs = Pipe()\nmine.send_bytes(Order(Task(0, 'ahorn', Place('ahorn.txt'))).to_bytes())\n"
        f"child.serve(theirs, setup_of(Path({str(pages)!r}), limits=Limits(seconds=0.2, megabytes=None)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == -signal.SIGALRM
