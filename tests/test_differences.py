"""`lhextract diff`: what is compared with what, in which form, and what is said where it cannot be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhextract.exports.changes.jsonl import read_changes, write_changes
from lhextract.model.change import Cause, Change, Kind

Run = Callable[..., tuple[int, str, str]]
PHONES = {"old": "+493514630001", "new": "+493514630002"}
MOVED = Change(Kind.INITIATIVE_MOVED, Cause.PAGE, "Water", initiative="lh-a", old="Networks", new="Programs")
REWORDED = Change(Kind.BODY_REWORDED, Cause.PAGE, "Water", initiative="lh-a", old="one word", new="two words")


def records(phone: str) -> dict[str, Any]:
    """A records.json of one initiative, with what a comparison reads of it."""
    contact = {"id": "ct-a", "person": "Eva Roth", "titles_before": None, "titles_after": None, "role": None}
    number = {"raw": phone, "e164": phone, "ext": None}
    contact |= {"unit": None, "email": None, "phones": [number]}
    initiative = {"id": "lh-a", "name": "Water", "category": ["Networks"], "text": "A network.", "contacts": [contact]}
    lists = ("partners", "host_units", "years", "programs", "links", "captions")
    return {
        "categories": [{"id": "cat-a", "path": ["Networks"], "description": ""}],
        "initiatives": [initiative | {key: [] for key in lists}],
        "institutions": [],
    }


def extraction(folder: Path, phone: str, changes: tuple[Change, ...] = ()) -> Path:
    """Write the folder of an extraction."""
    folder.mkdir(parents=True)
    manifest = {"schema_version": "1.0", "lhextract": "0", "inputs": {}, "outputs": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "records.json").write_text(json.dumps(records(phone)), encoding="utf-8")
    (folder / "changes.jsonl").write_text(write_changes(changes), encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the extraction of one source, and two more extractions beside it; the test runs inside."""
    profiles = tmp_path / "pipeline" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "uni.toml").touch()
    extraction(tmp_path / "extracted" / "uni", PHONES["new"], (MOVED, REWORDED))
    for name, phone in PHONES.items():
        extraction(tmp_path / name, phone)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(*args: str) -> None:
    """Run git in the current folder, as nobody in particular."""
    settings = ("-c", "user.name=Nobody", "-c", "user.email=nobody@uni.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *args], check=True, capture_output=True)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("args", [(), ("uni",), ("extracted/uni",)], ids=["all", "source", "folder"])
def test_what_changed_last(args: tuple[str, ...], lhextract: Run) -> None:
    """Without two things to compare, it is what the last run said, with the names that records.json knows."""
    code, out, err = lhextract("diff", *args)
    assert (code, err) == (0, "")
    assert "uni: 1 change, 1 note: 1 initiative moved\n\nWater (lh-a), in Networks\n" in out
    assert "[-one word-]{+two words+}" in out


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("uni", "old"), id="to-the-one-in-force"),
        pytest.param(("uni", "old", "new"), id="two-folders"),
        pytest.param(("uni", "old/records.json", "new/records.json"), id="two-files"),
        pytest.param(("old", "new"), id="without-source"),
        pytest.param(("old/records.json", "new"), id="file-and-folder"),
    ],
)
def test_from_the_first_to_the_second(args: tuple[str, ...], lhextract: Run) -> None:
    """Old comes first, however it is given; the sentence says whose phone it is."""
    code, out, _ = lhextract("diff", *args)
    assert code == 0
    assert f"phone of 'Eva Roth' changed from '{PHONES['old']}' to '{PHONES['new']}'" in " ".join(out.split())


