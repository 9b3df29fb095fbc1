"""The plain engine: this process, one page after the other."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lhextract.batch.limits import DeadlineError, deadline
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, StatusRow, status_of
from lhextract.batch.setup import Setup
from lhextract.batch.worker import Worker, fallen, first_row, late

# Attempts that may end with the death of the process: the first may have been killed for another reason.
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class InProcess:
    """A page that kills the process takes the run with it; the next run finds in `trace` which page it was.

    `trace` is a file that is there while pages are worked on.
    """

    setup: Setup
    trace: Path

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through the orders in their order."""
        worker, trace = Worker(self.setup), _Trace(self.trace)
        for order in orders:
            row = trace.last_seen(order)
            if row is not None:
                yield Outcome(order.task.number, fallen(row))
                continue
            with trace.of(order):
                outcome = self._work(worker, order, trace)
            yield outcome
        self.trace.unlink(missing_ok=True)

    def _work(self, worker: Worker, order: Order, trace: _Trace) -> Outcome:
        began = time.monotonic()
        try:
            with deadline(self.setup.limits.seconds):
                reading = worker.read(order)
            if isinstance(reading, Outcome):
                return reading
            trace.see(reading.row)
            worker.load()
            with deadline(self.setup.limits.seconds):
                return worker.extract(reading)
        except DeadlineError:
            return Outcome(order.task.number, late(trace.row, self.setup), seconds=time.monotonic() - began)


class _Trace:
    """Which pages were worked on when a process ended before its time, how often, and what was known of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fallen = _read(path)
        self._page = ""

    @property
    def row(self) -> StatusRow:
        """What is known of the page that is worked on."""
        return status_of(self._fallen[self._page]["row"])

    def last_seen(self, order: Order) -> StatusRow | None:
        """What is known of a page that no process has survived."""
        entry = self._fallen.get(order.task.id)
        return status_of(entry["row"]) if entry is not None and entry["attempts"] >= ATTEMPTS else None

    @contextmanager
    def of(self, order: Order) -> Iterator[None]:
        """Leave a trace while a page is worked on: none is left by one that comes to an end of any kind."""
        self._page = order.task.id
        attempts = self._fallen.get(self._page, {}).get("attempts", 0) + 1
        self._fallen[self._page] = {"attempts": attempts}
        self.see(first_row(order.task))
        try:
            yield
        finally:
            del self._fallen[self._page]
            self._write()

    def see(self, row: StatusRow) -> None:
        """Note what is known of the page by now."""
        self._fallen[self._page]["row"] = asdict(row)
        self._write()

    def _write(self) -> None:
        self._path.write_text(json.dumps(self._fallen), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
