"""What the records are after decisions, on a page made by hand: each entry where it belongs, and who said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.apply import Applier, apply
from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action, Rename, State, Value
from lhextract.model.mention import Label
from lhextract.model.record import Corrections, Provenance, RecordMention, Records
from tests.corrections.bench import Bench, plain
from tests.corrections.made import BOOKS, STARS, TEXT, WATER, at, made, one_of, records
from tests.corrections.whole import faults


def changed_page(work: Bench, old: str, new: str, *, role: str | None = "Dean") -> Bench:
    """The same decisions on a page that says something else (of the same length), where the machine reads a role."""
    assert len(old) == len(new)
    water = one_of(work.records, WATER)
    there = replace(water, contacts=tuple(replace(each, role=role) for each in water.contacts))
    snapshot = replace(work.records.source.snapshot, sha256="2" * 64)
    now = replace(
        work.records,
        initiatives=(there, *work.records.initiatives[1:]),
        source=replace(work.records.source, snapshot=snapshot),
    )
    return work.moved_to(now, TEXT.replace(old, new))


def mention_of(found: Records, words: str, start: int) -> RecordMention:
    """The mention of some words at a place."""
    return next(one for one in found.mentions if (one.text, one.start) == (words, start))


def test_who_said_so() -> None:
    """Every value that a person gave has the decision; what was there stays, and what is confirmed has none."""
    work = made()
    lookup = {"text": Provenance("lookup", "renames", 1.0)}
    initiatives = tuple(replace(one, provenance=lookup) for one in work.records.initiatives)
    work = Bench(replace(work.records, initiatives=initiatives), TEXT)
    name = work.do(Action.SET, WATER, "name", "Rivers")
    role = work.do(Action.SET, WATER, "contacts.ct-eva.role", "Head")
    work.do(Action.CONFIRM, WATER, "contacts.ct-eva.person")
    assert one_of(work.corrected().records, WATER).provenance == {
        **lookup,
        "name": Provenance("correction", name.id, 1.0),
        "contacts.ct-eva.role": Provenance("correction", role.id, 1.0),
    }
    assert one_of(work.corrected().records, STARS).provenance == lookup


def test_a_name_that_somebody_gave_is_no_derived_one() -> None:
    """Any other decision leaves it what it is."""
    records_ = records()
    derived = replace(records_, initiatives=tuple(replace(one, name_derived=True) for one in records_.initiatives))
    work = Bench(derived, TEXT)
    work.do(Action.SET, WATER, "name", "Rivers")
    work.do(Action.SET, STARS, "text", "Another.")
    assert [one.name_derived for one in work.corrected().records.initiatives] == [False, True, True]


def test_mentions() -> None:
    """One is another kind now, one is out, one was added: in the order of the page, with nobody's rule."""
    work = made()
    first, second, eva = (f"mentions.{one.id}" for one in work.records.mentions[:3])
    work.do(Action.SET, WATER, first, {"type": "PROGRAM"})
    work.do(Action.REMOVE, WATER, second)
    work.do(Action.SET, WATER, eva, {"person": "ps-tom"})
    work.do(Action.ADD, STARS, "mentions", {"type": "PERSON", "person": "ps-tom"}, place=at("Eleven"))
    found = work.corrected().records
    kinds = [(one.text, one.type, one.institution, one.person, one.rule, one.confidence) for one in found.mentions]
    assert kinds == [
        ("TU Dresden", Label.PROGRAM, None, None, "correction", 1.0),
        ("Eva Roth", Label.PERSON, None, "ps-tom", "correction", 1.0),
        ("Eleven", Label.PERSON, None, "ps-tom", "correction", 1.0),
        ("MIT", Label.INSTITUTION, "org-mit", None, "made", 0.5),
        ("Tom Lang", Label.PERSON, None, "ps-tom", "made", 0.5),
    ]
    added = found.mentions[2]
    assert (added.line, added.initiative, added.start, added.end) == (9, STARS, *at("Eleven"))
    assert one_of(found, WATER).provenance.keys() == {first, second, eva}
    assert faults(found, TEXT) == []


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        pytest.param("org-tud", "name", "Technische Universität Dresden", id="institution"),
        pytest.param("org-mit", "parent", "org-tud", id="institution-below-another"),
        pytest.param("ps-eva", "titles", ("Prof.", "Dr."), id="person"),
    ],
)
def test_institutions_and_people(record: str, path: str, value: Value) -> None:
    """Only the one that was decided about has it."""
    work = made()
    decision = work.do(Action.SET, record, path, value)
    found = work.corrected().records
    both = zip((*found.institutions, *found.people), (*work.records.institutions, *work.records.people), strict=True)
    for now, before in both:
        assert now == (replace(before, **{path: value}) if now.id == record else before)
    assert (found.corrections, found.initiatives) == (Corrections(applied=(decision.id,)), work.records.initiatives)


def test_a_decision_about_a_person_whom_another_decision_made() -> None:
    """Institutions and people come last."""
    work = made()
    work.do(Action.SET, WATER, "contacts.ct-eva.person", "Bo Chen")
    work.do(Action.SET, "ps-eva", "titles", ("Dr.",))
    found = work.corrected()
    assert [(one.name, one.titles) for one in found.records.people if one.id == "ps-eva"] == [("Bo Chen", ("Dr.",))]
    assert found.names.of["ps-eva"]["titles"].value == ("Prof.",)
    assert found.knows("ps-eva")
    assert found.knows(WATER)
    assert not found.knows("lh-nowhere")


