"""Runs tests in a forked child, on a module that is replaced before anything imports it.

The parent has imported all that does not depend on the mutated part, so a child pays for the rest only: half a second
of the processor, where a new process needs four. A mutant of a table, a decorated function or a field of a class is
then no special case, and no source file is written.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import Phase, settings

# The parent has imported plugins of pytest before pytest could rewrite their assertions, which nothing here needs.
# A failure is a failure: nobody reads its traceback.
OPTIONS = (
    *("-x", "-q", "--tb=no", "--no-summary", "--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
MEMORY = 8 << 30  # bytes of address space: a mutant that fills the memory fails, the machine does not
BROKEN = 70  # exit status of a child that did not come to its tests
PATIENCE = 8  # seconds of the clock for each of the processor, where others use the processor too


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads one module, from code instead of its file."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        super().__init__(name, str(path))
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        assert fullname == self.name
        return self._code


@dataclass(frozen=True, slots=True)
class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module only; others are found as ever."""

    loader: _Loader

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.loader.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.loader.path, loader=self.loader)


def replace_module(name: str, path: Path, code: CodeType) -> None:
    """From now on, importing `name` runs this code."""
    assert name not in sys.modules, f"{name} was imported before it was replaced"
    sys.meta_path.insert(0, _Finder(_Loader(name, path, code)))


@dataclass(frozen=True, slots=True)
class _Blocked(importlib.abc.MetaPathFinder):
    """Refuses some modules, and by that all that imports them."""

    names: frozenset[str]

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname in self.names:
            raise ImportError(fullname)


def import_without(blocked: Iterable[str], names: Iterable[str]) -> None:
    """Import the modules of a list that do not need the blocked ones, so that children need not."""
    finder = _Blocked(frozenset(blocked))
    sys.meta_path.insert(0, finder)
    for name in names:
        with contextlib.suppress(Exception):  # blocked, or made by somebody instead of imported
            importlib.import_module(name)
    sys.meta_path.remove(finder)
    gc.freeze()  # children look for garbage in what is their own


def run_tests(selection: Sequence[str], plugins: Sequence[object] = ()) -> int:
    """The exit status of pytest, which stops at the first failure. The order is that of the selection."""
    return int(pytest.main([*OPTIONS, *selection], plugins=list(plugins)))


class _Killer:
    """A plugin of pytest that notes the test that failed."""

    def __init__(self, noted: Path) -> None:
        self._noted = noted

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._noted.write_text(report.nodeid, encoding="utf-8")


def fork_tests(
    selection: Sequence[str], *, seconds: float, prepare: Callable[[], None], noted: Path
) -> tuple[Outcome, float]:
    """What a child says of the tests, and its seconds of the processor; `prepare` runs in the child before them.

    The test that failed is `noted` in a file.
    """

    def child() -> None:
        prepare()
        # An example that fails need not be a small one. The profile of the tests takes over what it does not set.
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", phases=phases, database=None)
        settings.load_profile("mutants")
        os._exit(run_tests(selection, [_Killer(noted)]))

    status, used = _forked(child, seconds)
    if os.WIFSIGNALED(status):
        stopped = os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}
        return (Outcome.TIMEOUT if stopped else Outcome.KILLED), used
    if os.WEXITSTATUS(status) == BROKEN:
        raise RuntimeError("the child did not come to its tests; MUTANTS_LOG=FILE keeps what it printed")
    # 5 is "no test was found": a selection that is empty by then kills nothing.
    return (Outcome.SURVIVED if os.WEXITSTATUS(status) in {0, 5} else Outcome.KILLED), used


def fork_text(text: Callable[[], str], *, folder: Path) -> str:
    """The text that a function returns in a child; what it imports stays there."""
    kept = folder / "text"

    def child() -> None:
        kept.write_text(text(), encoding="utf-8")
        os._exit(0)

    status, _ = _forked(child, 600)
    assert status == 0, "the tests do not pass on the program as it is"
    return kept.read_text(encoding="utf-8")


def _forked(child: Callable[[], None], seconds: float) -> tuple[int, float]:
    """The wait status of a child, and the seconds of the processor that it and its own children used."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        try:
            os.setsid()
            quiet = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            limit = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            child()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(BROKEN)
    until = time.monotonic() + PATIENCE * seconds
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return status, usage.ru_utime + usage.ru_stime
        if time.monotonic() > until:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)
