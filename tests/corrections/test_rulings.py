"""Three-way comparison, and what two stewards come to who have, and have not, seen each other's decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.corrections.wishes import StaleError, Wish
from lhextract.model.correction import Action, Decision, State, Value
from lhextract.model.record import Contact, Initiative, Records
from tests.corrections.bench import Bench, bench

# What a steward may do about the role of a contact.
ACTS: dict[str, tuple[Action, Value]] = {
    "sets one value": (Action.SET, "Dean"),
    "sets another": (Action.SET, "Rector"),
    "takes it out": (Action.REMOVE, None),
    "confirms it": (Action.CONFIRM, None),
}


def with_role() -> tuple[Bench, Initiative, Contact]:
    """A page, and a contact of it who has a role."""
    work = bench(0)
    for number in range(40):
        work = bench(number)
        for one in work.records.initiatives:
            for contact in one.contacts:
                if contact.role and contact.person and contact.phones:
                    return work, one, contact
    raise AssertionError("no such contact")


def path_of(contact: Contact) -> str:
    """The entry that stewards decide about here."""
    return f"contacts.{contact.id}.role"


def role_in(records: Records, contact: Contact) -> str | None:
    """The role that a contact has in some records."""
    return next(each.role for one in records.initiatives for each in one.contacts if each.id == contact.id)


@pytest.mark.parametrize("second", ACTS)
@pytest.mark.parametrize("first", ACTS)
def test_two_who_have_not_seen_each_other(first: str, second: str) -> None:
    """Equal decisions are one; different ones are a conflict that names both, with what was agreed before in force."""
    work, one, contact = with_role()
    path = path_of(contact)
    agreed = work.do(Action.SET, one.id, path, "Agreed", author="Cy Roe")
    view = work.decisions
    made = [
        work.make(Wish(ACTS[act][0], one.id, path, ACTS[act][1]), author=author, view=view)
        for act, author in ((first, "Ann Lee"), (second, "Bo Chen"))
    ]
    work.decisions = (*view, *made)
    ruling = work.ruling(one.id, path)
    assert {opinion.decision for opinion in ruling.opinions} == {decision.id for decision in made}
    if first == second:
        assert ruling.state is State.APPLIED
        return
    assert (ruling.state, ruling.value) == (State.CONFLICTING, agreed.value)
    assert "Ann Lee" in ruling.why
    assert "Bo Chen" in ruling.why
    assert role_in(work.corrected().records, contact) == agreed.value
    assert set(work.corrected().records.corrections.conflicting) == {decision.id for decision in made}


@pytest.mark.parametrize("second", ACTS)
@pytest.mark.parametrize("first", ACTS)
def test_who_has_seen_the_other_decides(first: str, second: str) -> None:
    """The one that follows is in force, whatever it says."""
    work, one, contact = with_role()
    path = path_of(contact)
    work.do(ACTS[first][0], one.id, path, ACTS[first][1], author="Ann Lee")
    decision = work.do(ACTS[second][0], one.id, path, ACTS[second][1], author="Bo Chen")
    ruling = work.ruling(one.id, path)
    assert [opinion.author for opinion in ruling.opinions] == ["Bo Chen"]
    assert ruling.state in {State.APPLIED, State.REDUNDANT}
    assert ruling.value == decision.value
    assert role_in(work.corrected().records, contact) == decision.value


@pytest.mark.parametrize("act", ["sets one value", "takes it out"])
def test_taking_back_what_another_one_changes(act: str) -> None:
    """One steward takes a decision back while another one replaces it: a conflict, and the decision stays in force."""
    work, one, contact = with_role()
    path = path_of(contact)
    work.do(Action.SET, one.id, path, "Agreed")
    view = work.decisions
    back = work.make(Wish(Action.RETRACT, one.id, path), author="Ann Lee", view=view)
    other = work.make(Wish(ACTS[act][0], one.id, path, ACTS[act][1]), author="Bo Chen", view=view)
    work.decisions = (*view, back, other)
    assert (work.state(one.id, path), work.ruling(one.id, path).value) == (State.CONFLICTING, "Agreed")


def test_taking_back_is_saying_what_the_machine_says() -> None:
    """Who takes a decision back, and who confirms the machine's value, want the same."""
    work, one, contact = with_role()
    path = path_of(contact)
    work.do(Action.SET, one.id, path, "Agreed")
    view = work.decisions
    back = work.make(Wish(Action.RETRACT, one.id, path), author="Ann Lee", view=view)
    other = work.make(Wish(Action.SET, one.id, path, contact.role), author="Bo Chen", view=view)
    work.decisions = (*view, back, other)
    assert (work.state(one.id, path), work.ruling(one.id, path).value) == (State.REDUNDANT, contact.role)


