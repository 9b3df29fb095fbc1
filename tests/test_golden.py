"""Golden pages: what the program finds against what careful readers found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lhextract.evaluate import FIELDS, Evaluation
from lhextract.gold import Gold, find_cases, read_gold
from lhextract.model.mention import Label
from lhextract.model.record import Records
from lhextract.model.span import Span
from tests import floors

CASES = [case.name for case in find_cases(floors.GOLDEN)]
PINNED: dict[str, Any] = json.loads(floors.FLOORS.read_text(encoding="utf-8"))
Evaluate = Callable[[str, str | None], Evaluation]


@pytest.fixture(scope="module")
def gold() -> Gold:
    """The gold of the lighthouse page."""
    return read_gold(floors.GOLDEN / "lighthouses")


# Who takes part is weighed by what pages of all kinds have taught: the Rolls-Royce Group "has supported" the network.
WEIGHED = {(10, "partners"): "the sentence names the partner as one who supports, as funders are named"}


def record_fields() -> Iterator[Any]:
    """Every field of every record of the lighthouse page; what is known to fail is marked so, with its reason."""
    for record in range(1, 23):
        for name in FIELDS:
            reason = WEIGHED.get((record, name))
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
            yield pytest.param(record, name, marks=marks, id=f"lighthouses-record-{record}-{name}")


@pytest.mark.parametrize(("record", "name"), list(record_fields()))
def test_record_field(record: int, name: str, records: Records, gold: Gold) -> None:
    """Every field of every record of the lighthouse page is what the gold says."""
    assert gold.records is not None
    read_ours, read_gold_field = FIELDS[name]
    ours, theirs = records.initiatives[record - 1], gold.records[record - 1]
    assert set(read_ours(ours)) == set(read_gold_field(theirs))


@pytest.mark.parametrize("label", Label, ids=lambda label: f"lighthouses-{label.value}")
def test_mentions(label: Label, records: Records, gold: Gold) -> None:
    """Every mention of the lighthouse page is what the gold says, to the character."""
    assert gold.mentions is not None
    ours = {(Span(m.start, m.end), m.text) for m in records.mentions if m.type is label}
    assert ours == {(s, gold.source[s.start : s.end]) for s, kind in gold.mentions if kind is label}


@pytest.mark.parametrize("name", ["line roles", "line owners", "blocks"])
def test_outline(name: str, evaluate_golden: Evaluate) -> None:
    """Roles and owners of lines, and blocks, of the lighthouse page are what the gold says."""
    assert evaluate_golden("lighthouses", "lighthouses").errors["outline", name] == []


def test_gold_has_as_many_records_as_are_compared(records: Records, gold: Gold) -> None:
    """No record of the lighthouse page is left out of the comparison."""
    assert len(records.initiatives) == len(gold.records or ()) == 22


@pytest.mark.parametrize("key", PINNED["floors"])
def test_floor(key: str, evaluate_golden: Evaluate) -> None:
    """No score of a golden case is below its floor; `python -m tests.floors` raises floors."""
    case = key.removesuffix(" with profile")
    measured = floors.rows_of(evaluate_golden(case, case if case != key else None))
    assert floors.lowered({key: PINNED["floors"][key]}, {key: measured}) == []
    assert measured.keys() == PINNED["floors"][key].keys()


@pytest.mark.parametrize("case", CASES)
def test_golden_inputs_are_pinned(case: str) -> None:
    """Page and gold of every case are those that its floors were measured with."""
    assert floors.digest(floors.GOLDEN / case) == PINNED["inputs"].get(case)


def test_every_pinned_case_exists() -> None:
    """No case is removed, and none added, without its floors."""
    assert sorted(PINNED["inputs"]) == CASES
    assert set(PINNED["floors"]) == {*CASES, "lighthouses with profile"}


@pytest.fixture
def small_golden(tmp_path: Path) -> Path:
    """A folder with one golden case."""
    shutil.copytree(floors.GOLDEN / "jena-netzwerke", tmp_path / "golden" / "jena-netzwerke")
    return tmp_path / "golden"


def test_lowering_a_floor_is_refused(small_golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A floor sinks only with a reason, which stays in the file; without one nothing is written."""
    file = small_golden / "floors.json"
    args = ["--golden", str(small_golden), "--file", str(file)]
    assert floors.main(args) == 0
    pinned = json.loads(file.read_text(encoding="utf-8"))
    pinned["floors"]["jena-netzwerke"]["strict/PERSON"] = 1.001
    file.write_text(json.dumps(pinned), encoding="utf-8")
    before = file.read_bytes()

    assert floors.main(args) == 1
    assert file.read_bytes() == before
    assert "jena-netzwerke: strict/PERSON: 1.001 ->" in capsys.readouterr().err

    assert floors.main([*args, "--lower", "the gold was wrong"]) == 0
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["lowered"][0]["reason"] == "the gold was wrong"
    assert floors.main(args) == 0


def test_raising_a_floor_is_free() -> None:
    """A better score is taken without a reason, and what was lowered before is kept."""
    old = {"floors": {"a": {"strict/YEAR": 0.8}}, "lowered": [{"reason": "r", "floors": ["x"]}]}
    new = {"inputs": {}, "floors": {"a": {"strict/YEAR": 0.9, "strict/PHONE": 0.5}}}
    assert floors.renew(old, new, reason=None) == {**new, "lowered": old["lowered"]}


@pytest.mark.parametrize(
    "new", [pytest.param({}, id="case-gone"), pytest.param({"a": {"strict/YEAR": 0.9}}, id="row-gone")]
)
def test_dropping_a_floor_is_lowering(new: floors.Floors) -> None:
    """A case or row that is no longer measured counts as lowered."""
    old = {"a": {"strict/YEAR": 0.9, "strict/PHONE": 0.5}}
    assert "a: strict/PHONE: 0.5 -> none" in floors.lowered(old, new)


def test_scores_are_rounded_down() -> None:
    """A floor is never above what was measured."""
    from lhextract.evaluate import Score

    evaluation = Evaluation()
    evaluation.add("strict", "YEAR", Score(2, 3, 3))
    evaluation.add("relaxed", "YEAR", Score(3, 3, 3))
    assert floors.rows_of(evaluation) == {"strict/YEAR": 0.666}
