"""The guards' files are true to the code; that the tests notice is for `python -m benchmarks.guards` to show."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.threats.guards import PACKAGE, ROOT, Guard, Threat, read_guards, read_threats

GUARDS = read_guards()
IDS = [f"{guard.threat}/{guard.name}" for guard in GUARDS]


@cache
def functions(file: str) -> frozenset[str]:
    """The names of the functions of a test file, those of its classes as `Class::test`."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    inner = {
        f"{one.name}::{each.name}"
        for one in tree.body
        if isinstance(one, ast.ClassDef)
        for each in one.body
        if isinstance(each, ast.FunctionDef)
    }
    return frozenset({one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)} | inner)


@pytest.mark.parametrize("guard", GUARDS, ids=IDS)
def test_guard_stands_in_the_code(guard: Guard) -> None:
    """What is taken out stands once in the file, and what is left is Python that says something else."""
    code = (PACKAGE / guard.file).read_text(encoding="utf-8")
    removed = guard.removed_from(code)
    if guard.file.endswith(".py"):
        assert ast.dump(ast.parse(removed)) != ast.dump(ast.parse(code))
    assert removed != code


@pytest.mark.parametrize("guard", GUARDS, ids=IDS)
def test_guard_has_tests(guard: Guard) -> None:
    """Each guard names tests that are there, and says what it keeps out."""
    assert guard.tests
    assert guard.says.endswith(".")
    for test in guard.tests:
        file, _, name = test.partition("::")
        assert name in functions(file) if name else (ROOT / file).is_file(), test


def test_names_are_unique() -> None:
    """A guard can be named on the command line of the benchmark."""
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("threat", read_threats(), ids=lambda threat: threat.name)
def test_threat_is_said(threat: Threat) -> None:
    """A file says what its threat is, in words that a reader of SECURITY.md understands."""
    assert threat.says.endswith(".")
