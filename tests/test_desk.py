"""A source on a steward's desk: all or nothing, whatever is wrong with files, disks, clocks and other processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lhextract.corrections.wishes import DecisionError, StaleError, Wish
from lhextract.desk import Desk, open_desk
from lhextract.errors import UsageError
from lhextract.files import write_new_files
from lhextract.model.correction import Action, State

SOURCE = "lighthouses"


@pytest.fixture
def desk(workspace: Path) -> Desk:
    """The lighthouse page on a desk."""
    return open_desk(SOURCE, start=workspace)


def initiatives(desk: Desk) -> list[str]:
    """The ids of the initiatives."""
    return [one.id for one in desk.corrected().records.initiatives]


def name(desk: Desk, value: str, *, place: int = 0) -> Wish:
    """A wish to call an initiative otherwise."""
    return Wish(Action.SET, initiatives(desk)[place], "name", value)


def files(desk: Desk) -> list[Path]:
    """Everything in the folder of decisions, hidden files too."""
    return sorted(desk.folder.iterdir()) if desk.folder.is_dir() else []


def test_a_decision_is_a_file(desk: Desk) -> None:
    """It is there for whoever opens the source next, and in force."""
    decision = desk.decide([name(desk, "New Name")], author="Ann Lee")[0]
    assert [path.name for path in files(desk)] == [f"{decision.id}.json"]
    again = open_desk(SOURCE, start=desk.folder)
    assert again.corrected() == desk.corrected()
    assert again.corrected().records.initiatives[0].name == "New Name"


def test_all_or_nothing(desk: Desk) -> None:
    """One wish that does not fit, and none is decided."""
    with pytest.raises(DecisionError, match="nmae"):
        desk.decide([name(desk, "New Name"), Wish(Action.SET, initiatives(desk)[1], "nmae", "x")], author="Ann Lee")
    assert files(desk) == []
    assert desk.corrected().rulings == ()


def test_wishes_see_those_before_them(desk: Desk) -> None:
    """The second wish about an entry follows the first one."""
    first, second = desk.decide([name(desk, "One"), name(desk, "Two")], author="Ann Lee")
    assert second.supersedes == (first.id,)


def test_trying_writes_nothing(desk: Desk) -> None:
    """A dry run says what would be decided."""
    assert desk.decide([name(desk, "New Name")], author="Ann Lee", write=False)[0].value == "New Name"
    assert files(desk) == []


def test_who_has_not_seen_the_newest_is_refused(desk: Desk) -> None:
    """Nothing is written, and the refusal says who was first."""
    other = open_desk(SOURCE, start=desk.folder.parents[2])
    wish = Wish(Action.SET, initiatives(desk)[0], "name", "Mine", seen=())
    other.decide([name(other, "Theirs")], author="Bo Chen")
    with pytest.raises(StaleError, match="Bo Chen"):
        desk.decide([name(desk, "Else", place=1), wish], author="Ann Lee")
    assert len(files(desk)) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param(lambda text: text[: len(text) // 2], "Unterminated|delimiter", id="cut-off"),
        pytest.param(lambda _: "", "Expecting value", id="empty"),
        pytest.param(lambda _: "[" * 100_000, "recursion|Recursion", id="nested-too-deep"),
        pytest.param(lambda text: text.replace('"reason"', '"raeson"'), "raeson|reason", id="unknown-key"),
        pytest.param(lambda text: text.replace('"version": 1', '"version": 9'), "version: found 9", id="version"),
        pytest.param(lambda text: text.replace('"value": "New Name"', '"value": 7'), "found 7", id="number"),
        pytest.param(lambda text: text.replace('"value": "New Name"', '"value": null'), "value", id="no-name"),
        pytest.param(lambda text: text.replace('"value": "New Name"', '"value": {"a": "b"}'), "value", id="object"),
        pytest.param(lambda text: text.replace('"value": "New Name"', '"value": ["a"]'), "value", id="list"),
        pytest.param(lambda text: text.replace('"path": "name"', '"path": "nmae"'), "target.path", id="path"),
        pytest.param(lambda text: text.replace('"path": "name"', '"path": "years.yr-1"'), "value", id="no-item"),
        pytest.param(lambda text: text.replace('"path": "name"', '"path": "../x"'), "target.path", id="path-outside"),
        pytest.param(lambda text: text.replace('"action": "set"', '"action": "remove"'), "action", id="remove-a-name"),
        pytest.param(lambda text: text.replace('"action": "set"', '"action": "burn"'), "action", id="action"),
        pytest.param(lambda text: text.replace('"action": "set"', '"action": "merge"'), "merge", id="merge-of-a-name"),
        pytest.param(lambda text: text.replace('"id": "co-2', '"id": "co-1'), "name of the file", id="another-id"),
    ],
)
def test_a_broken_file_among_good_ones(desk: Desk, change: Callable[[str], str], named: str) -> None:
    """It is named with what is wrong; the others are in force."""
    broken, _ = desk.decide([name(desk, "New Name"), name(desk, "Good Name", place=1)], author="Ann Lee")
    path = desk.folder / f"{broken.id}.json"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    fresh = open_desk(SOURCE, start=desk.folder)
    unread = fresh.decisions().unread
    assert [one.name for one in unread] == [path.name]
    assert any(part in unread[0].problem for part in named.split("|")), unread
    assert fresh.corrected().records.initiatives[1].name == "Good Name"
    findings = [finding for finding in fresh.checked().findings if finding.code == "correction-unreadable"]
    assert [path.name in finding.message for finding in findings] == [True]


def test_a_file_that_is_mended(desk: Desk) -> None:
    """A desk that is open for days sees a file that breaks, and one that is mended."""
    decision = desk.decide([name(desk, "New Name")], author="Ann Lee")[0]
    path = desk.folder / "co-20260101t000000000000z-aaaaaaaa.json"
    path.write_text("{", encoding="utf-8")
    assert "correction-unreadable" in {finding.code for finding in desk.checked().findings}
    content = (desk.folder / f"{decision.id}.json").read_text(encoding="utf-8").replace(decision.id, path.stem)
    path.write_text(content, encoding="utf-8")
    assert "correction-unreadable" not in {finding.code for finding in desk.checked().findings}
    assert len(desk.decisions().decisions) == 2


def test_a_renamed_file_is_named(desk: Desk) -> None:
    """The id of a decision is the name of its file."""
    decision = desk.decide([name(desk, "New Name")], author="Ann Lee")[0]
    (desk.folder / f"{decision.id}.json").rename(desk.folder / "mine.json")
    assert [one.name for one in open_desk(SOURCE, start=desk.folder).decisions().unread] == ["mine.json"]


def test_bytes_that_are_no_text(desk: Desk) -> None:
    """Neither is a file that is no UTF-8, nor a folder of that name."""
    desk.decide([name(desk, "New Name")], author="Ann Lee")
    (desk.folder / "a.json").write_bytes(b"\xff\xfe\x00")
    (desk.folder / "b.json").mkdir()
    fresh = open_desk(SOURCE, start=desk.folder)
    assert [one.name for one in fresh.decisions().unread] == ["a.json", "b.json"]
    assert fresh.corrected().records.initiatives[0].name == "New Name"


def test_a_superseded_file_that_is_missing(desk: Desk) -> None:
    """Who deletes a file does not lose what was decided after it; taking that back gives the machine's value."""
    machine = desk.corrected().records.initiatives[0].name
    first, _ = desk.decide([name(desk, "One"), name(desk, "Two")], author="Ann Lee")
    (desk.folder / f"{first.id}.json").unlink()
    fresh = open_desk(SOURCE, start=desk.folder)
    assert fresh.corrected().records.initiatives[0].name == "Two"
    fresh.decide([Wish(Action.RETRACT, initiatives(fresh)[0], "name")], author="Ann Lee")
    assert fresh.corrected().records.initiatives[0].name == machine


