"""Laws of decisions: what holds for any page, whatever stewards decide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.apply import apply
from lhextract.corrections.decide import confirm_all
from lhextract.corrections.entries import Entry, initiative_entries, list_of, name_entries
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.items import same_value
from lhextract.model.correction import Action, State
from lhextract.model.record import Corrections, Records
from tests.corrections.bench import Bench, bench, chance_of, plain
from tests.corrections.walks import walk
from tests.corrections.whole import faults
from tests.corrections.wishes import another, kind_of

SEEDS = st.integers(0, 10_000)
KINDS = [
    *("name", "category", "text", "partners", "host_units", "contacts", "years", "programs", "links", "captions"),
    *("acronyms", "mentions", "contacts.person", "contacts.titles_before", "contacts.titles_after", "contacts.role"),
    *("contacts.unit", "contacts.email", "contacts.phones"),
]
NAMES = [
    *("org name", "org kind", "org country", "org ror", "org parent", "org aliases"),
    *("ps name", "ps given", "ps family", "ps titles"),
]


def entry_of(kind: str, place: int) -> tuple[Bench, Entry]:
    """An entry of a kind, on the first page from `place` on that has one."""
    for number in range(place, place + 60):
        work = bench(number)
        corrected = work.corrected()
        groups = corrected.names.of if " " in kind else corrected.entries.of
        prefix, _, path = kind.rpartition(" ")
        found = [e for own in groups.values() for e in own.values() if kind_of(e.path) == path]
        found = [entry for entry in found if entry.record.startswith(prefix)]
        if found and (path != "category" or len(work.records.categories) > 1):
            return work, found[len(found) // 2]
    raise AssertionError(f"no page has {kind}")


def entries_of(records: Records, text: str, record: str) -> list[Entry]:
    """The entries of a record as they are in some records."""
    made = name_entries(records) if record.startswith(("org-", "ps-")) else initiative_entries(records, text)
    return list(made.of[record].values())


@pytest.mark.parametrize("number", range(0, 157, 13))
def test_no_decisions_change_nothing(number: int) -> None:
    """Without decisions the records are what the machine found."""
    work = bench(number)
    assert work.corrected().records == work.records
    assert faults(work.records, work.text) == []


@pytest.mark.parametrize("place", [0, 60], ids=["a-page", "another-page"])
@pytest.mark.parametrize("kind", [*KINDS, *NAMES])
def test_what_is_decided_is_in_force(kind: str, place: int) -> None:
    """Where an entry is read and where it is written agree: what was set is what the records have there."""
    work, entry = entry_of(kind, place)
    decision = work.do(Action.SET, entry.record, entry.path, another(entry, work.records, 3))
    corrected = work.corrected()
    assert corrected.by_entry[entry.key].state in {State.APPLIED, State.REDUNDANT}
    now = [one.value for one in entries_of(corrected.records, work.text, entry.record) if one.kind == entry.kind]
    assert any(same_value(entry.kind, value, decision.value) for value in now)
    assert faults(corrected.records, work.text) == []


@pytest.mark.parametrize("action", [Action.SET, Action.REMOVE, Action.CONFIRM])
@pytest.mark.parametrize("kind", [*KINDS, *NAMES])
def test_taking_back_and_taking_that_back(kind: str, action: Action) -> None:
    """A retraction gives back what was there before, byte for byte; a retraction of it brings the decision back."""
    work, entry = entry_of(kind, 20)
    try:
        work.do(action, entry.record, entry.path, another(entry, work.records, 5))
    except DecisionError:
        assert (action, kind.rpartition(" ")[2]) in {
            (Action.REMOVE, "name"),
            (Action.REMOVE, "category"),
            (Action.REMOVE, "kind"),
        }
        return
    decided = work.corrected()
    assert faults(decided.records, work.text) == []
    work.do(Action.RETRACT, entry.record, entry.path)
    assert work.corrected().records == work.records
    work.do(Action.RETRACT, entry.record, entry.path)
    assert plain(work.corrected().records) == plain(decided.records)


@given(SEEDS)
def test_records_stay_whole(seed: int) -> None:
    """Ids are unique and resolve, offsets lie in the text, mentions say what the text says, the schema holds."""
    work = bench(seed)
    walk(work, chance_of(seed), steps=8)
    assert faults(work.corrected().records, work.text) == []


@given(SEEDS)
def test_the_order_of_files_makes_no_difference(seed: int) -> None:
    """Decisions are a set."""
    work, chance = bench(seed), chance_of(seed)
    walk(work, chance, steps=8)
    shuffled = chance.sample(work.decisions, len(work.decisions))
    assert apply(work.records, work.text, shuffled) == work.corrected()
    assert apply(work.records, work.text, (*shuffled, *work.decisions)) == work.corrected()


@given(SEEDS)
def test_nothing_that_is_decided_with_all_in_view_is_left_over(seed: int) -> None:
    """One steward never disagrees with themselves on the page that they see."""
    work = bench(seed)
    walk(work, chance_of(seed), steps=8)
    open_ones = {State.CONFLICTING, State.REOPENED}
    assert [one for one in work.corrected().rulings if one.state in open_ones] == []


@given(SEEDS)
def test_what_is_in_force_is_nothing_new(seed: int) -> None:
    """An extractor that finds by itself what was decided about fields makes every decision redundant."""
    work, chance = bench(seed), chance_of(seed)
    every = [entry for own in work.corrected().entries.of.values() for entry in own.values()]
    fields = [entry for entry in every if entry.kind is None and entry.path != "category"]
    for number, entry in enumerate(chance.sample(fields, 6)):
        work.take(Wish(Action.SET, entry.record, entry.path, another(entry, work.records, number)))
    once = work.corrected().records
    again = work.moved_to(replace(once, corrections=Corrections()), work.text).corrected()
    assert {one.state for one in again.rulings} == {State.REDUNDANT}
    assert plain(again.records) == plain(once)


@pytest.mark.parametrize("number", [0, 50, 100])
def test_confirming_everything_changes_nothing(number: int) -> None:
    """A record that was confirmed is the same record; every decision is redundant until the machine errs."""
    work = bench(number)
    for record in [one.id for one in work.records.initiatives][:3]:
        work.take(*confirm_all(record, work.corrected()))
        assert list(confirm_all(record, work.corrected())) == []
    corrected = work.corrected()
    assert replace(corrected.records, corrections=Corrections()) == work.records
    assert {one.state for one in corrected.rulings} == {State.REDUNDANT}


def test_corrections_name_every_decision_that_stands() -> None:
    """`corrections` of `records.json` has each decision once, by its state."""
    work, entry = entry_of("contacts.role", 0)
    first = work.do(Action.SET, entry.record, entry.path, "Dean")
    second = work.do(Action.CONFIRM, entry.record, "name")
    assert work.corrected().records.corrections == Corrections(applied=(first.id,), redundant=(second.id,))


def test_provenance_names_the_decision() -> None:
    """A corrected value says by which decision it is what it is."""
    work, entry = entry_of("contacts.role", 0)
    decision = work.do(Action.SET, entry.record, entry.path, "Dean")
    whole = next(one for one in work.corrected().records.initiatives if one.id == entry.record)
    assert (whole.provenance[entry.path].by, whole.provenance[entry.path].name) == ("correction", decision.id)


def test_an_institution_is_listed_once() -> None:
    """A partner that a steward sets to one that is listed already is that one."""
    work = bench(0)
    one = next(one for one in work.records.initiatives if len(one.partners) > 1)
    first, second = one.partners[:2]
    work.do(Action.SET, one.id, f"partners.{second.institution}", {"institution": first.institution})
    partners = next(each for each in work.corrected().records.initiatives if each.id == one.id).partners
    assert [party.institution for party in partners].count(first.institution) == 1
    assert len(partners) == len(one.partners) - 1


def test_lists_of_other_records_stay() -> None:
    """A decision about one initiative changes no other one."""
    work = bench(3)
    one, *others = work.records.initiatives
    work.do(Action.SET, one.id, "name", "Another Name")
    work.do(Action.REMOVE, one.id, f"partners.{one.partners[0].institution}")
    assert work.corrected().records.initiatives[1:] == tuple(others)


def test_a_category_that_is_gone_is_opened_again() -> None:
    """A category that the page does not have any more is shown to a person, and never published."""
    work, entry = entry_of("category", 0)
    decision = work.do(Action.SET, entry.record, entry.path, another(entry, work.records, 1))
    left = tuple(one for one in work.records.categories if one.path != decision.value)
    moved = tuple(
        replace(one, category=left[0].path) if one.category == decision.value else one
        for one in work.records.initiatives
    )
    there = work.moved_to(replace(work.records, categories=left, initiatives=moved), work.text)
    ruling = there.ruling(entry.record, entry.path)
    assert (ruling.state, ruling.value) == (State.REOPENED, ruling.machine)
    assert faults(there.corrected().records, work.text) == []


def test_a_parent_that_is_gone_is_opened_again() -> None:
    """So is an institution that the page names no more."""
    work = bench(0)
    entry = work.corrected().names.of[work.records.institutions[0].id]["parent"]
    decision = work.do(Action.SET, entry.record, entry.path, another(entry, work.records))
    there = work.moved_to(_without(work.records, str(decision.value)), work.text)
    assert (there.state(*entry.key), there.ruling(*entry.key).value) == (State.REOPENED, None)
    assert faults(there.corrected().records, work.text) == []


def _without(records: Records, institution: str) -> Records:
    """The records of a page that does not name an institution."""
    return replace(
        records,
        institutions=tuple(one for one in records.institutions if one.id != institution),
        mentions=tuple(one for one in records.mentions if one.institution != institution),
        initiatives=tuple(
            replace(
                one,
                partners=tuple(party for party in one.partners if party.institution != institution),
                host_units=tuple(party for party in one.host_units if party.institution != institution),
            )
            for one in records.initiatives
        ),
    )


def test_typography_of_a_heading_is_no_other_category() -> None:
    """A category is the same with a hard blank in it; the path is the page's."""
    work, entry = entry_of("category", 0)
    decision = work.do(Action.SET, entry.record, entry.path, another(entry, work.records, 0))
    assert isinstance(decision.value, tuple)
    written = tuple(str(part).replace(" ", "\u00a0") for part in decision.value)
    categories = tuple(replace(c, path=written) if c.path == decision.value else c for c in work.records.categories)
    ruling = work.moved_to(replace(work.records, categories=categories), work.text).ruling(*entry.key)
    assert (ruling.state, ruling.value) == (State.APPLIED, written)


def test_list_of_tells_items_from_fields() -> None:
    """The paths of items, and those that are none."""
    paths = {
        "contacts.ct-1": "contacts",
        "contacts.ct-1.phones.tel-1": "phones",
        "contacts.ct-1.role": None,
        "name": None,
    }
    assert {path: list_of(path) for path in paths} == paths
