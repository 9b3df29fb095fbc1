"""A killed run leaves a complete old or new state, and the next run finishes its work."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract import files
from lhextract.files import recover_folder, replace_file, replace_folder
from tests.killing import is_whole, moments, run_and_kill
from tests.test_updating import OUT, PAGE, give

Run = Callable[..., tuple[int, str, str]]


class KilledError(BaseException):
    """Ends a step as a kill would: nothing of ours catches it."""


STEPS = ("_write", "_exchange", "_sync_folder")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("call", range(4))
def test_folder_is_old_or_new_wherever_a_write_ends(
    step: str, call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, within or after the exchange, the folder has all of the old files or all of the new ones."""
    old, new = {"a.txt": b"1", "b.txt": b"1"}, {"a.txt": b"2", "c.txt": b"2"}
    target = tmp_path / "out"
    replace_folder(target, old)
    original, calls = getattr(files, step), []

    def end(*args: object) -> object:
        calls.append(args)
        if len(calls) == call + 1:
            raise KilledError
        return original(*args)

    monkeypatch.setattr(files, step, end)
    with contextlib.suppress(KilledError):
        replace_folder(target, new)
    found = {path.name: path.read_bytes() for path in target.iterdir()}
    assert found in (old, new)
    monkeypatch.undo()
    recover_folder(target)
    replace_folder(target, new)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == new
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_file_is_old_or_new_wherever_a_write_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single file is never half of one."""
    path = tmp_path / "ids.json"
    replace_file(path, b"old")

    def end(_: int) -> None:
        raise KilledError

    monkeypatch.setattr("os.fsync", end)
    with pytest.raises(KilledError):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.usefixtures("workspace")
def test_killed_runs_leave_a_whole_extraction(lhextract: Run) -> None:
    """Killed at some moments of a run; benchmarks/killing.py does it a hundred times."""
    give(PAGE.replace("International Affairs Advisor", "International Affairs Adviser"))
    started = time.monotonic()
    code, _, _ = lhextract("run", "--dry-run", "--force")
    longest = time.monotonic() - started + 2.0  # a new process imports everything first
    assert code == 0
    for after in moments(4, longest=longest, seed=6):
        run_and_kill(["run"], cwd=Path.cwd(), after=after)
        assert is_whole(OUT)
    assert lhextract("run")[0] == 0
    assert is_whole(OUT)
    assert "Adviser" in (OUT / "records.json").read_text("utf-8")
