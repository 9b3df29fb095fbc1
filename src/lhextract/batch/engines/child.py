"""A process that works on pages for another one, and the other end of the pipe to it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from typing import Protocol

from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, StatusRow
from lhextract.batch.setup import Setup
from lhextract.batch.worker import NO_MEMORY, Reading, Worker, fallen, first_row, late

MODULE = "lhextract.batch.engines.child"
# What a forked worker has from its parent without loading it again. (`fork` itself would share more, and the locks of
# the threads of a progress bar too.)
PRELOADED = (MODULE, "lhextract.gate", "lhextract.mentions.finder", "lhextract.batch.rows")
GRACE_S = 5.0  # for an orderly end
START_S = 120.0  # for everything that is imported, on a machine that has much else to do
# What a child says: that it has loaded what it needs and begins (with the time that a page may take), what is known of
# a page so far, and the outcome of a page.
READY, SEEN, DONE = b"+", b"?", b"!"


class Process(Protocol):
    """What both ways to start a process have in common."""

    pid: int | None

    def kill(self) -> None:
        """End it now."""
        ...


def serve(connection: Connection, setup: Setup) -> None:
    """Be the child: answer orders with what is known of the page as soon as it is read, then with its outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children itself
    worker = Worker(setup)

    def say(what: bytes, outcome: Outcome) -> None:
        connection.send_bytes(what + outcome.to_line())

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(READY)
        while True:
            order = Order.of_bytes(connection.recv_bytes())
            done = worker.read(order)
            if isinstance(done, Reading):
                say(SEEN, Outcome(order.task.number, done.row))
                if worker.load():
                    connection.send_bytes(READY)
                done = worker.extract(done)
            say(DONE, done)


@dataclass(slots=True)
class Child:
    """The parent's view: at most one order at a time, killed where it takes too long."""

    setup: Setup
    start: Callable[[Connection, Setup], Process]
    connection: Connection = field(init=False)
    process: Process = field(init=False)
    order: Order | None = field(default=None, init=False)
    row: StatusRow | None = field(default=None, init=False)
    ready: bool = field(default=False, init=False)
    began: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.ready = False
        self.connection, theirs = Pipe()
        self.process = self.start(theirs, self.setup)
        theirs.close()

    def give(self, order: Order) -> None:
        """Let it work on an order."""
        self.order, self.row, self.began = order, first_row(order.task), time.monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # dead already: `take` will see it
            self.connection.send_bytes(order.to_bytes())

    def seconds_left(self) -> float:
        """How long it may still work on its order, or take to start; 0 or less when it is late."""
        allowed = self.setup.limits.seconds if self.ready else START_S
        return self.began + allowed - time.monotonic()

    def take(self) -> Outcome | None:
        """What it has said, to be asked when it has said something: an outcome, or None where it goes on working.

        A child that died is replaced, and its page has an outcome all the same.
        """
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._instead(fallen)
        what, line = message[:1], message[1:]
        if what == READY:
            self.ready, self.began = True, time.monotonic()
        elif what == SEEN:
            self.row = Outcome.of_line(line).status
        else:
            self.order = None
            outcome = Outcome.of_line(line)
            if outcome.status.reason == NO_MEMORY:
                self._replace()  # a fresh process has its memory in order
            return outcome
        return None

    def end_late(self) -> Outcome:
        """Kill a child that is late; another takes its place."""
        return self._instead(lambda row: late(row, self.setup))

    def _instead(self, what: Callable[[StatusRow], StatusRow]) -> Outcome:
        if self.order is None or self.row is None:
            raise AssertionError("a child without an order has nothing to say")
        outcome = Outcome(self.order.task.number, what(self.row), seconds=time.monotonic() - self.began)
        self.order = None
        self._replace()
        return outcome

    def _replace(self) -> None:
        self.close()
        self._begin()

    def close(self) -> None:
        """End it, whatever it does."""
        self.connection.close()
        self.process.kill()
        _wait_for(self.process)


def _wait_for(process: Process) -> None:
    """No child is left behind as a zombie."""
    wait = getattr(process, "join", None) or process.wait  # type: ignore[attr-defined]
    wait(GRACE_S)


def start_forked(connection: Connection, setup: Setup) -> Process:
    """A child that shares what a fork server has loaded: less memory, and there at once."""
    context = get_context("forkserver" if sys.platform != "win32" else "spawn")
    if sys.platform != "win32":
        context.set_forkserver_preload(list(PRELOADED))
    process = context.Process(target=serve, args=(connection, setup), daemon=True)
    process.start()
    return process


def start_alone(connection: Connection, setup: Setup) -> Process:
    """A child that shares nothing: for a process that may have no children of `multiprocessing`, as Dask's workers."""
    number = connection.fileno()
    os.set_inheritable(number, True)
    command = [sys.executable, "-m", MODULE, str(number)]
    process = subprocess.Popen(command, pass_fds=(number,), stdin=subprocess.PIPE)
    if process.stdin is None:
        raise AssertionError("there is a pipe")
    process.stdin.write(setup.to_json().encode())
    process.stdin.close()
    return process


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), Setup.of_json(sys.stdin.read()))
