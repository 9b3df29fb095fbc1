"""The commands by which stewards decide, and those for tables."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.cli import cli
from lhextract.completing import decided, decisions, lists, paths, records, sources
from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.model.correction import Action

Run = Callable[..., tuple[int, str, str]]
FLINDERS, YEAR, CONTACT = "lh-527ydxmyez", "years.yr-s3ndp2k5lt", "contacts.ct-r2ewafb4la"
PHONE = f"{CONTACT}.phones.tel-loja2o4yog"

pytestmark = pytest.mark.usefixtures("extracted_workspace")


@pytest.fixture(autouse=True)
def author(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who decides in these tests."""
    monkeypatch.setenv("LHEXTRACT_AUTHOR", "Ann Lee")


def stored() -> list[tuple[str, str, object]]:
    """What has been decided, as another process reads it."""
    desk = open_desk("lighthouses", start=Path.cwd())
    return [(one.action.value, one.path, one.value) for one in desk.decisions().decisions]


DECIDED = [
    pytest.param(["set", "2", "name", "Flinders"], ("set", "name", "Flinders"), "-> Flinders", id="set"),
    pytest.param(
        ["set", "2", YEAR, "value=2014-05", "role=event"],
        ("set", YEAR, {"text": "2014", "value": "2014-05", "role": "event"}),
        "role=event",
        id="set-keys",
    ),
    pytest.param(
        ["set", "2", "name", "Flinders University"],
        ("confirm", "name", "Flinders University"),
        "confirmed",
        id="set-what-is",
    ),
    pytest.param(["remove", "2", PHONE], ("remove", PHONE, None), "removed", id="remove"),
    pytest.param(["confirm", "2", "name"], ("confirm", "name", "Flinders University"), "confirmed", id="confirm"),
    pytest.param(
        ["add", "2", "programs", "--quote", "practical year"],
        ("add", "programs.pr-67mozseuki", {"name": "practical year"}),
        "added",
        id="add-quote",
    ),
    pytest.param(
        ["add", "2", "years", "value=2015", "role=start"],
        ("add", "years.yr-vbpj3nefd5", {"text": "2015", "value": "2015", "role": "start"}),
        "added",
        id="add-keys",
    ),
    pytest.param(["merge", "2", "3"], ("merge", "merge.lh-gxpzwazasc", "lh-gxpzwazasc"), "joined", id="merge"),
]


@pytest.mark.parametrize(("args", "decision", "said"), DECIDED)
def test_command_decides(args: list[str], decision: tuple[object, ...], said: str, lhextract: Run) -> None:
    """One command, one decision, one line that says it, and what to do next."""
    command, record, *rest = args
    code, out, err = lhextract("correct", command, "lighthouses", record, *rest)
    assert (code, err, stored()) == (0, "", [decision])
    assert said in out.splitlines()[0]
    assert out.splitlines()[1] == "`lhextract run lighthouses` brings extracted/ up to date"


def test_split_names_the_second_part(lhextract: Run) -> None:
    """Two initiatives are made of one, where words of the page begin a line."""
    code, _, _ = lhextract(
        "correct", "split", "lighthouses", "2", "--quote", "Ms. Carola Dierich", "--name", "School of Medicine"
    )
    assert (code, stored()[0][0], stored()[0][2]) == (0, "split", "School of Medicine")
    names = [one.name for one in open_desk("lighthouses", start=Path.cwd()).corrected().records.initiatives]
    assert names[1:3] == ["Flinders University", "School of Medicine"]


def test_whole_record_is_confirmed_once(lhextract: Run) -> None:
    """Confirm without a path says yes to all that nobody has decided about yet."""
    assert "13 entries confirmed" not in lhextract("correct", "confirm", "lighthouses", "2", "name")[1]
    assert "13 entries confirmed" in lhextract("correct", "confirm", "lighthouses", "2")[1]
    assert "nothing to decide" in lhextract("correct", "confirm", "lighthouses", "2")[1]
    assert len(stored()) == 14


