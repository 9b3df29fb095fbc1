from __future__ import annotations

import os
from pathlib import Path

import pytest

from lhextract.files import recover_folder, replace_file, replace_folder


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_new_folder(tmp_path: Path) -> None:
    """A folder that was not there is made, with its parents."""
    replace_folder(tmp_path / "a" / "b", {"x.txt": b"x", "tables/y.csv": b"y"})
    assert content(tmp_path) == {"a/b/x.txt": "x", "a/b/tables/y.csv": "y"}


def test_old_files_go(tmp_path: Path) -> None:
    """The folder holds what was written last, nothing older, and nothing is left beside it."""
    replace_folder(tmp_path / "out", {"old.txt": b"1", "both.txt": b"1"})
    replace_folder(tmp_path / "out", {"both.txt": b"2"})
    assert content(tmp_path) == {"out/both.txt": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("failing", [1, 2], ids=["first-rename", "second-rename"])
def test_failing_rename_leaves_the_old_folder(failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever rename fails, the old content stands where it stood, and nothing is left beside it."""
    replace_folder(tmp_path / "out", {"old.txt": b"1"})
    rename, calls = Path.rename, []

    def fail(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr("lhextract.files._exchange", lambda *_: False)  # as on systems that cannot
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="no"):
        replace_folder(tmp_path / "out", {"new.txt": b"2"})
    assert content(tmp_path) == {"out/old.txt": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_failing_write_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full while the new folder is written does no harm to the old one."""
    replace_folder(tmp_path / "out", {"old.txt": b"1"})

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        replace_folder(tmp_path / "out", {"new.txt": b"2"})
    assert content(tmp_path) == {"out/old.txt": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_killed_between_the_renames(tmp_path: Path) -> None:
    """Where a run was killed while the old content stood aside, it is put back; an extraction is never doubled."""
    replace_folder(tmp_path / ".out.lhextract-old", {"old.txt": b"1"})
    recover_folder(tmp_path / "out")
    assert content(tmp_path) == {"out/old.txt": "1"}
    replace_folder(tmp_path / ".out.lhextract-old", {"older.txt": b"0"})
    recover_folder(tmp_path / "out")
    assert content(tmp_path / "out") == {"old.txt": "1"}


def test_run_after_a_killed_one(tmp_path: Path) -> None:
    """What a killed run left aside neither stops the next one nor comes back."""
    replace_folder(tmp_path / ".out.lhextract-old", {"old.txt": b"1"})
    replace_folder(tmp_path / "out", {"new.txt": b"2"})
    assert content(tmp_path) == {"out/new.txt": "2"}


@pytest.mark.parametrize("private", [False, True])
def test_link_in_the_place_of_an_unfinished_file(private: bool, tmp_path: Path) -> None:
    """A link where a file is built is not written through: a workspace may come from a stranger."""
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    (tmp_path / ".ids.json.new").symlink_to(mine)
    replace_file(tmp_path / "ids.json", b"new", private=private)
    assert (mine.read_bytes(), (tmp_path / "ids.json").read_bytes()) == (b"mine", b"new")
    assert not (tmp_path / "ids.json").is_symlink()


def test_hidden_folders_of_others_stay(tmp_path: Path) -> None:
    """What a killed run had not finished of this folder goes; nothing else that is called like it."""
    ours = tmp_path / ".out.new-abc12_xy"
    others = [
        tmp_path / name for name in (".mine.new-thing", ".in.new-abc12_xy", ".out.new-ideas", ".out.new-abc12_xyz")
    ]
    for folder in (ours, *others):
        folder.mkdir()
    replace_folder(tmp_path / "out", {"x.txt": b"x"})
    assert [folder for folder in others if not folder.is_dir()] == []
    assert not ours.exists()
