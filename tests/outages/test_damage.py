"""Files that a crash left half-written are named, made anew or refused; none is taken for what was written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outages.damage import DAMAGES
from tests.outages.layer import GONE, Fault
from tests.outages.machine import Machine
from tests.outages.states import things_in
from tests.outages.stories import RUN, decided, done


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> Path:
    """The example, extracted with a decision on its first name."""
    root = tmp_path_factory.mktemp("template") / "workspace"
    root.mkdir()
    decided(root, machine)
    done(machine, root, *RUN)
    return root


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    """A workspace of one test's own."""
    return Path(shutil.copytree(template, tmp_path / "workspace"))


@pytest.mark.parametrize(("name", "damage"), [("machine.json", "empty"), ("tables/contacts.csv", "half")])
def test_spoilt_extraction_is_made_anew(name: str, damage: str, root: Path, machine: Machine) -> None:
    """A run that has nothing to do but finds a spoilt file says so and makes the extraction anew, the same bytes."""
    before, path = things_in(root), root / "extracted" / "example" / name
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    ended = machine.run(RUN, cwd=root)
    assert (ended.code, ended.has_traceback) == (0, False)
    assert str(Path("extracted", "example", name)) in ended.err
    assert things_in(root) == before


@pytest.mark.parametrize("damage", ["empty", "half", "zeros"])
@pytest.mark.parametrize("name", ["text.txt", "records.json", "manifest.json"])
def test_what_changes_are_measured_against(name: str, damage: str, root: Path, machine: Machine) -> None:
    """Where that is spoilt, a run would report changes that are none: it is refused, the file or its folder named."""
    path = root / "extracted" / "example" / name
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    before = things_in(root)
    ended = machine.run(RUN, cwd=root)
    assert (ended.code, ended.has_traceback) == (2, False)
    assert str(path if name != "manifest.json" else path.parent) in ended.said[0]
    assert "made anew" not in ended.err  # one thing is said, not two that contradict each other
    assert "version control, or remove the folder and run (ids stay)" in ended.said[0]
    assert things_in(root) == before


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        pytest.param("changes.jsonl", lambda _: b"\xff\n", id="changes-no-utf-8"),
        pytest.param("changes.jsonl", lambda _: b"{broken\n", id="changes-no-json"),
        pytest.param("manifest.json", lambda old: json.dumps({**json.loads(old), "since": [1]}).encode(), id="since"),
    ],
)
def test_odd_history(name: str, odd: Callable[[bytes], bytes], root: Path, machine: Machine) -> None:
    """Where nothing changed, the changes of before stay; what cannot be read of them is one message with its file."""
    path = root / "extracted" / "example" / name
    path.write_bytes(odd(path.read_bytes()))
    ended = machine.run((*RUN, "--force"), cwd=root)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert ended.err.startswith(f"lhextract: {path}")


@pytest.mark.parametrize("name", ["manifest.json", "text.txt"])
def test_check_advises_what_works(name: str, root: Path, machine: Machine) -> None:
    """Where a run would be refused, `check` does not advise one; with the folder removed, the same files come again."""
    before, folder = things_in(root), root / "extracted" / "example"
    (folder / name).write_bytes(b"x")
    ended = machine.run(("check", "--no-model"), cwd=root)
    advice = "restore them by version control, or remove the folder and `lhextract run example`"
    assert (ended.code, advice in " ".join(ended.out.split())) == (3, True)
    shutil.rmtree(folder)
    assert machine.run(RUN, cwd=root).code == 0
    assert things_in(root).keys() == before.keys()


@pytest.mark.parametrize("args", [("check", "--no-model"), RUN, (*RUN, "--force")], ids=["check", "run", "force"])
@pytest.mark.parametrize(
    "odd", ["[1, 2]", '{"initiatives": {"a": 1}}', '{"name": "Carola \\ud800"}'], ids=["list", "object", "surrogate"]
)
def test_odd_records(odd: str, args: tuple[str, ...], root: Path, machine: Machine) -> None:
    """JSON that is no records is one message and nothing else, whichever command compares with it."""
    path = root / "extracted" / "example" / "records.json"
    path.write_text(odd, "utf-8")
    before = things_in(root)
    ended = machine.run(args, cwd=root)
    assert (ended.code, ended.err.count("\n"), ended.out) == (2, 1, "")
    assert f"lhextract: {path}: found " in ended.err
    assert things_in(root) == before


@pytest.mark.parametrize("damage", ["empty", "half", "zeros"])
def test_spoilt_correction_among_good_ones(damage: str, root: Path, machine: Machine) -> None:
    """A decision that cannot be read is named with exit code 3; the others are applied."""
    (good,) = (root / "pipeline" / "corrections" / "example").iterdir()
    spoilt = good.with_name("co-20260301t120130000001z-aaaaaaaa.json")
    spoilt.write_bytes(DAMAGES[damage](good.read_bytes()))
    ended = machine.run(["run", "--no-model"], cwd=root)
    records = json.loads((root / "extracted" / "example" / "records.json").read_text("utf-8"))
    assert records["initiatives"][0]["name"] == "Korvenranta University"
    assert any(spoilt.name in finding["message"] for finding in records["findings"])
    assert ended.code == 3


def test_decision_that_vanishes(root: Path, machine: Machine) -> None:
    """A decision that is gone when it is opened, though its folder had it, is named, and nothing is published of it."""
    (decision,) = (root / "pipeline" / "corrections" / "example").iterdir()
    looked = machine.run((*RUN, "--force"), cwd=root, fault=Fault(0, GONE, ("read",)))
    at = looked.steps.index(f"read {decision.name}") + 1
    ended = machine.run((*RUN, "--force"), cwd=root, fault=Fault(at, GONE, ("read",)))
    assert not decision.exists()
    assert not ended.has_traceback
    assert decision.name in ended.err + ended.out, ended
