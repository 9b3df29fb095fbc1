from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psutil
import pytest

from lhextract.batch.engines import dask_worker
from lhextract.batch.engines.dask_worker import DONE, REFUSED, end, work
from lhextract.batch.outcome import Outcome, Status
from tests.batch.engines.golden import alone, golden_setup, lines, orders_of
from tests.batch.engines.processes import below, is_alive, that_work_on_pages, until

PARENT = """
import sys
from lhextract.batch.engines.child import Child, start_alone
from lhextract.batch.setup import Setup
child = Child(Setup.of_json(sys.stdin.read()), start_alone)
child._begin()
print(child.process.pid, flush=True)
child.connection.poll(None)
child.connection.recv_bytes()
print("ready", flush=True)
child.connection.poll(None)
"""


@pytest.fixture
def batch() -> Iterator[str]:
    """The name of a batch, whose children end with the test."""
    name = uuid4().hex
    yield name
    end(name)


def test_work_is_that_of_the_plain_engine(batch: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcomes are those of every other engine; a child that is asked for nothing any more ends."""
    monkeypatch.setattr(dask_worker, "IDLE_S", 1.0)
    orders = orders_of("one", "two")
    said = [work(batch, golden_setup().to_json(), order.to_bytes()) for order in orders]
    assert all(line.startswith(DONE) for line in said)
    assert lines(Outcome.of_line(line[1:]) for line in said) == alone(orders, tmp_path)
    assert until(lambda: not that_work_on_pages(below(psutil.Process().pid)))


def test_broken_order_is_refused(batch: str) -> None:
    """What another version sends in another form is no traceback and no lost page."""
    assert work(batch, golden_setup().to_json(), b"{}").startswith(REFUSED)


def test_ended_batch_gets_no_new_child(batch: str) -> None:
    """What Dask still has in line when a batch ends starts nothing any more."""
    end(batch)
    said = work(batch, golden_setup().to_json(), orders_of("one")[0].to_bytes())
    assert Outcome.of_line(said[1:]).status.status == Status.FAILED
    assert that_work_on_pages(below(psutil.Process().pid)) == []


def test_child_ends_with_its_parent() -> None:
    """A worker that is killed takes its child with it."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    parent.stdin.write(golden_setup().to_json().encode())
    parent.stdin.close()
    child = psutil.Process(int(parent.stdout.readline()))
    assert parent.stdout.readline() == b"ready\n"
    assert is_alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert until(lambda: not is_alive(child))
