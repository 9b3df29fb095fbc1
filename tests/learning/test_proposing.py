"""A proposed golden case says what stewards decided, and marks what nobody has."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lhextract.acquire.store import Meta, write_snapshot
from lhextract.corrections.decide import confirm_all
from lhextract.corrections.wishes import Wish
from lhextract.desk import Desk, open_desk
from lhextract.errors import UsageError
from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import read_gold
from lhextract.learning.proposing import propose_case
from lhextract.model.correction import Action
from lhextract.model.mention import Label
from lhextract.training.names.examples import Name, read_corpus
from tests.conftest import GOLDEN

ERLANGEN = "erlangen-partner"
FLINDERS = "lh-527ydxmyez"
CONTACT = "contacts.ct-r2ewafb4la"
SCHOOL = "International Summer School on Technology Transfer in Life Sciences"


def test_corrected_records_score_fully(desk: Desk) -> None:
    """Against the proposal, the corrected records are right in all, the mentions after what follows."""
    correct(desk)
    done = propose_case(desk)
    evaluation = evaluate_page(done.proposal.records, read_gold(done.folder), desk.text)
    assert {key for key, score in evaluation.scores.items() if score.f1 < 1} == set()
    published = evaluate_page(desk.corrected().records, read_gold(done.folder), desk.text)
    assert {part for (part, _), score in published.scores.items() if score.f1 < 1} == {"strict", "relaxed"}


def test_machine_misses_what_was_corrected(desk: Desk) -> None:
    """Against the proposal, what the machine found is wrong where a steward said so, and right everywhere else."""
    correct(desk)
    done = propose_case(desk)
    evaluation = evaluate_page(desk.machine, read_gold(done.folder), desk.text)
    wrong = {
        name for (part, name), score in evaluation.scores.items() if part in {"records", "strict"} and score.f1 < 1
    }
    assert wrong == {"contact titles", "programs", "PROGRAM"}
    assert [error for error in errors_of(evaluation, "records", "programs") if "missed" in error] == [
        "record 2: missed 'international summer school'",
        "record 2: missed 'practical year'",
    ]


def test_what_nobody_decided_is_marked(desk: Desk) -> None:
    """Every value of a confirmed block is without a mark, of another block with one unless it was decided itself."""
    correct(desk)
    desk.decide([Wish(Action.SET, "lh-yhsx3g4v7u", "name", "Stellenbosch")], author="Ann Lee")
    text = (propose_case(desk).folder / "gold" / "records.yaml").read_text(encoding="utf-8")
    blocks = ["- n:" + block for block in text.split("- n:")[1:]]
    assert "unconfirmed" not in blocks[1]
    values = [line for line in blocks[3].splitlines() if not line.endswith(":")]
    assert [line.strip() for line in values if "# unconfirmed" not in line] == ["name: Stellenbosch"]


def test_decided_is_not_confirmed(desk: Desk) -> None:
    """One field that nobody has decided keeps a block from being confirmed."""
    wishes = [wish for wish in confirm_all(FLINDERS, desk.corrected()) if wish.path != "name"]
    desk.decide(wishes, author="Ann Lee")
    assert propose_case(desk).proposal.confirmed == set()


def test_only_chosen_records_count(desk: Desk) -> None:
    """With records named, no other block counts as confirmed, and none gives examples."""
    correct(desk)
    desk.decide(confirm_all("lh-4yqt5racwu", desk.corrected()), author="Bo Berg")
    done = propose_case(desk, records=["1"])
    assert done.proposal.confirmed == {"lh-4yqt5racwu"}
    assert {json.loads(row)["record"] for row in done.proposal.examples.splitlines()} == {"lh-4yqt5racwu"}


def test_a_contact_that_was_taken_out_needs_no_confirmation(desk: Desk) -> None:
    """Nobody has to decide about the fields of a contact that is gone."""
    desk.decide([Wish(Action.REMOVE, FLINDERS, CONTACT)], author="Ann Lee")
    wishes = [wish for wish in confirm_all(FLINDERS, desk.corrected()) if not wish.path.startswith(CONTACT)]
    desk.decide(wishes, author="Ann Lee")
    assert propose_case(desk).proposal.confirmed == {FLINDERS}


def test_notes_say_who_and_when(desk: Desk) -> None:
    """The notes name author, day, both values, and the lines that nobody has confirmed."""
    correct(desk)
    notes = (propose_case(desk).folder / "notes.md").read_text(encoding="utf-8")
    day = desk.decisions().decisions[0].at[:10]
    assert f"- `{CONTACT}.titles_before`: `Ms.` -> `(nothing)`; Ann Lee, {day}" in notes
    assert "- unconfirmed: everything (lines 14-21)" in notes


def test_examples_are_a_corpus(desk: Desk, tmp_path: Path) -> None:
    """The examples can be read as a corpus of the recogniser, with the spans after corrections."""
    correct(desk)
    path = tmp_path / "stewards.jsonl"
    propose_case(desk, examples=path)
    document = read_corpus(path)
    person = next(line for line in document.lines if line.text == "Ms. Carola Dierich")
    assert person.names == (Name(4, 18, "PERSON"),)
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    assert {row["record"] for row in rows} == {FLINDERS}
    programs = [
        (row["text"][span["start"] : span["end"]], span["by"])
        for row in rows
        for span in row["spans"]
        if span["label"] == Label.PROGRAM
    ]
    assert programs == [("practical year", "steward"), ("International Summer School", "steward")]


@pytest.mark.parametrize("folder", ["tests/golden/new", "tests/golden", "proposed/../tests/golden/new", "link/new"])
def test_golden_cases_are_never_written(desk: Desk, folder: str) -> None:
    """No way leads among the golden cases, for the case or for its examples."""
    correct(desk)
    Path("tests/golden").mkdir(parents=True)
    Path("link").symlink_to(Path("tests/golden").resolve())
    with pytest.raises(UsageError, match="among the golden cases"):
        propose_case(desk, folder=Path(folder))
    with pytest.raises(UsageError, match="among the golden cases"):
        propose_case(desk, examples=Path(folder) / "examples.jsonl")
    assert list(Path("tests/golden").iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(desk: Desk) -> None:
    """What a person may have edited is not written over."""
    correct(desk)
    propose_case(desk)
    with pytest.raises(UsageError, match="found there already"):
        propose_case(desk)


def test_nothing_decided(desk: Desk) -> None:
    """Without decisions there is nothing to propose."""
    with pytest.raises(UsageError, match="found no decisions"):
        propose_case(desk)


def test_unknown_record(desk: Desk) -> None:
    """Only initiatives can be chosen."""
    correct(desk)
    with pytest.raises(UsageError, match="--record"):
        propose_case(desk, records=["org-gq2cq2jyr2"])


def test_institutions_with_decided_links_have_rows(desk: Desk) -> None:
    """An institution of which a person has decided the kind is in `institutions.tsv`; no other is."""
    trento = "org-az5q5s4psz"
    wishes = [Wish(Action.SET, trento, "kind", "network"), Wish(Action.SET, trento, "name", "Trento")]
    desk.decide(wishes, author="Ann Lee")
    gold = read_gold(propose_case(desk).folder)
    assert gold.institutions is not None
    assert {(row.surface, row.canonical, row.kind) for row in gold.institutions} == {
        ("University of Trento", "Trento", "network")
    }


@pytest.mark.usefixtures("extracted_workspace")
def test_on_the_command_line(lhextract: Callable[..., tuple[int, str, str]]) -> None:
    """A case is proposed, said to be read by a person, and is one that `golden list` knows."""
    assert lhextract("correct", "confirm", "lighthouses", "1", "--author", "Ann Lee")[0] == 0
    code, out, _ = lhextract("golden", "propose", "lighthouses", "--record", "1", "--examples", "names.jsonl")
    assert code == 0
    assert "1 of 22 initiatives confirmed" in out
    assert Path("names.jsonl").is_file()
    assert lhextract("golden", "list", "proposed") == (0, "lighthouses\n", "")
    assert lhextract("golden", "propose", "lighthouses")[0] == 2


def test_unreadable_years_are_scored(desk: Desk) -> None:
    """A year that has no value is the same in records and gold."""
    first = desk.machine.initiatives[1]
    odd = replace(first, years=(replace(first.years[0], value=None),))
    initiatives = tuple(odd if one.id == first.id else one for one in desk.machine.initiatives)
    unread = replace(desk, machine=replace(desk.machine, initiatives=initiatives))
    unread.decide([Wish(Action.CONFIRM, FLINDERS, "name")], author="Ann Lee")
    done = propose_case(unread)
    scores = evaluate_page(done.proposal.records, read_gold(done.folder), desk.text).scores
    assert scores["records", "years"].f1 == 1


def test_html_page(erlangen: Desk) -> None:
    """An HTML page is proposed with its bytes and the lines that a reader sees, and scores fully against them."""
    corrected = erlangen.corrected()
    wishes = [wish for one in corrected.records.initiatives for wish in confirm_all(one.id, corrected)]
    erlangen.decide(wishes, author="Ann Lee")
    done = propose_case(erlangen)
    assert len(done.proposal.confirmed) == done.initiatives
    assert (done.folder / "source.html").read_bytes() == (GOLDEN / ERLANGEN / "source.html").read_bytes()
    gold = read_gold(done.folder)
    assert gold.source.split("\n") == read_gold(GOLDEN / ERLANGEN).source.split("\n")
    evaluation = evaluate_page(erlangen.machine, gold, erlangen.text)
    assert {key for key, score in evaluation.scores.items() if score.f1 < 1} == set()


def test_html_page_that_is_not_kept(erlangen: Desk) -> None:
    """Without the bytes of an HTML page there is no case."""
    shutil.rmtree("raw")
    erlangen.decide(confirm_all(erlangen.machine.initiatives[0].id, erlangen.corrected()), author="Ann Lee")
    with pytest.raises(UsageError, match="found no page with the bytes"):
        propose_case(erlangen)


def test_html_page_with_somebody_forgotten(erlangen: Desk) -> None:
    """Where the bytes of a page still say what its text has a mask for, they are not handed on."""
    erlangen.decide(confirm_all(erlangen.machine.initiatives[0].id, erlangen.corrected()), author="Ann Lee")
    name = next(one.text for one in erlangen.machine.mentions if one.type is Label.PERSON)
    masked = replace(erlangen, text=erlangen.text.replace(name, "█" * len(name)))
    with pytest.raises(UsageError, match="reads otherwise"):
        propose_case(masked)
    assert not Path("proposed").exists()


@pytest.fixture
def erlangen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lhextract: Callable[..., tuple[int, str, str]]) -> Desk:
    """An HTML page of the golden ones, extracted by rules alone, on a steward's desk."""
    monkeypatch.chdir(tmp_path)
    Path("pipeline/profiles").mkdir(parents=True)
    Path(f"pipeline/profiles/{ERLANGEN}.toml").write_text("", encoding="utf-8")
    body = (GOLDEN / ERLANGEN / "source.html").read_bytes()
    meta = Meta(
        url=None,
        retrieved=None,
        status=None,
        media_type="text/html",
        headers={},
        file="page.html",
        sha256=hashlib.sha256(body).hexdigest(),
    )
    write_snapshot(Path("raw") / ERLANGEN, meta, body, more={})
    assert lhextract("run", ERLANGEN, "--no-model", "--fail-on", "never")[0] == 0
    return open_desk(ERLANGEN, start=tmp_path)


def correct(desk: Desk) -> None:
    """Correct the second initiative, and confirm what is left of it."""
    at = desk.text.index("practical year")
    desk.decide(
        [
            Wish(Action.SET, FLINDERS, f"{CONTACT}.titles_before", None),
            Wish(Action.SET, FLINDERS, program_path(desk), "International Summer School"),
            Wish(Action.ADD, FLINDERS, "programs", place=(at, at + len("practical year"))),
        ],
        author="Ann Lee",
    )
    desk.decide(confirm_all(FLINDERS, desk.corrected()), author="Bo Berg")


def program_path(desk: Desk) -> str:
    """The path of the summer school."""
    entries = desk.corrected().entries.items(FLINDERS, "programs")
    return next(entry.path for entry in entries if entry.value == {"name": SCHOOL})


def errors_of(evaluation: Evaluation, part: str, name: str) -> list[str]:
    """What is missing or false in a row."""
    return evaluation.errors[part, name]
