"""Orders for small golden pages, and what becomes of them without any cluster."""

from __future__ import annotations

from pathlib import Path

from lhextract.batch.engines.in_process import InProcess
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome
from lhextract.batch.setup import Limits, Setup
from lhextract.batch.task import Place, Task
from tests.batch.pages import setup_of
from tests.conftest import GOLDEN

SMALL = 6_000  # bytes


def golden_setup(*, seconds: float = 60.0) -> Setup:
    """How to read them: by rules alone, whatever they look like."""
    return setup_of(GOLDEN, limits=Limits(seconds=seconds), accept=True)


def orders_of(*ids: str) -> list[Order]:
    """Orders with these ids, each for another small page."""
    found = sorted(path for path in GOLDEN.glob("*/source.*") if path.stat().st_size < SMALL and path.suffix != ".toml")
    assert len(found) >= len(ids)
    return [
        Order(Task(number, name, Place(path.relative_to(GOLDEN).as_posix())))
        for number, (name, path) in enumerate(zip(ids, found, strict=False))
    ]


def alone(orders: list[Order], folder: Path) -> list[bytes]:
    """What the plain engine makes of them."""
    return lines(InProcess(golden_setup(), folder / "trace.json").run(orders))


def lines(outcomes) -> list[bytes]:
    """Outcomes as their lines in the order of their numbers, without the time that they took."""
    known: list[Outcome] = sorted(outcomes, key=lambda outcome: outcome.number)
    return [
        Outcome(outcome.number, outcome.status, outcome.rows, same=outcome.same, seconds=0.0).to_line()
        for outcome in known
    ]
