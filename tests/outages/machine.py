"""Runs the command line many times, each in a process of its own that is there at once, with a fault in it.

A process that has everything imported forks for each run: what a run does to its memory is gone with it, and a real
SIGKILL ends no more than the run. Clock and chance of decisions are set, so that two runs give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.conftest import ROOT
from tests.outages.layer import Fault


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: `code` is negative where a signal ended it; `steps` are its operations on the disk."""

    code: int
    out: str
    err: str
    steps: tuple[str, ...]

    @property
    def has_traceback(self) -> bool:
        """Whether an error reached the user as a program's."""
        return "Traceback" in self.err

    @property
    def said(self) -> list[str]:
        """The messages of the program."""
        return [line for line in self.err.splitlines() if line.startswith("lhextract: ")]


class Machine:
    """The process that forks; as a context manager it ends with the block, and with it what lies in `folder`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.outages.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def run(self, args: Sequence[str], *, cwd: Path, fault: Fault | None = None, moment: int = 0) -> Ended:
        """Run the command line in a folder; `moment` (seconds) sets the clock.

        An argument "module:function" instead of a command calls that function with the others.
        """
        job = {
            "args": [str(arg) for arg in args],
            "cwd": str(cwd),
            "fault": asdict(fault) if fault is not None else None,
            "moment": moment,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        return Ended(ended["code"], ended["out"], ended["err"], tuple(ended["steps"]))