def test_files_that_follow_each_other_in_a_circle(desk: Desk) -> None:
    """Somebody edited them by hand: the last one is in force, and none makes the program hang."""
    first, second = desk.decide([name(desk, "One"), name(desk, "Two")], author="Ann Lee")
    path = desk.folder / f"{first.id}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "supersedes": [second.id, first.id]}), encoding="utf-8")
    assert open_desk(SOURCE, start=desk.folder).corrected().records.initiatives[0].name == "Two"


def test_a_clock_that_goes_back(desk: Desk) -> None:
    """Who follows whom is written in the files; the clock decides nothing."""
    times = iter([datetime(2030, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)])
    desk.clock = lambda: next(times)
    for value in ("One", "Two", "Three"):
        desk.decide([name(desk, value)], author="Ann Lee")
    assert open_desk(SOURCE, start=desk.folder).corrected().records.initiatives[0].name == "Three"


def test_an_unknown_record(desk: Desk) -> None:
    """A decision about a record that the page does not have is refused; a file of one is listed and does no harm."""
    with pytest.raises(DecisionError, match="lh-nowhere"):
        desk.decide([Wish(Action.SET, "lh-nowhere", "name", "x")], author="Ann Lee")
    decision = desk.decide([name(desk, "New Name")], author="Ann Lee")[0]
    path = desk.folder / f"{decision.id}.json"
    path.write_text(path.read_text(encoding="utf-8").replace(decision.record, "lh-nowhere"), encoding="utf-8")
    fresh = open_desk(SOURCE, start=desk.folder)
    assert [one.state for one in fresh.corrected().rulings] == [State.ORPHANED]
    assert fresh.checked().corrections.orphaned == (decision.id,)


@pytest.mark.parametrize("value", ["x" * 501, "x" * 10_000_000, "a\x00b", " ", "\ud800"], ids=repr)
def test_values_that_no_field_has(desk: Desk, value: str) -> None:
    """A value that is too long, or that cannot be shown, is refused before anything is written."""
    with pytest.raises(DecisionError):
        desk.decide([name(desk, value)], author="Ann Lee")
    assert files(desk) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_folder_that_cannot_be_written(desk: Desk) -> None:
    """It is said, and nothing was decided."""
    desk.folder.mkdir(parents=True, exist_ok=True)
    desk.folder.chmod(0o555)
    try:
        with pytest.raises(UsageError, match="decision cannot be written"):
            desk.decide([name(desk, "New Name")], author="Ann Lee")
    finally:
        desk.folder.chmod(0o755)
    assert files(desk) == []


