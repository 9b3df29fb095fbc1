"""A process that works on pages for another one, and the other end of the pipe to it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from typing import Protocol

from lhextract.batch.order import Order
from lhextract.batch.outcome import Outcome, StatusRow
from lhextract.batch.setup import Setup
from lhextract.batch.worker import NO_MEMORY, Reading, Worker, fallen, first_row, late

MODULE = "lhextract.batch.engines.child"
# What every child has before its first page, a forked one from its parent without loading it again. (`fork` itself
# would share more, and the locks of the threads of a progress bar too.)
PRELOADED = (MODULE, "lhextract.gate", "lhextract.mentions.finder", "lhextract.batch.rows")
GRACE_S = 5.0  # for an orderly end
START_S = 120.0  # for everything that is imported, on a machine that has much else to do
# What a child says: that it has loaded what it needs and begins (with the time that a page may take), what is known of
# a page so far, and the outcome of a page.
READY, SEEN, DONE = b"+", b"?", b"!"


class Process(Protocol):
    """What both ways to start a process have in common."""

    @property
    def pid(self) -> int | None:
        """Its number, once it runs."""
        ...

    def kill(self) -> None:
        """End it now."""
        ...

    def join(self, timeout: float) -> None:
        """Wait until it has ended, so that it is not left behind as a zombie."""
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
                    # What all pages need is never garbage, and to look through it takes a tenth of the time.
                    gc.freeze()
                    connection.send_bytes(READY)
                _end_after(setup.limits.seconds + GRACE_S)
                done = worker.extract(done)
                _end_after(0)
            say(DONE, done)


def _end_after(seconds: float) -> None:
    """Have the kernel end this process after so many seconds, where it can; 0 takes that back.

    The parent does so earlier; this is for one that was killed, and leaves a child on a page without end.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


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
    running: bool = field(default=False, init=False)
    began: float = field(default=0.0, init=False)

    def _begin(self) -> None:
        self.connection, theirs = Pipe()
        self.process = self.start(theirs, self.setup)
        theirs.close()
        self.ready, self.running = False, True

    def work(self, order: Order) -> Outcome:
        """Let it work on an order until that is done."""
        self.give(order)
        while True:
            for _, outcome in done([self]):
                return outcome

    def give(self, order: Order) -> None:
        """Let it work on an order; the process is made at the first one, and after one that it did not live through."""
        if not self.running:
            self._begin()
        self.order, self.row, self.began = order, first_row(order.task), time.monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # dead already: `take` will see it
            self.connection.send_bytes(order.to_bytes())

    def seconds_left(self) -> float:
        """How long it may still work on its order, or take to start; 0 or less when it is late."""
        allowed = self.setup.limits.seconds if self.ready else START_S
        return self.began + allowed - time.monotonic()

    def take(self) -> Outcome | None:
        """What it has said, to be asked when it has said something: an outcome, or None where it goes on working.

        The page of a child that died has an outcome all the same.
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
                self.close()  # a fresh process has its memory in order
            return outcome
        return None

    def end_late(self) -> Outcome:
        """Kill a child that is late."""
        return self._instead(lambda row: late(row, self.setup))

    def _instead(self, what: Callable[[StatusRow], StatusRow]) -> Outcome:
        if self.order is None or self.row is None:
            raise AssertionError("a child without an order has nothing to say")
        outcome = Outcome(self.order.task.number, what(self.row), seconds=time.monotonic() - self.began)
        self.close()
        self.order = None
        return outcome

    def close(self) -> None:
        """End it, whatever it does."""
        if self.running:
            self.running = False
            self.connection.close()
            self.process.kill()
            self.process.join(GRACE_S)


def done(busy: Sequence[Child]) -> Iterator[tuple[Child, Outcome]]:
    """Wait until one of the children that have an order does something, and tell whose order came to an end."""
    patience = max(0.0, min(child.seconds_left() for child in busy))
    ready = wait([child.connection for child in busy], patience)
    for child in busy:
        outcome = None
        if child.connection in ready:
            outcome = child.take()
        elif child.seconds_left() <= 0:
            outcome = child.end_late()
        if outcome is not None:
            yield child, outcome


def start_forked(connection: Connection, setup: Setup) -> Process:
    """A child that shares what a fork server has loaded: less memory, and there at once."""
    if sys.platform == "win32":
        context = get_context("spawn")
    else:
        context = get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
    process = context.Process(target=serve, args=(connection, setup), daemon=True)
    process.start()
    return process


@dataclass(frozen=True, slots=True)
class _Alone:
    """A process of its own, which the kernel ends when the pipe to its standard input closes: with its parent."""

    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def kill(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.kill()

    def join(self, timeout: float) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout)


def start_alone(connection: Connection, setup: Setup) -> Process:
    """A child that shares nothing: for a process that may have no children of `multiprocessing`, as Dask's workers."""
    number = connection.fileno()
    command = [sys.executable, "-m", MODULE, str(number)]
    # A session of its own: Ctrl-C is for the one who leads.
    process = subprocess.Popen(  # noqa: S603 - this program
        command, pass_fds=(number,), stdin=subprocess.PIPE, start_new_session=True
    )
    if process.stdin is None:
        raise AssertionError("there is a pipe")
    with contextlib.suppress(BrokenPipeError):  # dead already: `take` will see it
        process.stdin.write(setup.to_json().encode() + b"\n")
        process.stdin.flush()
    return _Alone(process)


def _end_with_parent() -> None:
    """Be ended by the kernel once nobody holds the other end of the standard input any more.

    A page that keeps the interpreter busy for good would never notice by itself that nobody waits for it.
    """
    import fcntl

    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([0], 0):  # closed before that
        sys.exit()


if __name__ == "__main__":
    setup = Setup.of_json(sys.stdin.readline())
    _end_with_parent()
    for module in PRELOADED[1:]:  # before the time of the first page begins
        import_module(module)
    serve(Connection(int(sys.argv[1])), setup)
