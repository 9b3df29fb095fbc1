"""Processes of a test: those below one, and a Dask cluster of processes of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

CHILD = "lhextract.batch.engines.child"
# As docs/cluster.md has them, but for the port.
LISTENING = "--host 127.0.0.1 --no-dashboard --dashboard-address 127.0.0.1:0"
SCHEDULER = f"dask scheduler --port 8786 {LISTENING}"
WORKER = f"dask worker tcp://127.0.0.1:8786 --nworkers 2 --nthreads 1 --memory-limit 0 {LISTENING}"


def below(pid: int) -> list[psutil.Process]:
    """The living processes below one."""
    return [process for process in psutil.Process(pid).children(recursive=True) if is_alive(process)]


def is_alive(process: psutil.Process) -> bool:
    """Whether it has not ended; a zombie has."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def that_work_on_pages(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those of some processes that are our own children of Dask's workers."""
    return [process for process in processes if CHILD in _command(process)]


def listens_at(process: psutil.Process) -> set[str]:
    """The addresses at which a process waits for others; none where it has ended meanwhile."""
    try:
        connections = process.net_connections("inet")
    except psutil.NoSuchProcess:
        return set()
    return {connection.laddr.ip for connection in connections if connection.status == psutil.CONN_LISTEN}


def is_tracker(process: psutil.Process) -> bool:
    """Whether it is that of multiprocessing which stays as long as its parent, or has ended."""
    command = _command(process)
    return not command or "resource_tracker" in " ".join(command)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # of a zombie too
        return []


def until(holds: Callable[[], object], *, seconds: float = 60.0) -> bool:
    """Whether something comes to hold."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: psutil.Process
    nannies: psutil.Process | None

    def children(self) -> list[psutil.Process]:
        """The processes that work on pages at the moment."""
        return that_work_on_pages(below(self.nannies.pid)) if self.nannies is not None else []


@contextmanager
def cluster(folder: Path, *, workers: bool = True, **variables: str) -> Iterator[Cluster]:
    """A cluster of separate processes over TCP, ended whatever happens; what it logs is in the folder."""
    port = free_port()
    environment = {**os.environ, **variables}
    started = [_start(SCHEDULER, port, folder / "scheduler.log", environment)]
    try:
        if workers:
            started.append(_start(WORKER, port, folder / "workers.log", environment))
        assert until(lambda: _listens(port))
        processes = [psutil.Process(process.pid) for process in started]
        yield Cluster(f"tcp://127.0.0.1:{port}", processes[0], processes[1] if workers else None)
    finally:
        for process in reversed(started):
            for one in [*below(process.pid), process]:
                one.send_signal(signal.SIGKILL)
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _start(command: str, port: int, log: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    program, *arguments = command.replace("8786", str(port)).split()
    with log.open("wb") as handle:
        return subprocess.Popen(
            [Path(sys.executable).with_name(program), *arguments], stdout=handle, stderr=handle, env=environment
        )
