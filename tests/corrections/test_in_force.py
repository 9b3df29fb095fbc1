"""What the records are after decisions, on a page made by hand: each entry where it belongs, and who said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.apply import Applier, apply
from lhextract.corrections.wishes import Wish
from lhextract.model.correction import Action, Rename, Ruling, State, Value
from lhextract.model.mention import Label
from lhextract.model.record import Corrections, Initiative, Provenance
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


def other_page(work: Bench, text: str, water: Initiative) -> Ruling:
    """The only ruling on a page with another text, on which the machine finds this first initiative."""
    snapshot = replace(work.records.source.snapshot, sha256="2" * 64)
    source = replace(work.records.source, snapshot=snapshot)
    now = replace(work.records, initiatives=(water, *work.records.initiatives[1:]), source=source)
    (ruling,) = work.moved_to(now, text).corrected().rulings
    return ruling


@pytest.mark.parametrize(
    ("words", "state"),
    [
        pytest.param(("Eva Roth", "Eva Rath"), State.APPLIED, id="something-before-it"),
        pytest.param(("mail@b.example\n", "mail@b.example "), State.REOPENED, id="something-behind-what-was-last"),
    ],
)
def test_words_at_the_end_of_a_contact(words: tuple[str, str], state: State) -> None:
    """They stand where they stood if nothing stands behind them; the machine does not read them any more."""
    work = made()
    work.do(Action.SET, WATER, "contacts.ct-eva.email", "eva@b.example")
    water = one_of(work.records, WATER)
    end = at("Star School")[1] if words[1].endswith(" ") else water.contacts[0].end
    water = replace(water, contacts=(replace(water.contacts[0], email=None, end=end),))
    assert other_page(work, TEXT.replace(*words), water).state is state


@pytest.mark.parametrize(
    ("words", "longer", "state"),
    [
        pytest.param(("since 2014, paid", "along 2014; born"), 0, State.APPLIED, id="all-of-the-words-are-there"),
        pytest.param(("since 2014, paid", "in May 2014, pay"), 4, State.REOPENED, id="more-is-read"),
    ],
)
def test_words_that_are_read_otherwise(words: tuple[str, str], longer: int, state: State) -> None:
    """What was decided about the words of an item holds while no more is read there."""
    work = made()
    (year,) = work.corrected().entries.items(WATER, "years")
    work.do(Action.SET, WATER, year.path, "2013")
    water, start = one_of(work.records, WATER), at("2014")[0] - longer
    read = replace(water.years[0], role="event", text=words[1][6 - longer : 10], start=start)
    ruling = other_page(work, TEXT.replace(*words), replace(water, years=(read,)))
    assert (ruling.state, ruling.start, ruling.end) == (state, read.start, read.end)
    assert ruling.why == f"the text is {'what' if state is State.APPLIED else 'another than'} was seen"


def test_a_partner_whose_words_are_gone() -> None:
    """It is the same institution wherever the page names it now, and that is for a person to see."""
    work = made()
    work.do(Action.SET, WATER, "partners.org-tud", {"name": "TUD"})
    water = one_of(work.records, WATER)
    now = replace(water.partners[0], name="Uni", start=at("brochure")[0], end=at("brochure")[1])
    text = TEXT.replace("TU Dresden", "a big firm")
    ruling = other_page(work, text, replace(water, partners=(now,)))
    assert (ruling.state, ruling.start) == (State.REOPENED, now.start)


def test_an_added_contact_that_the_page_names_now() -> None:
    """A contact of the same person is it, and that is for a person to see."""
    work = made()
    work.do(Action.ADD, WATER, "contacts", {"person": "Bo Chen"})
    water = one_of(work.records, WATER)
    bo = replace(water.contacts[0], id="ct-bo", person="Bo Chen")
    ruling = other_page(work, TEXT, replace(water, contacts=(*water.contacts, bo)))
    assert (ruling.path, ruling.state, ruling.value) == (
        "contacts.ct-bo",
        State.REOPENED,
        work.decisions[0].value,
    )


@pytest.mark.parametrize(
    ("kind", "state"), [pytest.param("programs", State.APPLIED), pytest.param("mentions", State.ORPHANED)]
)
def test_added_words_that_stand_twice_now(kind: str, state: State) -> None:
    """Whichever it was, the block says it, so the list has it; a mention is at one place."""
    work = made()
    value = {"type": "PROGRAM"} if kind == "mentions" else None
    work.do(Action.ADD, WATER, kind, value, place=at("brochure"))
    text = TEXT.replace("See the brochure", "brochure  & such").replace("paid by the DAAD", "brochure or more")
    ruling = other_page(work, text, replace(one_of(work.records, WATER), programs=(), captions=(), links=()))
    assert ruling.state is state
    if state is State.APPLIED:
        assert (ruling.start, ruling.end) == (text.index("brochure"), text.index("brochure") + 8)


def test_a_number_that_stands_outside_of_its_contact() -> None:
    """A number behind a link is looked for where it stands."""
    base = records()
    water = one_of(base, WATER)
    short = replace(water, contacts=(replace(water.contacts[0], end=at("Dean")[1]),))
    work = Bench(replace(base, initiatives=(short, *base.initiatives[1:])), TEXT)
    (phone,) = work.corrected().entries.items(WATER, "contacts.ct-eva.phones")
    assert phone.scope == (at("Eva Roth")[0], at("+49 351 463-1")[1])
    work.do(Action.SET, WATER, phone.path, "+49 351 463-9")
    read = replace(short.contacts[0].phones[0], ext="5")
    now = replace(short, contacts=(replace(short.contacts[0], phones=(read,)),))
    ruling = other_page(work, TEXT.replace("Star School", "Sky Schools"), now)
    assert (ruling.state, ruling.start) == (State.APPLIED, read.start)


def test_where_a_field_stands() -> None:
    """At its words; an empty one, or one that has no words, where its record or contact begins."""
    entries = made().corrected().entries.of[WATER]
    eva = entries["contacts.ct-eva"]
    assert (entries["contacts.ct-eva.role"].start, entries["contacts.ct-eva.role"].end) == at("Dean")
    assert (entries["contacts.ct-eva.unit"].start, entries["contacts.ct-eva.unit"].end) == (eva.start, eva.start)
    assert (entries["category"].start, entries["category"].end) == (at("Water Network")[0],) * 2
    assert [path for path, entry in entries.items() if not entry.quoted] == [
        *("category", "text", "contacts.ct-eva.titles_before", "contacts.ct-eva.titles_after", "contacts.ct-eva.unit")
    ]


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


@pytest.mark.parametrize(
    ("action", "value", "parted"),
    [
        pytest.param(Action.SET, "Head", True, id="corrected"),
        pytest.param(Action.REMOVE, None, True, id="a-part-taken-out"),
        pytest.param(Action.CONFIRM, None, False, id="confirmed"),
    ],
)
def test_a_contact_that_one_takes_out_and_another_corrects(action: Action, value: Value, parted: bool) -> None:
    """Both are in conflict and the contact stays as it was; who only confirms a part says nothing against it."""
    work = made()
    path = "contacts.ct-eva.role"
    decisions = (
        work.make(Wish(Action.REMOVE, WATER, "contacts.ct-eva"), author="Ann Lee", view=()),
        work.make(Wish(action, WATER, path, value), author="Bo Chen", view=()),
    )
    work.decisions = decisions
    whole, part = work.ruling(WATER, "contacts.ct-eva"), work.ruling(WATER, path)
    contacts = one_of(work.corrected().records, WATER).contacts
    if not parted:
        assert (whole.state, part.state, contacts) == (State.APPLIED, State.REDUNDANT, ())
        return
    assert whole.state is part.state is State.CONFLICTING
    assert {whole.why, part.why} == {
        "decided differently by Ann Lee, Bo Chen: the contact is taken out, and corrected",
        "decided differently by Bo Chen, Ann Lee: the contact is taken out, and corrected",
    }
    assert contacts == one_of(work.records, WATER).contacts
