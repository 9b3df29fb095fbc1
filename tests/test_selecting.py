"""What the workspace knows about a selection: decisions, and an older extraction."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from lhextract.changes.compare import compare
from lhextract.changes.release import release_of
from lhextract.cli.selecting import selection_of, selection_options
from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk
from lhextract.errors import UsageError
from lhextract.model.correction import Action
from lhextract.model.record import Records
from lhextract.selecting import Place, changed_initiatives, gone_since, select_from
from lhextract.selection.wanted import Selection
from tests.selection.made import faults_of, lighthouses

FLINDERS, TONGJI = "lh-527ydxmyez", "lh-gxpzwazasc"
RECORDS = Path("extracted/lighthouses/records.json")


def document() -> dict[str, Any]:
    """The committed `records.json`."""
    found: dict[str, Any] = json.loads(RECORDS.read_text(encoding="utf-8"))
    return found


def by_id(found: dict[str, Any], ident: str) -> dict[str, Any]:
    """An initiative of a document."""
    return next(one for one in found["initiatives"] if one["id"] == ident)


def kept(selection: Selection, *, source: str = "lighthouses") -> list[str]:
    """The ids of the initiatives that are selected."""
    records, text = lighthouses()
    left = select_from(Place(source, Path.cwd()), records, selection, text=text)
    assert faults_of(left.records, left.text) == []
    return [one.id for one in left.records.initiatives]


def decide(desk: Desk, action: Action, record: str, path: str, value: str | None = None) -> None:
    """Decide as a steward."""
    desk.decide([Wish(action, record, path, value)], author="Ann Lee")


@pytest.mark.usefixtures("extracted_workspace")
def test_what_was_never_decided() -> None:
    """Before any decision nothing is confirmed, and everything is as sure as the machine says."""
    assert kept(Selection(only_confirmed=True)) == []
    assert len(kept(Selection(min_confidence=0.99))) == 22


def test_what_a_steward_confirmed(desk: Desk) -> None:
    """Decisions since the last run count, where the records have the decided value."""
    decide(desk, Action.CONFIRM, TONGJI, "name")
    decide(desk, Action.SET, FLINDERS, "name", "Another name")
    records, text = lighthouses()
    left = select_from(Place("lighthouses", Path.cwd()), records, Selection(only_confirmed=True), text=text)
    assert [one.id for one in left.records.initiatives] == [FLINDERS, TONGJI]
    assert left.records.initiatives[1].partners == ()


def test_a_confirmed_program_is_sure(desk: Desk) -> None:
    """What a steward confirmed stays, however unsure the machine was."""
    records, text = lighthouses()
    place = Place("lighthouses", Path.cwd())
    unsure = select_from(place, records, Selection(min_confidence=0.8), text=text).left_out["min-confidence"][
        "programs"
    ]
    owner, path = next(
        (one.record, one.path)
        for own in desk.corrected().entries.of.values()
        for one in own.values()
        if one.kind == "programs" and is_unsure(records, one.start)
    )
    decide(desk, Action.CONFIRM, owner, path)
    left = select_from(place, records, Selection(min_confidence=0.8), text=text)
    assert left.left_out["min-confidence"].get("programs", 0) == unsure - 1


def is_unsure(records: Records, start: int) -> bool:
    """Whether the mention at an offset is less sure than 0.8."""
    return any(one.start == start and one.confidence < 0.8 for one in records.mentions)


@pytest.mark.parametrize("form", ["folder", "file", "revision"])
@pytest.mark.usefixtures("extracted_workspace")
def test_since_an_older_extraction(form: str, tmp_path: Path) -> None:
    """The folder of an extraction, its records.json, or a git revision: what changed, and the ids that are gone."""
    found = document()
    old = json.loads(json.dumps(found))
    by_id(old, TONGJI)["years"] = []
    by_id(old, FLINDERS)["text"] = "Other words."
    gone = by_id(old, FLINDERS)["contacts"][0] | {"id": "ct-aaaaaaaaaa"}
    by_id(old, TONGJI)["contacts"].append(gone)
    old["initiatives"].append(by_id(old, FLINDERS) | {"id": "lh-aaaaaaaaaa", "contacts": []})
    old["people"].append(old["people"][0] | {"id": "ps-aaaaaaaaaa"})
    a = older(form, old, tmp_path)
    records, text = lighthouses()
    left = select_from(Place("lighthouses", Path.cwd()), records, Selection(since=a), text=text)
    assert [one.id for one in left.records.initiatives] == [TONGJI]
    assert left.withdrawn == (
        ("contact", "ct-aaaaaaaaaa"),
        ("initiative", "lh-aaaaaaaaaa"),
        ("person", "ps-aaaaaaaaaa"),
    )


def older(form: str, old: dict[str, Any], folder: Path) -> str:
    """Put an older extraction somewhere, and say how it is called."""
    if form == "revision":
        now = RECORDS.read_text(encoding="utf-8")
        RECORDS.write_text(json.dumps(old), encoding="utf-8")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "old"]):
            who = ["-c", "user.name=nobody", "-c", "user.email=nobody@localhost"]
            subprocess.run(["git", *who, *command], check=True, capture_output=True)
        RECORDS.write_text(now, encoding="utf-8")
        return "HEAD"
    (folder / "old").mkdir()
    (folder / "old" / "records.json").write_text(json.dumps(old), encoding="utf-8")
    return str(folder / "old" / ("records.json" if form == "file" else ""))


@pytest.mark.usefixtures("extracted_workspace")
def test_nothing_changed_since() -> None:
    """Against itself no initiative is new or changed."""
    assert kept(Selection(since=str(RECORDS))) == []


@pytest.mark.parametrize(
    ("since", "said"),
    [
        pytest.param("HEAD~9", "no folder or file 'HEAD~9'", id="revision"),
        pytest.param("pipeline", "found a folder without records.json", id="folder"),
        pytest.param("pipeline/profiles/lighthouses.toml", "found no JSON", id="file"),
    ],
)
@pytest.mark.usefixtures("extracted_workspace")
def test_an_older_extraction_that_is_none(since: str, said: str) -> None:
    """As for `lhextract diff`: one message says what was found and what is allowed."""
    with pytest.raises(UsageError, match=said):
        kept(Selection(since=since))


@pytest.mark.usefixtures("extracted_workspace")
def test_a_folder_alone_knows_no_revisions(tmp_path: Path) -> None:
    """Outside a workspace, an extraction is compared with folders and files only."""
    records, text = lighthouses()
    with pytest.raises(UsageError, match="a revision needs the SOURCE before it"):
        select_from(Place("elsewhere", tmp_path.parent), records, Selection(since="HEAD"), text=text)


def test_a_category_that_is_called_otherwise_now() -> None:
    """Its initiatives count as changed, because they carry its headings."""
    records, _ = lighthouses()
    new = json.loads((Path(__file__).parents[1] / RECORDS).read_text(encoding="utf-8"))
    old = json.loads(json.dumps(new))
    path, *_ = [one["path"] for one in old["categories"]]
    old["categories"][0]["path"] = ["Old heading"]
    for one in old["initiatives"]:
        one["category"] = ["Old heading"] if one["category"] == path else one["category"]
    ids = changed_initiatives(compare(release_of(old), release_of(new)), records)
    assert ids == {one.id for one in records.initiatives if one.category == tuple(path)}
    assert gone_since(old, new) == ()


def test_notes_are_no_change() -> None:
    """A reworded text, or another place in its category, brings no initiative back."""
    records, _ = lighthouses()
    new = json.loads((Path(__file__).parents[1] / RECORDS).read_text(encoding="utf-8"))
    old = json.loads(json.dumps(new))
    old["initiatives"][0]["text"] = "Other words."
    changes = compare(release_of(old), release_of(new))
    assert len(changes) == 1
    assert changed_initiatives(changes, records) == frozenset()


@click.command()
@selection_options
def show(**wanted: Any) -> None:
    """Print what is selected."""
    click.echo(repr(selection_of(**wanted)))


@pytest.mark.parametrize(
    ("args", "selection"),
    [
        pytest.param((), Selection(), id="nothing"),
        pytest.param(("--only", "confirmed"), Selection(only_confirmed=True), id="only"),
        pytest.param(("--min-confidence", "0.8"), Selection(min_confidence=0.8), id="confidence"),
        pytest.param(("--category", "A", "--category", "B > C"), Selection(categories=("A", "B > C")), id="category"),
        pytest.param(("--no-contacts",), Selection(contacts=False), id="contacts"),
        pytest.param(("--since", "HEAD~1"), Selection(since="HEAD~1"), id="since"),
        pytest.param(("--language", "en", "--language", "de"), Selection(languages=("en", "de")), id="language"),
    ],
)
def test_options(args: tuple[str, ...], selection: Selection) -> None:
    """Each option of the command line is one of the selection."""
    done = CliRunner().invoke(show, args)
    assert (done.exit_code, done.output) == (0, f"{selection!r}\n")


@pytest.mark.parametrize("args", [("--only", "new"), ("--min-confidence", "80")])
def test_options_that_are_wrong(args: tuple[str, ...]) -> None:
    """What is not allowed is said before anything is read."""
    assert CliRunner().invoke(show, args).exit_code == 2
