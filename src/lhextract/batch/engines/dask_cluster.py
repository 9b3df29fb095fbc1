"""The engine of a Dask cluster: one made here for the batch, or one that a scheduler has on many machines.

Dask moves orders and outcomes and finds new workers for those of dead ones. A page is worked on by a child process of
the worker (`dask_worker`), so that its deadline, its memory and its death are those of every other engine.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING
from uuid import uuid4

from lhextract.batch.engines.child import START_S
from lhextract.batch.engines.dask_client import Patience, connected, threads_of
from lhextract.batch.engines.dask_worker import DONE, REFUSED, end, work
from lhextract.batch.engines.engine import MakeEngine
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome
from lhextract.batch.setup import Setup
from lhextract.batch.worker import fallen, first_row, reason_of
from lhextract.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

# Orders that wait at a worker while it works on another one: none is idle, and thousands do not pile up.
ORDERS_PER_THREAD = 3
# Attempts at an order under which Dask's workers died, each of which are some workers for Dask.
ATTEMPTS = 3
PAUSE_S = 0.01
PATIENCE = Patience()
AGAIN = "run the same command again: it takes up what is done by then"


def make_dask(*, workers: int | None, scheduler: str | None) -> MakeEngine:
    """How to make the engine: with the cluster of a `scheduler`, else with one of so many `workers` on this machine."""
    return lambda setup, _: DaskCluster(setup, workers, scheduler)


@dataclass(frozen=True, slots=True)
class DaskCluster:
    """Orders are handed over as there are threads to work on them; outcomes come as they are done.

    `workers` None: as many as there are cores. Raises `MissingExtraError` without the extra `cluster`, and `UsageError`
    where no scheduler answers, none is left or has workers, or a machine is of no use to the batch.
    """

    setup: Setup
    workers: int | None = None
    scheduler: str | None = None
    patience: Patience = PATIENCE

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through the orders; what is done first comes first."""
        waiting = iter(orders)
        if (first := next(waiting, None)) is None:
            return
        batch = uuid4().hex
        with connected(self.workers, self.scheduler, self.patience, at_end=lambda client: client.run(end, batch)) as (
            client,
            name,
        ):
            yield from _Flight(client, name, batch, self.setup, self.patience).outcomes(chain([first], waiting))


@dataclass(slots=True)
class _Flight:
    """The orders that a cluster has at the moment, and when something was last heard of it."""

    client: Client
    name: str
    batch: str
    setup: Setup
    patience: Patience
    flying: dict[Future, Order] = field(default_factory=dict)
    attempts: dict[int, int] = field(default_factory=dict)
    room: int = 1
    asked: float = float("-inf")
    moved: float = field(default_factory=time.monotonic)
    manned: float = field(default_factory=time.monotonic)

    def outcomes(self, orders: Iterator[Order]) -> Iterator[Outcome]:
        from distributed import as_completed

        completed = as_completed(loop=self.client.loop)
        setup = self.setup.to_json()
        self._look()
        while True:
            for order in islice(orders, max(0, self.room - len(self.flying))):
                completed.add(self._submit(order, setup))
            if not self.flying:
                return
            arrived = completed.next_batch(block=False)
            if not arrived:
                time.sleep(PAUSE_S)
            for future in arrived:
                order = self.flying.pop(future)
                try:
                    outcome = self._outcome(order, future)
                except TimeoutError:  # its worker has died since, and the order is worked on by another one
                    self.flying[future] = order
                    completed.add(future)
                    continue
                self.moved = time.monotonic()
                future.release()
                if outcome is None:
                    completed.add(self._submit(order, setup))
                else:
                    yield outcome
            self._look()

    def _submit(self, order: Order, setup: str) -> Future:
        """Hand one order over, under a name of its own: Dask keeps the results of what it takes to be the same."""
        attempt = self.attempts.get(order.task.number, 0)
        key = f"lhextract-{self.batch}-{order.task.number}-{attempt}"
        future = self.client.submit(work, self.batch, setup, order.to_bytes(), key=key, pure=False)
        self.flying[future] = order
        return future

    def _outcome(self, order: Order, future: Future) -> Outcome | None:
        """What became of an order; None where it is to be tried again. Raises `TimeoutError` where nothing came."""
        try:
            said: bytes = future.result(timeout=self.patience.answer_s)
        except TimeoutError:
            raise
        except CancelledError as error:  # what Dask does with every order when the scheduler is gone
            raise self._lost() from error
        except Exception as error:
            return self._without_result(order, error)
        if said.startswith(REFUSED):
            raise UsageError(f"Dask: {said[len(REFUSED) :].decode()}")
        return Outcome.of_line(said[len(DONE) :])

    def _without_result(self, order: Order, error: Exception) -> Outcome | None:
        from distributed import KilledWorker

        number = order.task.number
        if _cannot_load(error):
            raise UsageError(
                f"Dask {self.name}: scheduler or worker cannot load lhextract ({error.__cause__ or error}), allowed is "
                "the same version of lhextract and its libraries on every machine; install it there"
            )
        self.attempts[number] = self.attempts.get(number, 0) + 1
        if self.attempts[number] < ATTEMPTS:
            return None
        row = first_row(order.task)
        killed = isinstance(error, KilledWorker)
        return Outcome(number, fallen(row) if killed else replace(row, reason=reason_of(error)))

    def _look(self) -> None:
        """Ask now and then how many threads there are: a cluster that is gone, empty or stuck is an error."""
        now = time.monotonic()
        if now - self.asked < self.patience.look_s:
            return
        self.asked = now
        threads = threads_of(self.client, self.patience)
        if threads is None:
            raise self._lost()
        if threads:
            self.manned = now
        self.room = max(1, threads * ORDERS_PER_THREAD)
        if now - self.manned > self.patience.workers_s:
            raise UsageError(
                f"Dask {self.name}: found no worker for {self.patience.workers_s:g} s, allowed is one or more; start "
                f"workers, and {AGAIN}"
            )
        longest = START_S + self.setup.limits.seconds
        if now - self.moved > self.patience.stuck_s + ORDERS_PER_THREAD * longest:
            raise UsageError(f"Dask {self.name}: no page has come back for {now - self.moved:.0f} s; {AGAIN}")

    def _lost(self) -> UsageError:
        return UsageError(
            f"Dask {self.name}: the scheduler is gone, or does not answer any more; start one, and {AGAIN}"
        )


def _cannot_load(error: Exception) -> bool:
    """Whether the function itself could not be had; it raises nothing of its own."""
    causes = (error, error.__cause__)
    return any(isinstance(cause, ImportError | AttributeError) for cause in causes)