def test_retract_by_decision_or_by_path(lhextract: Run) -> None:
    """The id of a decision is enough; what was in force before is in force again."""
    for name in ("One", "Two"):
        lhextract("correct", "set", "lighthouses", "2", "name", name)
    _, out, _ = lhextract("correct", "list", "lighthouses", "--json")
    head = json.loads(out)["rulings"][0]["heads"][0]
    assert lhextract("correct", "retract", "lighthouses", head)[0] == 0
    assert "One" in lhextract("correct", "list", "lighthouses")[1]
    desk = open_desk("lighthouses", start=Path.cwd())
    assert desk.corrected().records.initiatives[1].name == "One"
    assert lhextract("correct", "retract", "lighthouses", "2", "years")[0] == 2


def test_decision_about_what_is_gone_can_be_taken_back(desk: Desk, lhextract: Run) -> None:
    """An initiative that is not on the page any more keeps its decisions, and they can be taken back."""
    made = desk.decide([Wish(Action.SET, FLINDERS, "name", "Flinders")], author="Ann Lee")[0]
    path = desk.folder / f"{made.id}.json"
    path.write_text(path.read_text().replace(FLINDERS, "lh-gone000000"))
    assert lhextract("correct", "retract", "lighthouses", made.id)[0] == 0
    assert "no decisions" in lhextract("correct", "list", "lighthouses")[1]


REFUSED = [
    pytest.param(["set", "99", "name", "x"], "allowed is 1 to 22", id="number"),
    pytest.param(["set", "nobody", "name", "x"], "record: found 'nobody'", id="record"),
    pytest.param(["set", "2", "nme", "x"], "did you mean name?", id="path"),
    pytest.param(["set", "2", "name", ""], "a text that is not empty", id="empty-name"),
    pytest.param(["set", "2", PHONE, ""], f"correct remove … {FLINDERS} {PHONE}", id="empty-number"),
    pytest.param(["set", "2", f"{PHONE}.e164", ""], f"correct remove … {FLINDERS} {PHONE}", id="empty-part"),
    pytest.param(["set", "2", PHONE, "raw="], f"correct remove … {FLINDERS} {PHONE}", id="emptied-by-key"),
    pytest.param(["set", "2", YEAR, "value=20145"], "a date in EDTF", id="value"),
    pytest.param(["set", "2", YEAR, "value=2014", "rule=start"], "with the keys text, value, role", id="key"),
    pytest.param(["set", "2", "name", "Two", "words"], "put a value with blanks between quotes", id="two-values"),
    pytest.param(["set", "2", "name", "x", "--yes"], "--yes", id="yes-alone"),
    pytest.param(["add", "2", "years"], "--quote with words of the page", id="add-nothing"),
    pytest.param(["add", "2", "years", "2015", "--nth", "2"], "--nth", id="nth-without-quote"),
    pytest.param(["add", "2", "programs", "--quote", "the"], "[[the]] one hand", id="quote-of-several"),
    pytest.param(["add", "2", "yeers", "2014"], "a list: partners", id="list"),
    pytest.param(["merge", "2", "9"], "stands next to", id="no-neighbour"),
    pytest.param(["retract", "co-none"], "the id of a decision", id="no-decision"),
    pytest.param(["set", "2", "name", "x", "--author", "a\nb"], "1 to 80 visible characters", id="author"),
    pytest.param(["show", "nobody"], "record: found 'nobody'", id="show-record"),
    pytest.param(["show", "2", "nme"], "`lhextract correct show", id="show-path"),
]


@pytest.mark.parametrize(("args", "advice"), REFUSED)
def test_what_cannot_be_decided_is_refused(args: list[str], advice: str, lhextract: Run) -> None:
    """Exit code 2, one message, nothing written."""
    command, *rest = args
    code, out, err = lhextract("correct", command, "lighthouses", *rest)
    assert (code, out, stored()) == (2, "", [])
    assert advice in err
    assert err.count("lhextract: ") == 1


