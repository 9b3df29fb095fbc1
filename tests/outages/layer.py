"""A layer below the program in which the k-th operation on the disk fails, or is the last one of the process.

What counts: opening for writing, each write, fsync, rename, exchange of two names, unlink, mkdir, rmdir, link,
truncate and chmod, of what lies below one folder. Operations that SQLite does by itself are seen by strace only
(`python -m benchmarks.outages`).
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KILL, TORN, GONE = "kill", "torn", "gone"
# Events of the interpreter (PEP 578) that stand for one operation each, with the place of the path among what they say.
EVENTS = {
    "os.rename": 1,
    "os.remove": 0,
    "os.mkdir": 0,
    "os.rmdir": 0,
    "os.link": 1,
    "os.symlink": 1,
    "os.truncate": 0,
    "os.chmod": 0,
}
# What a full disk still does.
IMPOSSIBLE = frozenset(("ENOSPC", what) for what in ("remove", "rmdir", "chmod"))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at operation `at` (from 1): `kill` before it, `torn` when half of it is done, or an error's name.

    `gone`: the file is removed right before; with the kind "read", which is counted only where it is asked for.

    `kinds` narrows what is counted ("write", "fsync", ...), () counts everything. `lasting`: an error comes back at
    every later operation too, as that of a full disk does.
    """

    at: int
    kind: str
    kinds: tuple[str, ...] = ()
    lasting: bool = False


@dataclass(slots=True)
class Layer:
    """Counts the operations below `root` and lets a fault happen; `told` gets a line for each."""

    root: Path
    fault: Fault | None
    told: Callable[[str], None]
    count: int = 0
    _busy: bool = field(default=False)

    def install(self) -> None:
        """Put the layer under everything that this process does from now on; there is no way back."""
        sys.addaudithook(self._event)
        os.fsync = self._fsync(os.fsync)
        builtins.open = io.open = self._open(io.open)  # type: ignore[assignment]

    def _event(self, event: str, said: tuple[Any, ...]) -> None:
        if event == "open" and (said[2] or 0) & WRITING:
            self.step("open", said[0])
        elif event == "open" and self.fault is not None and "read" in self.fault.kinds:
            self._look(said[0])
        elif event in EVENTS:
            self.step(event.removeprefix("os."), said[EVENTS[event]])
        elif event == "ctypes.dlsym" and said[1] == "renameat2":
            self.step("exchange", self.root, may_fail=False)

    def _look(self, path: object) -> None:
        """A file is about to be read; folders do not vanish here, nor what is opened by its number."""
        if isinstance(path, str | bytes) and Path(os.fsdecode(path)).is_file():
            self.step("read", path)

    def _fsync(self, original: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(descriptor: int) -> None:
            self.step("fsync", Path(f"/proc/self/fd/{descriptor}").readlink())
            original(descriptor)

        return fsync

    def _open(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if "r" in mode or "+" in mode or not self._is_ours(file):
                return original(file, mode, *args, **options)
            raw = _Raw(file, mode.replace("b", "").replace("t", ""), opener=options.pop("opener", None))
            raw.layer, raw.place = self, os.fspath(file)
            buffered = io.BufferedWriter(raw)
            return buffered if "b" in mode else io.TextIOWrapper(buffered, **options)

        return opened

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return Path(os.path.abspath(os.fsdecode(path))).is_relative_to(self.root)  # noqa: PTH100 - links stay

    def step(self, what: str, path: object, *, half: Callable[[], object] | None = None, may_fail: bool = True) -> None:
        """One operation, about to be done; `half` does half of it."""
        if self._busy or not self._is_ours(path):
            return
        fault = self.fault
        if fault is not None and fault.kinds and what not in fault.kinds:
            return
        self.count += 1
        self._busy = True
        try:
            self.told(f"{what} {Path(os.fsdecode(path)).name}")  # type: ignore[call-overload]
            if fault is not None and (self.count == fault.at or (fault.lasting and self.count > fault.at)):
                self._happen(fault, path, half, may_fail=may_fail and (fault.kind, what) not in IMPOSSIBLE)
        finally:
            self._busy = False

    def _happen(self, fault: Fault, path: object, half: Callable[[], object] | None, *, may_fail: bool) -> None:
        if fault.kind in (TORN, "ENOSPC") and half is not None:
            half()
        if fault.kind == GONE:
            Path(os.fsdecode(path)).unlink()  # type: ignore[call-overload]
        elif fault.kind in (KILL, TORN):
            os.kill(os.getpid(), signal.SIGKILL)
        elif may_fail:
            number = getattr(errno, fault.kind)
            raise OSError(number, os.strerror(number), os.fsdecode(path))  # type: ignore[call-overload]


class _Raw(io.FileIO):
    """A file whose writes are operations of a layer."""

    layer: Layer
    place: str

    def write(self, content: Any) -> int:
        """Write, unless the fault says otherwise."""
        view = memoryview(content).cast("B")
        self.layer.step("write", self.place, half=lambda: io.FileIO.write(self, view[: len(view) // 2]))
        return super().write(view)
