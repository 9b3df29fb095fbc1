"""What an engine is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome
from lhextract.batch.setup import Setup
from lhextract.batch.workfolder import WorkFolder


class Engine(Protocol):
    """Takes orders one by one when it has room for them, and gives exactly one outcome for each."""

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Work through the orders. Closing the iterator early ends all that was started."""
        ...


MakeEngine = Callable[[Setup, WorkFolder], Engine]
