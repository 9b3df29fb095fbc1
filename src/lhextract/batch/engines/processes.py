"""The engine of several processes on one machine; a page that kills its process costs that page alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from lhextract.batch.engines.child import Child, done, start_forked
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome
from lhextract.batch.setup import Setup


@dataclass(frozen=True, slots=True)
class Processes:
    """So many workers, each with one page at a time.

    Not a pool of `concurrent.futures` or `multiprocessing`: there a dead worker breaks the whole pool or is never
    heard of again, and none can be ended for being late.
    """

    setup: Setup
    workers: int

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through the orders; what is done first comes first."""
        waiting = iter(orders)
        with ExitStack() as stack:
            children: list[Child] = []
            for order in _first(waiting, self.workers):
                child = Child(self.setup, start_forked)
                stack.callback(child.close)
                children.append(child)
                child.give(order)
            while busy := [child for child in children if child.order is not None]:
                for child, outcome in done(busy):
                    if (order := next(waiting, None)) is not None:
                        child.give(order)
                    yield outcome


def _first(orders: Iterator[Order], number: int) -> Iterator[Order]:
    for _ in range(number):
        if (order := next(orders, None)) is not None:
            yield order