@pytest.mark.usefixtures("place")
def test_folders_need_no_workspace(lhextract: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two extractions that `--out` made are compared anywhere."""
    monkeypatch.setattr("lhextract.differences.find_workspace", lambda _: None)
    assert "1 phone changed" in lhextract("diff", "old", "new")[1]
    assert "1 initiative moved" in lhextract("diff", "extracted/uni")[1]


def test_revision(place: Path, lhextract: Run) -> None:
    """What is no path is a git revision; the workspace may lie anywhere in its repository."""
    (place / "records").mkdir()
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    (place / "extracted/uni/records.json").write_text(json.dumps(records(PHONES["old"])), encoding="utf-8")
    code, out, _ = lhextract("diff", "uni", "HEAD")
    assert code == 0
    assert out.startswith("uni: HEAD to now: 1 change, no notes: 1 phone changed\n")
    code, out, err = lhextract("diff", "uni", "HEAD~7")
    assert (code, out, err.count("lhextract: ")) == (2, "", 1)
    assert "no folder or file 'HEAD~7', and as a git revision" in err


def test_forms(place: Path, lhextract: Run) -> None:
    """Each form is what its readers need; --json is the lines of changes.jsonl."""
    lines = (place / "extracted/uni/changes.jsonl").read_text("utf-8")
    assert lhextract("diff", "uni", "--json")[1] == lhextract("diff", "uni", "--format", "json")[1] == lines
    assert lhextract("diff", "uni", "--format", "md")[1].startswith("## uni\n\n1 change, 1 note")
    assert lhextract("diff", "uni", "--format", "html")[1].startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_without_notes(form: str, lhextract: Run) -> None:
    """--no-notes leaves them out of every form; what is counted stays true."""
    out = lhextract("diff", "uni", "--no-notes", "--format", form)[1]
    assert "reworded" not in out.partition("</style>")[2 if form == "html" else 0]
    assert "moved" in out
    assert form == "json" or "1 change, 1 note" in out


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param((MOVED, REWORDED), 3, id="changes"),
        pytest.param((REWORDED,), 0, id="notes"),
        pytest.param((), 0, id="nothing"),
    ],
)
def test_exit_code(changes: tuple[Change, ...], code: int, place: Path, lhextract: Run) -> None:
    """With --exit-code, a script learns of changes beside notes; without it, changes are no failure."""
    extraction(place / "own", PHONES["new"], changes)
    assert lhextract("diff", "own", "--exit-code")[0] == code
    assert lhextract("diff", "own")[0] == 0


def test_several_sources(place: Path, lhextract: Run) -> None:
    """Without SOURCE, every line of JSON says whose it is; HTML is one page; one never extracted is left out."""
    for name in ("hub", "never"):
        (place / f"pipeline/profiles/{name}.toml").touch()
    extraction(place / "extracted/hub", PHONES["new"], (MOVED,))
    rows = [json.loads(line) for line in lhextract("diff", "--json")[1].splitlines()]
    assert [row.pop("source") for row in rows] == ["hub", "uni", "uni"]
    assert read_changes("\n".join(map(json.dumps, rows)), name="x") == (MOVED, MOVED, REWORDED)
    page = lhextract("diff", "--format", "html")[1]
    assert (page.count("<html"), page.count("<h2>")) == (1, 2)


def test_error_of_one_source_does_not_stop_the_next(place: Path, lhextract: Run) -> None:
    """What is wrong with one source is said, and the others are shown."""
    (place / "pipeline/profiles/hub.toml").touch()
    extraction(place / "extracted/hub", PHONES["new"])
    (place / "extracted/hub/changes.jsonl").write_text("{\n", encoding="utf-8")
    code, out, err = lhextract("diff")
    assert code == 2
    assert "hub/changes.jsonl, line 1: found no JSON" in err
    assert "1 initiative moved" in out


BROKEN = {
    "bytes": b"\xff",
    "text": b"not JSON",
    "list": b"[]",
    "other": b'{"categories": 1, "initiatives": [], "institutions": []}',
    "deep": b"[" * 100_000,
    "no-text": b'{"categories": [{"id": [], "path": [], "description": ""}], "initiatives": [], "institutions": []}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_records(name: str, place: Path, lhextract: Run) -> None:
    """A records.json that is none is one message that names the file."""
    (place / "old/records.json").write_bytes(BROKEN[name])
    code, out, err = lhextract("diff", "old", "new")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "old/records.json: " in err
    assert "allowed is" in err


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("args", "advice"),
    [
        pytest.param(("unheard-of",), "profiles are: uni", id="unknown-source"),
        pytest.param(("unheard-of", "old", "new"), "profiles are: uni", id="unknown-source-of-two"),
        pytest.param(("uni", "pipeline"), "found a folder without records.json", id="no-extraction"),
        pytest.param(("old", "nothing"), "a revision needs the SOURCE before it", id="missing"),
        pytest.param(("uni", "--", "--output=x"), "found an option of git", id="option"),
        pytest.param(("uni", "nothing"), "allowed is the folder of an extraction", id="no-repository"),
    ],
)
def test_failure(args: tuple[str, ...], advice: str, lhextract: Run) -> None:
    """What cannot be compared is one message that says what can be."""
    code, out, err = lhextract("diff", *args)
    assert (code, out, err.count("lhextract: ")) == (2, "", 1)
    assert advice in err
    assert "Traceback" not in err


def test_nothing_was_extracted_yet(place: Path, lhextract: Run) -> None:
    """Silence would look as if nothing had changed."""
    (place / "extracted/uni/records.json").unlink()
    for args in ((), ("uni",), ("uni", "old")):
        code, _, err = lhextract("diff", *args)
        assert code == 2
        assert "lhextract run" in err
