"""Runs after decisions: no stage is run again, git merges clones without a conflict, and who disagrees is named."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.jobs import plan
from lhextract.model.correction import Action, State
from lhextract.updating import Options, needs_a_person, update
from tests.test_updating import PAGE, give

Run = Callable[..., tuple[int, str, str]]
SOURCE = "lighthouses"
OUT = Path("extracted") / SOURCE


def desk_of(root: Path) -> Desk:
    """The desk of a workspace."""
    return open_desk(SOURCE, start=root)


def call(root: Path, value: str, *, author: str, place: int = 0) -> str:
    """Call an initiative otherwise; the id of the decision."""
    desk = desk_of(root)
    record = desk.corrected().records.initiatives[place].id
    return desk.decide([Wish(Action.SET, record, "name", value)], author=author)[0].id


def records(root: Path = Path()) -> dict[str, Any]:
    """The published records."""
    document: dict[str, Any] = json.loads((root / OUT / "records.json").read_text(encoding="utf-8"))
    return document


def outputs() -> dict[str, bytes]:
    """The files of the extraction but those that tell of runs."""
    apart = {"changes.jsonl", "manifest.json", "report.html"}
    files = {path.relative_to(OUT).as_posix(): path for path in OUT.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name not in apart}


def names(root: Path = Path()) -> list[str]:
    """The published names of the initiatives."""
    return [one["name"] for one in records(root)["initiatives"]]


def codes(root: Path = Path()) -> list[str]:
    """The findings about decisions, by their codes."""
    return [one["code"] for one in records(root)["findings"] if one["code"].startswith("correction-")]


def test_a_run_after_a_decision(workspace: Path, lhextract: Run) -> None:
    """What was decided is published, its cause is a steward, and the next run has nothing to do."""
    before = names()
    call(workspace, "New Name", author="Ann Lee")
    assert lhextract("run", "--fail-on", "never")[0] == 0
    assert names() == ["New Name", *before[1:]]
    changes = [json.loads(line) for line in (OUT / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {change["cause"] for change in changes} == {"steward"}
    assert {change["kind"] for change in changes} == {"initiative-renamed"}
    assert "nothing changed" in lhextract("run", "--fail-on", "never")[1]


def test_machine_values_stay(workspace: Path, lhextract: Run) -> None:
    """What the machine found is kept beside what is published."""
    machine = (OUT / "machine.json").read_bytes()
    call(workspace, "New Name", author="Ann Lee")
    lhextract("run", "--fail-on", "never")
    assert (OUT / "machine.json").read_bytes() == machine


def test_a_run_after_a_decision_is_an_extraction(workspace: Path, lhextract: Run) -> None:
    """It makes the same bytes as a run of all stages."""
    desk = desk_of(workspace)
    whole = desk.corrected().records.initiatives
    one = next(one for one in whole if one.partners and one.contacts)
    two, three = whole[-2:]
    desk.decide(
        [
            Wish(Action.SET, one.id, "name", "New Name"),
            Wish(Action.REMOVE, one.id, f"partners.{one.partners[0].institution}"),
            Wish(Action.MERGE, two.id, value=three.id),
            Wish(Action.SET, one.id, f"contacts.{one.contacts[0].id}.person", "Eva Roth"),
        ],
        author="Ann Lee",
    )
    lhextract("run", "--fail-on", "never")
    quick = outputs()
    lhextract("run", "--fail-on", "never", "--force")
    assert outputs() == quick


def test_a_run_after_a_decision_needs_no_recogniser(workspace: Path) -> None:
    """Neither spaCy nor the network is imported."""
    call(workspace, "New Name", author="Ann Lee")
    code = (
        "import sys\nfrom lhextract.cli import main\n"
        "try:\n    main(['run', '--fail-on', 'never'])\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=workspace, check=True)
    assert names()[0] == "New Name"
    assert {"spacy", "onnxruntime", "tokenizers"}.isdisjoint(done.stderr.split())


def test_a_broken_file_among_good_ones(workspace: Path, lhextract: Run) -> None:
    """The run names it and ends with 3; the others are published."""
    call(workspace, "New Name", author="Ann Lee")
    path = desk_of(workspace).folder / "co-20260101t000000000000z-aaaaaaaa.json"
    path.write_text("{", encoding="utf-8")
    code, out, err = lhextract("run")
    assert code == 3
    assert path.name in out + err + json.dumps(records())
    assert (names()[0], codes()) == ("New Name", ["correction-unreadable"])
    path.unlink()
    lhextract("run", "--fail-on", "never")
    assert codes() == []


@pytest.mark.parametrize("deleted", [True, False], ids=["deleted", "taken-back"])
def test_without_the_decision_the_machine_speaks(workspace: Path, lhextract: Run, deleted: bool) -> None:
    """A file that is deleted, and a decision that is taken back, give the records of before."""
    before = names()
    ident = call(workspace, "New Name", author="Ann Lee")
    lhextract("run", "--fail-on", "never")
    desk = desk_of(workspace)
    if deleted:
        (desk.folder / f"{ident}.json").unlink()
    else:
        record = desk.corrected().records.initiatives[0].id
        desk.decide([Wish(Action.RETRACT, record, "name")], author="Ann Lee")
    lhextract("run", "--fail-on", "never")
    assert names() == before


def test_decisions_outlive_a_new_page(workspace: Path, lhextract: Run) -> None:
    """The page is revised elsewhere: what was decided is in force, and nobody is asked."""
    desk = desk_of(workspace)
    one = desk.corrected().records.initiatives[3]
    call(workspace, "New Name", author="Ann Lee", place=3)
    give("A new first line.\n\n" + PAGE)
    assert lhextract("run", "--fail-on", "never")[0] == 0
    assert [name for name in names() if name == "New Name"] == ["New Name"]
    assert next(each for each in records()["initiatives"] if each["id"] == one.id)["name"] == "New Name"
    assert codes() == []


def test_a_person_is_needed_where_the_page_says_something_new(workspace: Path, lhextract: Run) -> None:
    """A corrected title that the page changes is opened again: the steward's value, a finding, and exit code 4."""
    title = names()[3]
    call(workspace, "New Name", author="Ann Lee", place=3)
    assert PAGE.count(title) >= 1
    give(PAGE.replace(title, f"Another {title}"))
    (job,) = plan(SOURCE, out=None, profile=None, start=workspace)
    assert needs_a_person(update(job(), options=Options(), tell=lambda _: None))
    assert (names()[3], codes()) == ("New Name", ["correction-reopened"])
    assert needs_a_person(update(job(), options=Options(), tell=lambda _: None))  # nothing changed since
    assert lhextract("run", "--fail-on", "never")[0] == 4