def test_a_conflict_ends_by_a_decision_that_follows_both() -> None:
    """The next decision has both in view."""
    work, one, contact = with_role()
    path, view = path_of(contact), work.decisions
    made = [
        work.make(Wish(Action.SET, one.id, path, value), author=author, view=view)
        for value, author in (("Dean", "Ann Lee"), ("Rector", "Bo Chen"))
    ]
    work.decisions = (*view, *made)
    decision = work.do(Action.SET, one.id, path, "Dean", author="Cy Roe")
    assert set(decision.supersedes) == {each.id for each in made}
    assert work.state(one.id, path) is State.APPLIED


def test_who_has_not_seen_what_stands_is_refused() -> None:
    """A form that was made before somebody decided is not saved; the refusal has what stands now."""
    work, one, contact = with_role()
    path = path_of(contact)
    work.do(Action.SET, one.id, path, "Dean")
    with pytest.raises(StaleError, match="Ann Lee has decided") as refused:
        work.take(Wish(Action.SET, one.id, path, "Rector", seen=()), author="Bo Chen")
    assert refused.value.now is not None
    assert refused.value.now.value == "Dean"


def contact_parted(*, before: bool) -> tuple[Bench, Initiative, Contact, list[Decision]]:
    """One steward takes out a contact, another one corrects its role; `before`: a role was agreed on earlier."""
    work, one, contact = with_role()
    if before:
        work.do(Action.SET, one.id, path_of(contact), "Agreed", author="Cy Roe")
    view = work.decisions
    made = [
        work.make(Wish(Action.REMOVE, one.id, f"contacts.{contact.id}"), author="Ann Lee", view=view),
        work.make(Wish(Action.SET, one.id, path_of(contact), "Dean"), author="Bo Chen", view=view),
    ]
    work.decisions = (*view, *made)
    return work, one, contact, made


@pytest.mark.parametrize("before", [False, True], ids=["nothing-agreed", "a-role-agreed"])
def test_a_contact_taken_out_and_corrected(before: bool) -> None:
    """A conflict of both: the contact stays, with what was agreed before."""
    work, one, contact, _ = contact_parted(before=before)
    for path in (f"contacts.{contact.id}", path_of(contact)):
        ruling = work.ruling(one.id, path)
        assert ruling.state is State.CONFLICTING
        assert "Ann Lee" in ruling.why
        assert "Bo Chen" in ruling.why
    assert role_in(work.corrected().records, contact) == ("Agreed" if before else contact.role)


def test_who_takes_out_a_contact_has_its_corrections_in_view() -> None:
    """Taking a corrected contact out is no conflict."""
    work, one, contact = with_role()
    work.do(Action.SET, one.id, path_of(contact), "Dean", author="Ann Lee")
    work.do(Action.REMOVE, one.id, f"contacts.{contact.id}", author="Bo Chen")
    assert {ruling.state for ruling in work.corrected().rulings} == {State.APPLIED}
    there = {each.id for each in work.corrected().records.initiatives[one.order - 1].contacts}
    assert contact.id not in there


@pytest.mark.parametrize("follow", [False, True], ids=["keep", "follow"])
@pytest.mark.parametrize(
    ("text_changed", "machine", "state"),
    [
        pytest.param(False, "same as the steward", State.REDUNDANT, id="machine-agrees"),
        pytest.param(True, "same as the steward", State.REDUNDANT, id="machine-agrees-on-another-text"),
        pytest.param(False, "as it was", State.APPLIED, id="nothing-changed"),
        pytest.param(False, "new", State.APPLIED, id="another-extractor"),
        pytest.param(True, "as it was", State.APPLIED, id="another-text-the-same-value"),
        pytest.param(True, "new", State.REOPENED, id="another-text-another-value"),
        pytest.param(True, "gone", State.ORPHANED, id="gone"),
    ],
)
def test_three_ways(text_changed: bool, machine: str, state: State, follow: bool) -> None:
    """The table of the design, line by line."""
    work, one, contact = with_role()
    path = path_of(contact)
    work.do(Action.SET, one.id, path, "Dean")
    role = {"same as the steward": "Dean", "as it was": contact.role, "new": "Head of Nothing"}.get(machine)
    there = tuple(replace(each, role=role) if each is contact else each for each in one.contacts)
    if machine == "gone":
        there = tuple(each for each in one.contacts if each is not contact)
    initiatives = tuple(replace(each, contacts=there) if each is one else each for each in work.records.initiatives)
    text, records = work.text, replace(work.records, initiatives=initiatives)
    if text_changed:
        text = text[: contact.start] + "x" * (contact.end - contact.start) + text[contact.end :]
        source = replace(records.source, snapshot=replace(records.source.snapshot, sha256="0" * 64))
        records = replace(records, source=source)
    moved = work.moved_to(records, text)
    moved.follow = follow
    ruling = moved.ruling(one.id, path)
    assert ruling.state is state
    if state is State.ORPHANED:
        assert ruling.value is None
    elif state is State.REOPENED and follow:
        assert ruling.value == "Head of Nothing"
    else:
        assert ruling.value == "Dean"
