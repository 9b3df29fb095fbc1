"""No decision is lost when a page is revised or an extractor replaced; benchmarks/corrections.py plays more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.model.correction import Action, State
from lhextract.model.identity import Identities
from tests.conftest import GOLDEN
from tests.corrections.bench import Bench, chance_of
from tests.corrections.survival import Fates, outlast, revise, see, upgraded
from tests.histories.history import make_histories
from tests.histories.pages import golden_states

NUMBER = 8  # histories; `python -m benchmarks.corrections` plays more


@pytest.fixture(scope="module")
def fates() -> Fates:
    """What became of decisions in some histories."""
    total = Fates()
    for history in make_histories(GOLDEN, NUMBER, seed=1):
        total.add(revise(history, chance_of(history.name)))
    return total


def test_revisions_lose_no_decision(fates: Fates) -> None:
    """Every decision is in force, re-opened or orphaned, and each for a reason that the page shows."""
    assert fates.made > 50 * NUMBER
    assert fates.errors == []


def test_many_revisions_lose_no_decision() -> None:
    """Nor is one lost, or opened for nothing, when it was made several revisions ago."""
    total = Fates()
    for history in make_histories(GOLDEN, NUMBER, seed=2):
        total.add(outlast(history, chance_of(history.name)))
    assert total.made > 20 * NUMBER
    assert total.errors == []


def test_revisions_of_other_words_cost_nothing(fates: Fates) -> None:
    """Most decisions about initiatives that were edited are in force; reviews by record would ask for half of them."""
    assert fates.counts["in force"] > 0.85 * fates.made
    assert fates.counts["reopened"] > 0
    assert fates.counts["orphaned"] > 0
    assert fates.rival > 0.4 * fates.made


@pytest.mark.parametrize("share", [0.3, 0.9])
@pytest.mark.parametrize("altered", [False, True], ids=["other-fields", "the-corrected-too"])
def test_another_extractor_costs_nothing(altered: bool, share: float) -> None:
    """On the same text every decision stays in force, whatever the machine says there now, and in which order."""
    total = Fates()
    for number, state in enumerate(golden_states(GOLDEN)[::12]):
        total.add(upgraded(state, chance_of(number), share=share, altered=altered))
    assert total.errors == []
    assert total.counts["in force"] == total.made > 100


def test_one_changed_field_opens_one_field_again() -> None:
    """All fields of an initiative are corrected, one of them is another on the page: one is opened again."""
    state = golden_states(GOLDEN)[0]
    before = see(state, Identities(), {})
    bench = Bench(before.records, before.text)
    one, contact = next(
        (one, contact)
        for one in before.records.initiatives
        for contact in one.contacts
        if contact.role and contact.unit
    )
    for path, entry in bench.corrected().entries.of[one.id].items():
        if entry.kind is None and path not in {"category", "text"} and entry.quoted:
            bench.do(Action.SET, one.id, path, "mail@new.example" if path.endswith("email") else "Corrected Words")
    assert len(bench.decisions) > 3
    role = str(contact.role)
    new, place = role[::-1], before.text.index(role, contact.start)
    text = before.text[:place] + new + before.text[place + len(role) :]
    moved_contact = replace(contact, role=new)
    initiatives = tuple(
        replace(each, contacts=tuple(moved_contact if c is contact else c for c in each.contacts))
        for each in before.records.initiatives
    )
    snapshot = replace(before.records.source.snapshot, sha256="1" * 64)
    records = replace(before.records, initiatives=initiatives, source=replace(before.records.source, snapshot=snapshot))
    moved = bench.moved_to(records, text)
    states = {ruling.path: ruling.state for ruling in moved.corrected().rulings}
    assert [path for path, found in states.items() if found is State.REOPENED] == [f"contacts.{contact.id}.role"]
