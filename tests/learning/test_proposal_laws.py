"""Laws that hold for any decisions on the lighthouse page."""

from __future__ import annotations

import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lhextract.corrections.apply import apply
from lhextract.corrections.decide import decide
from lhextract.corrections.entries import Entry, list_of
from lhextract.corrections.renames import written_form
from lhextract.corrections.values import PLAIN
from lhextract.corrections.wishes import DecisionError, Stamp, Wish
from lhextract.desk import Desk, open_desk
from lhextract.evaluate import evaluate_page
from lhextract.gold import Gold, read_gold
from lhextract.learning.proposal import Proposal, propose
from lhextract.model.correction import Action, Decision, Value
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The lighthouse page on a desk that nothing is decided on."""
    root = tmp_path_factory.mktemp("laws")
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, root / name)
    return open_desk("lighthouses", start=root)


choices = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(["remove", "confirm", "cut", "other"])), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(choices=choices)
def test_a_proposal_agrees_with_itself(lighthouse: Desk, choices: list[tuple[int, str]]) -> None:
    """Whatever was decided, the case can be read, no mentions overlap, and its own records score fully against it."""
    decisions = decisions_of(lighthouse, choices)
    if not decisions:
        return
    proposal = propose(apply(lighthouse.machine, lighthouse.text, decisions), lighthouse.text, html=None)
    mentions = proposal.records.mentions
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(lighthouse.text[one.start : one.end] == one.text for one in mentions)
    scores = evaluate_page(proposal.records, read_back(proposal), lighthouse.text).scores
    assert {key for key, score in scores.items() if score.f1 < 1} == set()


def read_back(proposal: Proposal) -> Gold:
    """The case, written and read."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in proposal.files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return read_gold(Path(folder))


def decisions_of(desk: Desk, choices: list[tuple[int, str]]) -> list[Decision]:
    """Decisions about different entries, each made in view of the machine alone; what cannot be decided is left out."""
    corrected = desk.corrected()
    entries = [entry for own in corrected.entries.of.values() for entry in own.values()]
    chosen = {entries[number % len(entries)].key: (entries[number % len(entries)], how) for number, how in choices}
    made = []
    for number, (entry, how) in enumerate(chosen.values()):
        stamp = Stamp(f"co-20260101t{number:012}z-aaaaaaaa", "2026-01-01T00:00:00.000000Z", "Ann Lee")
        try:
            made.append(decide(wish_of(entry, how), corrected, desk.text, stamp))
        except DecisionError:
            continue
    return made


def wish_of(entry: Entry, how: str) -> Wish:
    """Take out, confirm, cut to the first words, or write otherwise."""
    if how in {"remove", "confirm"}:
        return Wish(Action(how), *entry.key)
    words = (written_form(entry) or "").split()
    text = " ".join(words[: max(1, len(words) // 2)]) if how == "cut" else "Something else"
    kind = list_of(entry.path)
    value: Value = {PLAIN[kind]: text} if kind else text
    return Wish(Action.SET, *entry.key, value)
