"""The tutorial is typed as it stands, in a fresh copy of the workspace, and prints what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

Lhextract = Callable[..., tuple[int, str, str]]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(page: str) -> Iterator[tuple[str, str]]:
    """Every command of a page in order, with what is shown below it."""
    for block in BLOCK.findall(page):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            yield command, shown


def pattern(shown: str) -> re.Pattern[str]:
    """What is shown, where a line `…` stands for any lines, and `…` in a line for anything on it."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown.splitlines()]
    return re.compile("".join(lines))


@pytest.fixture
def typed(workspace: Path, lhextract: Lhextract) -> Callable[[str], tuple[int, str]]:
    """Types a command in a copy of the workspace: lhextract in this process, all else in a shell."""

    def run(command: str) -> tuple[int, str]:
        if command.startswith("lhextract "):
            code, out, err = lhextract(*shlex.split(command)[1:])
            return code, out + err
        done = subprocess.run(command, shell=True, cwd=workspace, capture_output=True, text=True, check=True)  # noqa: S602
        return 0, done.stdout + done.stderr

    return run


def test_tutorial(typed: Callable[[str], tuple[int, str]]) -> None:
    """Every command prints what is shown below it; a code other than 0 is told of by `echo $?`."""
    code, shown_code = 0, 0
    for command, shown in steps(TUTORIAL.read_text(encoding="utf-8")):
        if command == "echo $?":
            shown_code, printed = 0, f"{code}\n"
        else:
            assert shown_code == 0, "the tutorial hides an exit code other than 0"
            code, printed = typed(command)
            shown_code = code
        assert pattern(shown).fullmatch(printed), f"$ {command}\n{printed}"
    assert shown_code == 0


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        pytest.param("a\n…\nd\n", "a\nb\nc\nd\n", True, id="lines-left-out"),
        pytest.param("a …\n", "a b c\n", True, id="words-left-out"),
        pytest.param("a …\n", "a\nb\n", False, id="words-end-with-their-line"),
        pytest.param("a\n", "a\nb\n", False, id="a-line-more"),
        pytest.param("a.c\n", "abc\n", False, id="letters-are-letters"),
    ],
)
def test_what_is_shown_is_compared(shown: str, printed: str, fits: bool) -> None:
    """Only what `…` stands for may be other than it is shown."""
    assert bool(pattern(shown).fullmatch(printed)) is fits
