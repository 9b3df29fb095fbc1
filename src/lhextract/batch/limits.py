"""What keeps one page from taking everything: memory by the kernel, time by an alarm."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

MEGABYTE = 1_000_000
AGAIN_S = 0.5
STATUS = Path("/proc/self/status")


class DeadlineError(BaseException):
    """A page took longer than it may. No `Exception`, so that nothing on the way mistakes it for one of its own."""


@contextmanager
def memory(megabytes: int | None) -> Iterator[None]:
    """Let this process have so much more memory in here than it has now; what asks for more gets a `MemoryError`.

    By RLIMIT_DATA, which Linux keeps for all private memory since 4.7; nothing is limited elsewhere.
    """
    if megabytes is None or not sys.platform.startswith("linux") or not STATUS.is_file():
        yield
        return
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = _data() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _data() -> int:
    """Bytes of private memory that the kernel counts for this process."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmData:"))
    return int(line.split()[1]) * 1024


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `DeadlineError` in here after so many seconds; without effect outside the main thread or on Windows.

    It is raised again and again: one that falls into a destructor or a callback of the collector is lost there.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise DeadlineError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)  # again, for an alarm that fell into the line above
        signal.signal(signal.SIGALRM, before)
