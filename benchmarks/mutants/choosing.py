"""Which tests can tell a mutant: those that run its lines, the quickest first."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from benchmarks.mutants.child import run_tests
from benchmarks.mutants.listing import Mutant
from coverage import Coverage


@dataclass(frozen=True, slots=True)
class Scouted:
    """What one run of the tests on the program as it is says."""

    seconds: dict[str, float]  # by test, with what was set up for it
    tests: dict[tuple[str, int], frozenset[str]]  # by module and line; line 0: every test that runs any line
    modules: tuple[str, ...]  # all that were imported, but for the tests
    kills: Counter[str] = field(default_factory=Counter)  # by test without its row, so far

    def as_json(self) -> str:
        """Itself as text, by which a child hands it to its parent."""
        tests = [[path, line, sorted(found)] for (path, line), found in self.tests.items()]
        return json.dumps({"seconds": self.seconds, "tests": tests, "modules": self.modules})

    @classmethod
    def of_json(cls, text: str) -> Scouted:
        """What `as_json` has written; nothing is killed yet."""
        read = json.loads(text)
        tests = {(path, line): frozenset(found) for path, line, found in read["tests"]}
        return cls(read["seconds"], tests, tuple(read["modules"]))

    def note_kill(self, test: str) -> None:
        """A mutant was killed by this test; others like it may kill the next."""
        self.kills[_case_of(test)] += 1

    def choose(self, mutant: Mutant) -> tuple[list[str], list[str]]:
        """Tests that run the mutant's statement, then the others that run anything of its module, the quickest first.

        What runs when the module is imported is run by all of them. The others count too: what a cache keeps is run by
        the first test that asks for it, and believed by the rest.
        """
        all_tests = self.tests.get((str(mutant.path), 0), frozenset())
        found = {test for line in mutant.lines for test in self.tests.get((str(mutant.path), line), ())}
        first = all_tests if mutant.at_import else found
        mirror = f"/test_{mutant.path.stem}.py::"
        return self._likely(first, mirror), self._likely(all_tests - first, mirror)

    def _likely(self, tests: Iterable[str], mirror: str) -> list[str]:
        """The tests of the mirrored file first, then those like what has killed others: mostly few are run."""

        def rank(test: str) -> tuple[bool, float, str]:
            return mirror not in test, self.seconds[test] / (1 + self.kills[_case_of(test)]) ** 2, test

        return sorted(tests, key=rank)


def _case_of(test: str) -> str:
    """A test without its row of a table."""
    return test.partition("[")[0]


class _Scout:
    """A plugin of pytest that tells the coverage whose lines these are."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.seconds: dict[str, float] = defaultdict(float)
        self.users: dict[str, set[str]] = defaultdict(set)  # by context: a test's own, or a fixture's
        self._test = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._test = item.nodeid
        self._coverage.switch_context(self._test)
        for context in (self._test, *(f"fixture {name}" for name in getattr(item, "fixturenames", ()))):
            self.users[context].add(self._test)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        # What is set up once belongs to every test that asks for it.
        if fixturedef.scope == "function":
            return (yield)
        self._coverage.switch_context(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self._coverage.switch_context(self._test)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


def scout(selection: Sequence[str], modules: Sequence[Path]) -> Scouted:
    """Run the tests, and note who runs which line."""
    coverage = Coverage(data_file=None, include=[str(path) for path in modules], config_file=False)
    plugin = _Scout(coverage)
    coverage.start()
    status = run_tests(selection, [plugin])
    coverage.stop()
    assert status == 0, "the tests do not pass on the program as it is"
    tests: dict[tuple[str, int], set[str]] = defaultdict(set)
    data = coverage.get_data()
    for path in data.measured_files():
        for line, contexts in data.contexts_by_lineno(path).items():
            found = set().union(*(plugin.users.get(context, set()) for context in contexts))
            tests[path, line] |= found
            tests[path, 0] |= found
    imported = tuple(name for name in sys.modules if name.split(".")[0] not in {"tests", "conftest"})
    return Scouted(dict(plugin.seconds), {key: frozenset(found) for key, found in tests.items()}, imported)
