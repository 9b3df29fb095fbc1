"""What runs inside a Dask worker: a child of its own for each thread of the worker, so that no page costs a worker.

Dask gives a task up for good after a few workers have died of it, and asks nobody how long a task takes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from socket import gethostname

from lhextract.batch.engines.child import Child, start_alone
from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome
from lhextract.batch.setup import Setup, refuse_other_program
from lhextract.batch.worker import first_row, reason_of
from lhextract.errors import UsageError

# What comes back begins with one of these: the outcome of an order, or why this machine is of no use to the batch.
DONE, REFUSED = b"!", b"-"
# A child that nobody asks for so long is ended: whoever led the batch was killed, and told nobody.
IDLE_S = 60.0


@dataclass(slots=True)
class _Kept:
    """The child of one thread; `lock` is held while it works."""

    child: Child
    lock: threading.Lock = field(default_factory=threading.Lock)
    timer: threading.Timer | None = None


_kept: dict[tuple[str, int], _Kept] = {}
_ended: set[str] = set()
_changing = threading.Lock()


def work(batch: str, setup: str, order: bytes) -> bytes:
    """Do one order of a batch, all as JSON; never raises, as Dask knows exceptions that it loses.

    What comes back begins with `DONE` or `REFUSED`.
    """
    try:
        task = Order.of_bytes(order).task
        _refuse(setup, "://" not in task.place.where)
    except UsageError as error:
        return REFUSED + f"{error} (this was found on {gethostname()})".encode()
    except Exception as error:  # another version writes orders in another way
        return REFUSED + f"worker on {gethostname()}: {reason_of(error)}; install the same lhextract there".encode()
    try:
        outcome = _work(batch, setup, order)
    except Exception as error:  # one page never costs another, whatever it is
        outcome = Outcome(task.number, replace(first_row(task), reason=reason_of(error)))
    return DONE + outcome.to_line()


@lru_cache(maxsize=16)  # a worker outlives the batches that it works for
def _refuse(text: str, files: bool) -> None:
    """Raise `UsageError` where this machine would give other results, or sees other `files`."""
    setup = Setup.of_json(text)
    refuse_other_program(setup)
    for folder in {setup.start if files else None, setup.workspace} - {None}:
        if not Path(str(folder)).is_dir():
            raise UsageError(
                f"worker: found no folder {folder}, allowed is a folder that every machine has under the same path; "
                "mount the storage there, or start the batch in a folder that is shared"
            )


def _work(batch: str, setup: str, order: bytes) -> Outcome:
    key = batch, threading.get_ident()
    with _changing:
        if batch in _ended:
            raise UsageError("this batch has ended")
        kept = _kept.setdefault(key, _Kept(Child(Setup.of_json(setup), start_alone)))
        kept.lock.acquire()
    try:
        if kept.timer is not None:
            kept.timer.cancel()
        return kept.child.work(Order.of_bytes(order))
    finally:
        kept.timer = threading.Timer(IDLE_S, _end_one, [key])
        kept.timer.daemon = True
        kept.timer.start()
        kept.lock.release()


def end(batch: str) -> None:
    """End the children of a batch, whatever they do, and start none for it any more."""
    with _changing:
        _ended.add(batch)
    for key in [key for key in _kept if key[0] == batch]:
        _end_one(key, busy=True)


def _end_one(key: tuple[str, int], *, busy: bool = False) -> None:
    """End one child that is idle, or `busy` too: its thread sees that it died."""
    with _changing:
        kept = _kept.get(key)
        idle = kept is not None and kept.lock.acquire(blocking=False)
        if kept is not None and (idle or busy):
            del _kept[key]
    if kept is None:
        return
    if kept.timer is not None and (idle or busy):
        kept.timer.cancel()
    if idle:
        kept.child.close()
        kept.lock.release()
    elif busy:
        kept.child.process.kill()