def test_conflict_that_is_left_is_exit_code_4(desk: Desk, lhextract: Run) -> None:
    """Where stewards still disagree after a decision, a person is needed."""
    removed = desk.decide([Wish(Action.REMOVE, FLINDERS, CONTACT)], author="Bo Chen")[0]
    path = desk.folder / f"{removed.id}.json"
    kept = path.read_bytes()
    path.unlink()  # on another branch, which is merged after this
    desk.decide([Wish(Action.SET, FLINDERS, f"{CONTACT}.role", "Head")], author="Ann Lee")
    path.write_bytes(kept)
    code, out, _ = lhextract("correct", "set", "lighthouses", "2", f"{CONTACT}.role", "Dean")
    assert code == 4
    assert "conflicting: stewards disagree" in out
    listed = lhextract("correct", "list", "lighthouses", "--state", "conflicting")[1]
    assert listed.startswith("lighthouses: 2 conflicting")


def test_dry_run_writes_nothing(lhextract: Run) -> None:
    """It is checked and said all the same."""
    code, out, _ = lhextract("correct", "set", "lighthouses", "2", "name", "x", "--dry-run")
    assert (code, stored()) == (0, [])
    assert out.endswith("nothing was written\n")


def test_everywhere_shows_then_writes(extracted_workspace: Path, lhextract: Run) -> None:
    """The places first; with --yes the row."""
    args = ("correct", "set", "lighthouses", "2", "links.ln-gesjsizfqp", "", "--everywhere")
    code, out, _ = lhextract(*args)
    table = extracted_workspace / "pipeline" / "lookups" / "renames.csv"
    assert (code, table.exists()) == (0, False)
    assert "'further information' becomes nothing here:" in out
    assert lhextract(*args, "--yes", "--reason", "no link")[0] == 0
    assert table.read_text().splitlines()[1] == "links,further information,,no link"
    assert stored() == []


def test_show_has_every_entry_and_the_words_of_the_page(lhextract: Run) -> None:
    """A record is shown with its paths, values, states and marked sentences."""
    lhextract("correct", "set", "lighthouses", "2", "name", "Flinders")
    _, out, _ = lhextract("correct", "show", "lighthouses", "2")
    assert "name: Flinders  [applied]\n    machine: Flinders University" in out
    assert "    Tel.: [[+49 351 463-32730]]" in out
    entries = json.loads(lhextract("correct", "show", "lighthouses", "2", "--json")[1])["entries"]
    desk = open_desk("lighthouses", start=Path.cwd())
    assert [one["path"] for one in entries] == list(desk.corrected().entries.of[FLINDERS])


def test_show_of_an_entry_tells_its_history(lhextract: Run) -> None:
    """Who decided what and why, and why it is in its state."""
    lhextract("correct", "set", "lighthouses", "2", "name", "One", "--reason", "as they say")
    lhextract("correct", "set", "lighthouses", "2", "name", "Two", "--author", "Bo Chen")
    _, out, _ = lhextract("correct", "show", "lighthouses", "2", "name")
    assert "applied: the steward's value is in force" in out
    assert out.index("Ann Lee: Flinders University -> One") < out.index("Bo Chen: Flinders University -> Two")
    assert "as they say" in out
    document = json.loads(lhextract("correct", "show", "lighthouses", "2", "name", "--json")[1])
    assert [one["value"] for one in document["history"]] == ["One", "Two"]


def test_list_can_be_narrowed(lhextract: Run) -> None:
    """By state, author and record."""
    lhextract("correct", "set", "lighthouses", "2", "name", "One")
    lhextract("correct", "confirm", "lighthouses", "1", "name", "--author", "Bo Chen")

    def listed(*args: str) -> int:
        return len(json.loads(lhextract("correct", "list", "lighthouses", "--json", *args)[1])["rulings"])

    assert [listed(), listed("--state", "applied"), listed("--author", "Bo Chen"), listed("--record", "2")] == [
        2,
        1,
        1,
        1,
    ]
    assert listed("--author", "Bo Chen", "--record", "2") == 0


