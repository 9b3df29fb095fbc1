"""What an input is judged to be, what is counted, and which inputs are kept."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from lhextract.errors import SourceError
from tests.fuzz import mutation
from tests.fuzz.judging import Fault, judge
from tests.fuzz.tally import Tally
from tests.fuzz.target import Broken, Target, Verdict, hold, kept


def _check(data: bytes) -> Verdict | None:
    if data == b"refuse":
        raise SourceError("page: found nothing, allowed is something")
    if data == b"mute":
        raise SourceError("")
    if data.startswith(b"crash"):
        raise KeyError(data)
    hold(data != b"law", "no law")
    kept(data != b"loss", "no loss")
    assert data != b"assert"
    return Verdict.REFUSED if data == b"verdict" else None


PLANTED = Target(name="planted", input_class="planted", check=_check, seeds=lambda: [b"pass", b"crash"])


@pytest.mark.parametrize(
    ("data", "verdict"),
    [(b"pass", Verdict.PASSED), (b"refuse", Verdict.REFUSED), (b"verdict", Verdict.REFUSED)],
    ids=["passed", "refused-by-error", "refused-by-verdict"],
)
def test_no_fault(data: bytes, verdict: Verdict) -> None:
    """An error that the package documents is a refusal, not a fault."""
    assert judge(PLANTED, data) is verdict


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"crash", Broken.CRASH),
        (b"law", Broken.LAW),
        (b"loss", Broken.LOSS),
        (b"assert", Broken.LAW),
        (b"mute", Broken.LAW),
    ],
    ids=["exception", "law", "loss", "assert", "no-message"],
)
def test_fault(data: bytes, kind: Broken) -> None:
    """Any other exception is a crash, a broken law says which kind it is, and a refusal says why."""
    outcome = judge(PLANTED, data)
    assert isinstance(outcome, Fault)
    assert outcome.kind is kind


def test_one_input_of_a_cause_is_kept(tmp_path: Path) -> None:
    """Of inputs that fail in the same way the smallest is kept, and all are counted."""
    tally = Tally(PLANTED, tmp_path / "finds", tmp_path / "tally.json", 10)
    for data in (b"crash and burn", b"refuse", b"crash", b"crash again", b"pass"):
        tally.take(data)
    tally.write()
    counted = json.loads((tmp_path / "tally.json").read_text(encoding="utf-8"))
    assert (counted["tried"], counted["refused"], len(counted["causes"])) == (5, 1, 1)
    assert [path.read_bytes() for path in (tmp_path / "finds").iterdir()] == [b"crash"]


def test_mutations_come_again_with_the_seed_of_chance() -> None:
    """The same seed of chance gives the same inputs, and they are not the seeds alone."""
    seeds, words = [b"One line\nanother line", b"third"], [b"word"]
    runs = [[mutation.mutate(chance, seeds, words) for _ in range(50)] for chance in map(random.Random, (7, 7, 8))]
    assert runs[0] == runs[1] != runs[2]
    assert len({*runs[0]} - {*seeds}) > 25
