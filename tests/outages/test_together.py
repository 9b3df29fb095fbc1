"""Two commands at once: what one has written is never written over by another that has not seen it.

Real pairs, started at once: `python -m benchmarks.outages --only together`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lhextract.answering import answer
from lhextract.errors import UsageError
from lhextract.jobs import plan
from lhextract.updating import Options, update
from tests.outages.machine import Machine
from tests.outages.states import things_in
from tests.outages.stories import NAME, RUN, changed_page, done


@pytest.fixture
def root(tmp_path: Path, machine: Machine) -> Path:
    """The example, extracted, and a newer page."""
    changed_page(tmp_path, machine)
    return tmp_path


def test_answer_while_a_run_goes_on(root: Path, machine: Machine) -> None:
    """A run that was under way when a person said which initiative is which gives way; the next one keeps to it."""
    said = root / "pipeline" / "identity" / "example.json"

    def meanwhile(_: str) -> None:
        if not answered:
            done(machine, root, "identity", "new", "example", "1")
            answered.append(said.read_bytes())

    answered: list[bytes] = []
    job = plan("example", out=None, profile=None, start=root, use_model=False)[0]()
    with pytest.raises(UsageError, match=r"example\.json: somebody has written it meanwhile; run again"):
        update(job, options=Options(), tell=meanwhile)
    assert said.read_bytes() == answered[0]
    done(machine, root, *RUN)


def test_decision_while_a_run_goes_on(root: Path, machine: Machine) -> None:
    """A decision saved when a run has read the decisions already is applied by the next one, which finds it new."""

    def meanwhile(stage: str) -> None:
        if stage.endswith("checks"):
            done(machine, root, *NAME, "Korvenranta University", "--author", "Ada Beispiel")

    job = plan("example", out=None, profile=None, start=root, use_model=False)[0]()
    update(job, options=Options(), tell=meanwhile)
    done(machine, root, *RUN)
    records = json.loads((root / "extracted" / "example" / "records.json").read_text("utf-8"))
    assert records["initiatives"][0]["name"] == "Korvenranta University"


def test_run_while_a_person_answers(root: Path, machine: Machine) -> None:
    """An answer to what a run has settled meanwhile is refused, and the ids of the run stay."""
    job = plan("example", out=None, profile=None, start=root, use_model=False)[0]()
    after: list[dict[str, str]] = []

    def meanwhile(_: str) -> None:
        if not after:
            (root / "pipeline" / "identity" / "example.json").unlink()
            done(machine, root, *RUN, "--force")
            after.append(things_in(root))

    with pytest.raises(UsageError, match="look at `lhextract identity list` again"):
        answer(job, 1, None, write=True, tell=meanwhile)
    assert things_in(root) == after[0]
