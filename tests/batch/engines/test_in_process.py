"""The plain engine: late pages end, and a page that took the process with it twice is not tried a third time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lhextract.batch.engines.in_process import InProcess
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, Status
from lhextract.batch.setup import Limits
from lhextract.batch.worker import FALLEN, Reading, Worker
from tests.batch.pages import make_pages, setup_of, tasks_in


@pytest.fixture
def orders(tmp_path: Path) -> list[Order]:
    """Three pages."""
    return [Order(task) for task in tasks_in(make_pages(tmp_path / "pages", ["Ahorn", "Birke", "Eiche"]))]


class DiedError(BaseException):
    """Stands for the death of the process: nothing after it is run."""


def test_page_that_kills_twice(orders: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third run goes on without it; its row says what it was."""
    setup, trace = setup_of(tmp_path / "pages"), tmp_path / "trace.json"
    extract, snapshot = Worker.extract, b""

    def deadly(self: Worker, reading: Reading) -> Outcome:
        nonlocal snapshot
        if reading.order.task.id == "birke":
            snapshot = trace.read_bytes()
            raise DiedError
        return extract(self, reading)

    monkeypatch.setattr(Worker, "extract", deadly)
    for _ in range(2):
        with pytest.raises(DiedError):
            list(InProcess(setup, trace).run(orders))
        trace.write_bytes(snapshot)  # a process that died has cleaned up nothing
    outcomes = list(InProcess(setup, trace).run(orders))
    assert [outcome.status.status for outcome in outcomes] == [Status.OK, Status.KILLED, Status.OK]
    assert (outcomes[1].status.reason, outcomes[1].status.sha256 is not None) == (FALLEN, True)
    assert not trace.exists()


def test_late(orders: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that never ends has its row, though something on the way catches every `Exception`."""

    def endless(_self: Worker, _reading: Reading) -> Outcome:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: BLE001, S112 - what a careless stage might do
                continue

    monkeypatch.setattr(Worker, "extract", endless)
    setup = setup_of(tmp_path / "pages", limits=Limits(seconds=0.05, megabytes=None))
    outcomes = list(InProcess(setup, tmp_path / "trace.json").run(orders))
    assert [outcome.status.status for outcome in outcomes] == [Status.TIMEOUT] * 3
    assert all(outcome.status.sha256 for outcome in outcomes)


@pytest.mark.parametrize("error", [StopIteration(), RecursionError("too deep"), KeyError("x"), MemoryError(), OSError(28, "full")])
def test_any_error_is_an_outcome(
    error: Exception, orders: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page never costs another, whatever happens in it."""

    def broken(_: object) -> Iterator[None]:
        raise error

    monkeypatch.setattr("lhextract.run.begin", broken)
    setup = setup_of(tmp_path / "pages")
    outcomes = list(InProcess(setup, tmp_path / "trace.json").run(orders))
    wanted = Status.KILLED if isinstance(error, MemoryError) else Status.FAILED
    assert [outcome.status.status for outcome in outcomes] == [wanted] * 3
    assert all(outcome.status.reason for outcome in outcomes)
