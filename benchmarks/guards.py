"""Every guard taken out in turn: do its tests notice?

    python -m benchmarks.guards [--only NAME ...] [--jobs 1]

NAME is a threat ("ssrf"), a guard ("checked-address") or both ("ssrf/checked-address"). For each guard `src/` is copied
into a temporary folder, the guard is taken out there, and its tests run with that copy: each must have a failing case,
and none may fail because the code without the guard cannot be read. First all these tests run with nothing taken out,
and must pass. The exit status is 1 where a removal is not noticed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from tests.threats.guards import ROOT, Guard, read_guards

# Seconds for the tests of one guard: one that hangs without it is noticed by people, not by CI.
LONGEST, LONGEST_ALL = 300, 1800
# A failure of this kind says nothing of the guard: what is left without it is no program.
BROKEN = ("ImportError", "ModuleNotFoundError", "SyntaxError", "IndentationError", "NameError", "UnboundLocalError")


@dataclass(frozen=True, slots=True)
class Case:
    """A test case that ran: its node id without parameters, and the first line of its failure, None if it passed."""

    test: str
    failure: str | None


@dataclass(frozen=True, slots=True)
class Ran:
    """Cases that ran; `problem` says why there are none to judge by."""

    cases: tuple[Case, ...]
    problem: str | None = None


def main() -> int:
    """Print a row per guard and test as they come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", metavar="NAME", help="a threat, a guard, or threat/guard")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    guards = [guard for guard in read_guards() if _is_meant(guard, arguments.only)]
    if not guards:
        parser.error("--only: no such guard")
    noticed = [_passes_with_all(guards)]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for guard, (good, rows) in zip(guards, pool.map(_judge, guards), strict=True):
            noticed.append(good)
            for test, told in rows:
                print(f"{guard.threat:14} {guard.name:34} {test}  {told}", flush=True)
    print(f"{sum(noticed[1:])} of {len(guards)} guards: their removal is noticed")
    return 0 if all(noticed) else 1


def _is_meant(guard: Guard, only: Sequence[str] | None) -> bool:
    return not only or not {guard.threat, guard.name, f"{guard.threat}/{guard.name}"}.isdisjoint(only)


def _passes_with_all(guards: Sequence[Guard]) -> bool:
    """Whether all tests pass on the code as it is."""
    tests = sorted({test for guard in guards for test in guard.tests})
    with _copied() as source:
        ran = _run(tests, source, longest=LONGEST_ALL)
    failing = [case for case in ran.cases if case.failure is not None]
    for case in failing:
        print(f"fails with every guard in place: {case.test}  {case.failure}", flush=True)
    print(f"with every guard in place: {len(ran.cases)} cases, {len(failing)} failures {ran.problem or ''}", flush=True)
    return bool(ran.cases) and not failing and ran.problem is None


def _judge(guard: Guard) -> tuple[bool, list[tuple[str, str]]]:
    """Whether every test of a guard notices that it is gone, and what to tell of each."""
    with _copied() as source:
        path = source / "lhextract" / guard.file
        path.write_text(guard.removed_from(path.read_text(encoding="utf-8")), encoding="utf-8")
        ran = _run(guard.tests, source, longest=LONGEST)
    if ran.problem is not None:
        return False, [(test, f"NOT JUDGED: {ran.problem}") for test in guard.tests]
    rows, good = [], True
    for test in guard.tests:
        failures = [c.failure for c in ran.cases if c.failure is not None and _belongs(c.test, test)]
        broken = next((failure for failure in failures if failure.startswith(BROKEN)), None)
        good = good and bool(failures) and broken is None
        told = f"BROKEN: {broken}" if broken else f"fails, as it should ({len(failures)})" if failures else "PASSES"
        rows.append((test, told))
    return good, rows


def _belongs(case: str, test: str) -> bool:
    """Whether a case is one of a node id: of the function itself, or of the file."""
    return case == test or case.startswith(f"{test}::")


@contextlib.contextmanager
def _copied() -> Iterator[Path]:
    """A copy of `src/` that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        source = Path(folder) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        yield source


def _run(tests: Sequence[str], source: Path, *, longest: int) -> Ran:
    """Run tests against a copy of the package."""
    report = source.parent / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        f"--junitxml={report}",
    ]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        [*command, *tests],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(longest)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return Ran((), f"no end after {longest} s")
    if code not in {0, 1} or not report.is_file():
        return Ran((), f"pytest ended with {code}")
    return Ran(tuple(_cases(report)))


def _cases(report: Path) -> Iterator[Case]:
    """The cases of a report in the JUnit form, which our own pytest wrote."""
    for case in etree.parse(report).iter("testcase"):
        module, name = case.get("classname", "").replace(".", "/"), case.get("name", "").partition("[")[0]
        failed = case.find("failure")
        failed = case.find("error") if failed is None else failed
        message = None if failed is None else (failed.get("message") or "?").partition("\n")[0]
        yield Case(f"{module}.py::{name}", message)


if __name__ == "__main__":
    sys.exit(main())