@pytest.mark.parametrize(
    ("role", "words", "state", "kept", "followed"),
    [
        pytest.param("Dean", "Dean", State.APPLIED, "Head", "Head", id="as-it-was"),
        pytest.param("Lead", "Lead", State.REOPENED, "Head", "Lead", id="another-on-the-page"),
        pytest.param("Head", "Head", State.REDUNDANT, "Head", "Head", id="what-was-decided"),
        pytest.param(None, "----", State.REOPENED, "Head", None, id="nothing-there"),
    ],
)
def test_the_machine_says_something_else(
    role: str | None, words: str, state: State, kept: str, followed: str | None
) -> None:
    """A steward's value stays in force unless the machine is to be followed; the state says that both have changed."""
    work = made()
    decision = work.do(Action.SET, WATER, "contacts.ct-eva.role", "Head")
    now = changed_page(work, "Dean", words, role=role)
    for follow, value in ((False, kept), (True, followed)):
        corrected = apply(now.records, now.text, now.decisions, follow=follow)
        assert one_of(corrected.records, WATER).contacts[0].role == value
        (ruling,) = corrected.rulings
        assert (ruling.state, ruling.saw, ruling.machine, ruling.value) == (state, "Dean", role, value)
        assert getattr(corrected.records.corrections, state.value) == (decision.id,)


def test_categories_that_are_written_otherwise() -> None:
    """A category that was decided is the one of today with the same words; one that is gone is no value any more."""
    work = made()
    work.do(Action.SET, BOOKS, "category", "Networks")
    dashed = tuple(replace(each, path=tuple(f"{one}\u00a0" for one in each.path)) for each in work.records.categories)
    moved = work.moved_to(replace(work.records, categories=dashed), TEXT)
    assert moved.ruling(BOOKS, "category").value == ("Networks\u00a0",)
    gone = work.moved_to(replace(work.records, categories=work.records.categories[1:]), TEXT)
    ruling = gone.ruling(BOOKS, "category")
    assert (ruling.state, ruling.value) == (State.REOPENED, ("Schools",))
    assert ruling.why == "the page does not have what was decided any more"


def test_rows_go_first() -> None:
    """A decision is about what the table of renames has made; the machine's value is that of the table."""
    work = made()
    row = Rename("contacts.role", "Dean", "Head")
    assert one_of(apply(work.records, TEXT, (), renames=[row]).records, WATER).contacts[0].role == "Head"
    work.do(Action.CONFIRM, WATER, "contacts.ct-eva.role")
    (ruling,) = apply(work.records, TEXT, work.decisions, renames=[row]).rulings
    assert (ruling.machine, ruling.value, ruling.state) == ("Head", "Dean", State.APPLIED)


def test_again_and_again() -> None:
    """What stays the same is the same object; another decision about the same initiative is taken up."""
    work = made()
    applier = Applier(work.records, TEXT)
    decisions = [work.do(Action.SET, WATER, "name", "Rivers"), work.do(Action.SET, STARS, "name", "Stars")]
    first = applier.apply(decisions[:1]).records
    both = applier.apply(decisions).records
    assert one_of(both, WATER) is one_of(first, WATER)
    later = work.do(Action.SET, WATER, "name", "Lakes")
    assert one_of(applier.apply([*decisions, later]).records, WATER).name == "Lakes"
    assert applier.apply(()).records == work.records
    merge = work.do(Action.MERGE, WATER, value=STARS)
    assert [one.id for one in applier.apply(work.decisions).records.initiatives] == [WATER, BOOKS]
    work.do(Action.RETRACT, WATER, merge.path)
    assert [one.name for one in applier.apply(work.decisions).records.initiatives] == ["Lakes", "Stars", "Book Summer"]
    assert plain(applier.apply(()).records) == work.records


def test_the_order_of_rulings_and_heads() -> None:
    """Structure first, then initiatives, then names; every entry with the decisions that a new one has to have seen."""
    work = made()
    name = work.do(Action.SET, "org-tud", "name", "TUD")
    role = work.do(Action.SET, WATER, "contacts.ct-eva.role", "Head")
    merge = work.do(Action.MERGE, WATER, value=STARS)
    corrected = work.corrected()
    assert [(one.record, one.path) for one in corrected.rulings] == [
        (WATER, f"merge.{STARS}"),
        (WATER, "contacts.ct-eva.role"),
        ("org-tud", "name"),
    ]
    assert corrected.heads == {
        (WATER, f"merge.{STARS}"): (merge.id,),
        (WATER, "contacts.ct-eva.role"): (role.id,),
        ("org-tud", "name"): (name.id,),
    }
    assert corrected.by_entry["org-tud", "name"].opinions[0].decision == name.id
    assert corrected.records.corrections.applied == (name.id, role.id, merge.id)


def test_a_conflict() -> None:
    """Both opinions in the order of time, what was agreed in force, and both as heads."""
    work = made()
    work.do(Action.SET, WATER, "name", "Agreed")
    view = work.decisions
    mine = [
        work.make(Wish(Action.SET, WATER, "name", value), view=view, author=author)
        for value, author in (("Rivers", "Ann Lee"), ("Lakes", "Bo Chen"))
    ]
    work.decisions = (*view, *mine[::-1])
    ruling = work.ruling(WATER, "name")
    assert (ruling.state, ruling.value, ruling.machine) == (State.CONFLICTING, "Agreed", "Water Network")
    assert [one.value for one in ruling.opinions] == ["Rivers", "Lakes"]
    assert ruling.why == "decided differently by Ann Lee, Bo Chen"
    assert ruling.heads == tuple(one.id for one in mine)
    assert (ruling.start, ruling.end) == at("Water Network")
    assert one_of(work.corrected().records, WATER).name == "Agreed"