def test_shell_is_offered_what_there_is(extracted_workspace: Path, lhextract: Run) -> None:
    """Sources, ids with names, paths with values, lists, decisions; silence about what cannot be read."""
    here = extracted_workspace
    lhextract("correct", "set", "lighthouses", "2", "name", "One")
    assert sources(start=here) == [("lighthouses", "")]
    assert (FLINDERS, "One") in records("lighthouses", start=here)
    assert ("name", "One") in paths("lighthouses", "2", start=here)
    assert (YEAR, "2014") in paths("lighthouses", "2", start=here)
    assert (f"{CONTACT}.phones", "Carola Dierich") in lists("lighthouses", "2", start=here)
    assert [about for _, about in decisions("lighthouses", start=here)] == [f"{FLINDERS} name"]
    assert decided("lighthouses", start=here)[1:] == [(FLINDERS, "One")]
    assert records("nothing", start=here) == paths("nothing", "2", start=here) == decided("nothing", start=here) == []
    assert all("\n" not in word for _, word in paths("lighthouses", "2", start=here))


ASKED = [
    pytest.param("correct set li", ["lighthouses"], id="source"),
    pytest.param("correct set lighthouses lh-527", [FLINDERS], id="record"),
    pytest.param("correct set lighthouses 2 ye", [YEAR], id="path"),
    pytest.param(f"correct set lighthouses 2 {YEAR} val", ["value="], id="key"),
    pytest.param("correct add lighthouses 2 contacts.", [f"{CONTACT}.phones"], id="list"),
    pytest.param("correct show nothing lh", [], id="unknown-source"),
    pytest.param("correct list --record lh", [], id="before-the-source"),
]


@pytest.mark.parametrize(("words", "offered"), ASKED)
def test_completion_reaches_the_shell(
    words: str, offered: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line answers the question that a shell asks, and says nothing else."""
    monkeypatch.setenv("_LHEXTRACT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"lhextract {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    with pytest.raises(SystemExit):
        cli.main(prog_name="lhextract", standalone_mode=False)
    out, err = capsys.readouterr()
    assert ([line.removeprefix("plain,") for line in out.split()], err) == (offered, "")


def test_no_network_of_names_is_loaded(extracted_workspace: Path) -> None:
    """Deciding runs no stage, so that it is quick."""
    program = (
        "import sys\n"
        "from lhextract.cli import main\n"
        "deciding, table = 'correct confirm lighthouses 2', 'corrections export lighthouses --csv t'\n"
        "for args in (deciding.split(), table.split()):\n"
        "    try: main(args)\n"
        "    except SystemExit as ended: assert not ended.code\n"
        "sys.exit('spacy' in sys.modules or 'onnxruntime' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=extracted_workspace, check=True, capture_output=True)


def test_table_goes_out_and_comes_back(extracted_workspace: Path, lhextract: Run) -> None:
    """Exported, edited, imported: exit code 0; with a misfit 2, as text and as JSON."""
    assert lhextract("corrections", "export", "lighthouses", "--csv", "t.csv")[0] == 0
    table = extracted_workspace / "t.csv"
    text = table.read_bytes().decode("utf-8-sig")
    line = next(line for line in text.splitlines() if line.startswith(f"{FLINDERS},Flinders University,name"))
    edited = line.replace(",Flinders University,Flinders University,,", ",Flinders University,Flinders University,{},")
    table.write_text(text.replace(line, edited.format("-")))
    code, out, _ = lhextract("corrections", "import", "lighthouses", "t.csv")
    assert (code, stored()) == (2, [])
    assert "nothing was written, because 1 row cannot be applied" in out
    code, out, _ = lhextract("corrections", "import", "lighthouses", "t.csv", "--json")
    assert (code, json.loads(out)["misfits"][0]["field"]) == (2, "name")
    table.write_text(text.replace(line, edited.format("Flinders")))
    assert lhextract("corrections", "import", "lighthouses", "t.csv", "--dry-run")[0] == 0
    assert stored() == []
    assert lhextract("corrections", "import", "lighthouses", "t.csv")[0] == 0
    assert stored() == [("set", "name", "Flinders")]


def test_export_wants_one_file(lhextract: Run) -> None:
    """Neither none nor two."""
    assert lhextract("corrections", "export", "lighthouses")[0] == 2
    assert lhextract("corrections", "export", "lighthouses", "--csv", "a", "--xlsx", "b")[0] == 2
