"""The mutants of a part: found, named, and compiled."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType

from benchmarks.mutants.operators import Change, changes

AROUND = 50  # characters of a statement that are shown on either side of a change


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed module. `number` counts the changes of its module; the key outlives changes elsewhere in it."""

    path: Path
    number: int
    line: int
    within: str
    was: str
    now: str
    lines: frozenset[int]  # those of its statement, without the body of a compound one
    at_import: bool

    def key(self, root: Path) -> str:
        """What a list of equivalent mutants calls it: module, function, was, now."""
        return f"{self.path.relative_to(root).as_posix()} {self.within}: {self.was} => {self.now}"

    def compiled(self) -> CodeType:
        """The code of the module with the change made."""
        tree = ast.parse(self.path.read_bytes())
        next(islice(changes(tree), self.number, None)).put()
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)


def list_mutants(paths: Iterable[Path]) -> Iterator[Mutant]:
    """Every mutant of some modules, in the order of their text."""
    for path in paths:
        tree = ast.parse(path.read_bytes())
        for number, change in enumerate(changes(tree)):
            yield _described(path, number, change)


def _described(path: Path, number: int, change: Change) -> Mutant:
    statement = change.statement
    was = _header(statement)
    change.put()
    now = _header(change.instead if isinstance(change.instead, ast.stmt) else statement)
    change.undo()
    was, now = _differing(was, now)
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    if isinstance(statement, _COMPOUND):
        last = max(first, statement.body[0].lineno - 1)
    return Mutant(
        path=path,
        number=number,
        line=getattr(change.node, "lineno", first),
        within=".".join(change.within) or "<module>",
        was=was,
        now=now,
        lines=frozenset(range(first, last + 1)),
        at_import=change.at_import,
    )


_COMPOUND = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Try)


def _header(statement: ast.AST) -> str:
    """A statement on one line, a compound one without its body."""
    text = ast.unparse(statement)
    return text.splitlines()[0] if isinstance(statement, _COMPOUND) else text


def _differing(was: str, now: str) -> tuple[str, str]:
    """Two texts, cut to where they differ and a little around it."""
    start = _shared(was, now)
    end = _shared(was[start:][::-1], now[start:][::-1])
    shown = [text[max(0, start - AROUND) : len(text) - end + AROUND].replace("\n", " ") for text in (was, now)]
    return shown[0], shown[1]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