def test_a_disk_that_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch of which the second file cannot be written leaves none behind, and the next try works."""
    real, calls = os.fsync, []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    wishes = [name(desk, "One"), name(desk, "Two", place=1)]
    with pytest.raises(UsageError, match="No space left"):
        desk.decide(wishes, author="Ann Lee")
    assert files(desk) == []
    monkeypatch.undo()
    assert len(desk.decide(wishes, author="Ann Lee")) == len(files(desk)) == 2


KILLED = """
import os, sys
from pathlib import Path
from lhextract.files import write_new_files
real, left = Path.rename, [int(sys.argv[2])]
def rename(self, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
    return real(self, target)
Path.rename = rename
write_new_files(Path(sys.argv[1]), {f"{n}.json": b"whole" for n in range(4)})
"""


@pytest.mark.parametrize("after", range(5))
def test_killed_within_a_batch(tmp_path: Path, after: int) -> None:
    """What a killed process leaves are whole files, and what it had not finished has no name that is read."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(after)], check=False)
    named = sorted(tmp_path.glob("*.json"))
    assert {path.read_bytes() for path in named} <= {b"whole"}
    write_new_files(tmp_path, {"again.json": b"more"})
    assert (tmp_path / "again.json").read_bytes() == b"more"
    assert list(tmp_path.glob(".*")) == []


def _decide_many(root: Path, author: str, number: int) -> None:
    """Decide one after the other, as a steward's process does."""
    mine = open_desk(SOURCE, start=root)
    for turn in range(number):
        wish = Wish(Action.SET, initiatives(mine)[turn % 20], "name", f"{author} {turn}")
        mine.decide([wish], author=author)


def test_two_processes_lose_nothing(workspace: Path) -> None:
    """Two hundred decisions of two processes at once: all are there, and each has seen the one before it."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_decide_many, args=(workspace, author, 100)) for author in ("Ann", "Bo")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    after = open_desk(SOURCE, start=workspace)
    assert len(after.decisions().decisions) == 200
    assert {ruling.state for ruling in after.corrected().rulings} == {State.APPLIED}
    assert len(after.corrected().rulings) == 20


def test_a_lone_extraction_has_its_own_decisions(workspace: Path, tmp_path: Path) -> None:
    """Beside an extraction outside of a workspace they are kept in it."""
    lone = tmp_path / "elsewhere" / "out"
    shutil.copytree(workspace / "extracted" / SOURCE, lone)
    desk = open_desk(str(lone), start=lone)
    desk.decide([name(desk, "New Name")], author="Ann Lee")
    assert desk.folder == lone / "corrections"
    assert open_desk(str(lone), start=lone).corrected().records.initiatives[0].name == "New Name"


def test_nothing_was_extracted_yet(tmp_path: Path) -> None:
    """It is said what to do first."""
    with pytest.raises(UsageError, match="run it first"):
        open_desk(str(tmp_path), start=tmp_path)


def test_a_number_that_is_added_and_somebody_has(extracted_workspace: Path) -> None:
    """An added number stands on no characters; that it is shared is a finding like any other."""
    desk = open_desk(SOURCE, start=extracted_workspace)
    one, other = [(one.id, contact) for one in desk.machine.initiatives for contact in one.contacts if contact.phones][
        :2
    ]
    number = one[1].phones[0].e164
    desk.decide([Wish(Action.ADD, other[0], f"contacts.{other[1].id}.phones", number)], author="Ann Lee")
    assert any(number in one.message for one in desk.checked().findings if one.code.startswith("phone-shared"))


def test_a_steady_look(extracted_workspace: Path) -> None:
    """While an answer is made, decisions of others are not seen, one's own are; when one decides, those are, too."""
    desk, other = (open_desk(SOURCE, start=extracted_workspace) for _ in range(2))
    with desk.steady():
        before = desk.corrected()
        other.decide([name(other, "Theirs")], author="Bo Chen")
        assert desk.corrected() is before
        with pytest.raises(StaleError):
            desk.decide([Wish(Action.SET, initiatives(desk)[0], "name", "Mine", seen=())], author="Ann Lee")
        desk.decide([name(desk, "Mine", place=1)], author="Ann Lee")
        assert [one.name for one in desk.corrected().records.initiatives[:2]] == ["Theirs", "Mine"]
    other.decide([name(other, "Again")], author="Bo Chen")
    assert desk.corrected().records.initiatives[0].name == "Again"


def test_a_file_that_is_gone(extracted_workspace: Path) -> None:
    """Who takes a file away takes the decision away, also from a desk that has read it."""
    desk = open_desk(SOURCE, start=extracted_workspace)
    decision = desk.decide([name(desk, "New Name")], author="Ann Lee")[0]
    assert len(desk.corrected().rulings) == 1
    (desk.folder / f"{decision.id}.json").unlink()
    assert desk.corrected().rulings == ()