def git(root: Path, *args: str) -> str:
    """Run git in a clone."""
    who = ("-c", "user.name=Steward", "-c", "user.email=steward@university.example")
    done = subprocess.run(["git", *who, *args], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clones(workspace: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of a workspace that is kept in git, extractions too."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    call(workspace, "Agreed Name", author="Cy Roe")
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "A workspace")
    for name in ("ann", "bo"):
        git(tmp_path, "clone", "-q", str(workspace), name)
    return tmp_path / "ann", tmp_path / "bo"


def merge(clones: tuple[Path, Path]) -> Path:
    """Commit in both, and merge the second into the first."""
    ann, bo = clones
    for root in clones:
        git(root, "add", "pipeline")
        git(root, "commit", "-qm", "Decisions")
    git(ann, "pull", "-q", "--no-rebase", "--no-edit", str(bo), "main")
    return ann


@pytest.mark.parametrize(
    ("ours", "theirs", "states", "found"),
    [
        pytest.param(("Same", 0), ("Same", 0), {State.APPLIED}, "Same", id="equal"),
        pytest.param(("Mine", 0), ("Theirs", 0), {State.CONFLICTING}, "Agreed Name", id="different"),
        pytest.param(("Mine", 0), ("Theirs", 1), {State.APPLIED}, "Mine", id="of-different-initiatives"),
    ],
)
def test_two_clones(
    clones: tuple[Path, Path], ours: tuple[str, int], theirs: tuple[str, int], states: set[State], found: str
) -> None:
    """Git merges decisions of two stewards without a conflict; the rulings say whether they agree."""
    call(clones[0], ours[0], author="Ann Lee", place=ours[1])
    call(clones[1], theirs[0], author="Bo Chen", place=theirs[1])
    merged = desk_of(merge(clones))
    assert {ruling.state for ruling in merged.corrected().rulings} == states
    assert merged.corrected().records.initiatives[0].name == found


def test_a_run_names_those_who_disagree(
    clones: tuple[Path, Path], lhextract: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It publishes what was agreed last, names both with their values, and needs a person until one decides."""
    call(clones[0], "Mine", author="Ann Lee")
    call(clones[1], "Theirs", author="Bo Chen")
    root = merge(clones)
    monkeypatch.chdir(root)
    assert lhextract("run", "--fail-on", "never")[0] == 4
    assert names()[0] == "Agreed Name"
    messages = [one["message"] for one in records()["findings"] if one["code"] == "correction-conflict"]
    assert len(messages) == 1
    assert all(word in messages[0] for word in ("Ann Lee", "Bo Chen", "Mine", "Theirs"))
    assert lhextract("run", "--fail-on", "never")[0] == 4
    call(root, "Ours", author="Ann Lee")
    assert lhextract("run", "--fail-on", "never")[0] == 0
    assert names()[0] == "Ours"


def test_clones_that_go_on_after_a_merge(clones: tuple[Path, Path]) -> None:
    """The decision that ends a disagreement ends it in the other clone too."""
    call(clones[0], "Mine", author="Ann Lee")
    call(clones[1], "Theirs", author="Bo Chen")
    ann, bo = merge(clones), clones[1]
    call(ann, "Ours", author="Ann Lee")
    git(ann, "add", "pipeline")
    git(ann, "commit", "-qm", "Agreed")
    git(bo, "pull", "-q", "--no-rebase", "--no-edit", str(ann), "main")
    assert [(one.state, one.value) for one in desk_of(bo).corrected().rulings] == [(State.APPLIED, "Ours")]
