"""A wish comes to a decision, or is refused with the key that is at fault and what is allowed."""

from __future__ import annotations

import pytest

from lhextract.corrections.entries import Entry
from lhextract.corrections.store import read_decision, write_decision
from lhextract.corrections.wishes import DecisionError
from lhextract.model.correction import Action, Decision, State, Value
from tests.corrections.bench import Bench, bench
from tests.corrections.whole import faults
from tests.corrections.wishes import kind_of


def entry_of(kind: str) -> tuple[Bench, Entry]:
    """The first entry of a kind that says something, on the first page that has one."""
    for number in range(100):
        work = bench(number)
        for own in work.corrected().entries.of.values():
            for entry in own.values():
                if kind_of(entry.path) == kind and entry.value:
                    return work, entry
    raise AssertionError(f"no page has {kind}")


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        pytest.param("name", "", "name", id="no-name"),
        pytest.param("name", "x" * 501, "name", id="too-long"),
        pytest.param("name", "a\x00b", "name", id="control-character"),
        pytest.param("name", {"a": "b"}, "name", id="an-object"),
        pytest.param("category", "Nowhere", "category", id="no-category"),
        pytest.param("contacts.email", "mail", "email", id="no-address"),
        pytest.param("contacts.phones", "12", "e164", id="no-number"),
        pytest.param("contacts.phones", {"ext": "x"}, "ext", id="no-extension"),
        pytest.param("years", {"value": "20144"}, "value", id="no-date"),
        pytest.param("years", {"role": "birth"}, "role", id="no-role"),
        pytest.param("years", {"place": "x"}, "place", id="unknown-key"),
        pytest.param("links", {"url": "javascript:alert(1)"}, "url", id="no-link"),
        pytest.param("partners", {"institution": "org-nowhere"}, "institution", id="no-institution"),
        pytest.param("mentions", {"type": "PLACE"}, "type", id="no-type"),
        pytest.param("mentions", {"type": "PERSON", "person": "ps-nowhere"}, "person", id="no-person"),
        pytest.param(
            "mentions", {"type": "INSTITUTION", "institution": "org-nowhere"}, "institution", id="unknown-one"
        ),
        pytest.param("mentions", {"text": "Other words"}, "text", id="words-of-the-page"),
    ],
)
def test_values_that_do_not_fit(kind: str, value: Value, key: str) -> None:
    """The same words in the browser, on the command line and for a table."""
    work, entry = entry_of(kind)
    with pytest.raises(DecisionError) as refused:
        work.do(Action.SET, entry.record, entry.path, value)
    assert refused.value.key.endswith(key)
    assert "allowed is" in str(refused.value)


@pytest.mark.parametrize(
    ("action", "path"),
    [
        pytest.param(Action.SET, "nmae", id="no-field"),
        pytest.param(Action.SET, "years.yr-nowhere", id="no-item"),
        pytest.param(Action.REMOVE, "contacts.ct-nowhere.role", id="no-contact"),
        pytest.param(Action.CONFIRM, "", id="nothing"),
        pytest.param(Action.ADD, "year", id="no-list"),
        pytest.param(Action.ADD, "contacts.ct-nowhere.phones", id="no-list-of-a-contact"),
        pytest.param(Action.RETRACT, "name", id="not-decided"),
    ],
)
def test_paths_that_lead_nowhere(action: Action, path: str) -> None:
    """The key is the path, and what is there is named."""
    work = bench(0)
    with pytest.raises(DecisionError) as refused:
        work.do(action, work.records.initiatives[0].id, path, "2014")
    assert refused.value.key == "path"


@pytest.mark.parametrize(
    ("kind", "leaf", "value"),
    [
        pytest.param("years", "role", "event", id="year"),
        pytest.param("contacts.phones", "ext", "17", id="phone"),
        pytest.param("acronyms", "long", "Something Long", id="acronym"),
    ],
)
def test_a_key_of_an_item(kind: str, leaf: str, value: str) -> None:
    """A path below an item is the item with this key changed, and all else as it was."""
    work, entry = entry_of(kind)
    decision = work.do(Action.SET, entry.record, f"{entry.path}.{leaf}", value)
    assert (decision.path, decision.action) == (entry.path, Action.SET)
    assert isinstance(decision.value, dict)
    assert isinstance(entry.value, dict)
    assert decision.value == {**entry.value, leaf: value}


def test_setting_what_the_machine_says_is_confirming_it() -> None:
    """A form that is saved as it was shown says that it is right."""
    work, entry = entry_of("contacts.role")
    assert work.do(Action.SET, entry.record, entry.path, entry.value).action is Action.CONFIRM


def test_confirming_a_corrected_value_is_setting_it() -> None:
    """What is confirmed is what is in force, and it outlives the decision before it."""
    work, entry = entry_of("contacts.role")
    work.do(Action.SET, entry.record, entry.path, "Dean")
    decision = work.do(Action.CONFIRM, entry.record, entry.path)
    assert (decision.action, decision.value) == (Action.SET, "Dean")


@pytest.mark.parametrize("kind", ["partners", "years", "programs", "links", "captions", "acronyms", "contacts.phones"])
def test_taken_out_and_added_again(kind: str) -> None:
    """It is the same item as before, and nobody disagrees with themselves."""
    work, entry = entry_of(kind)
    parent = entry.path.rpartition(".")[0]
    work.do(Action.REMOVE, entry.record, entry.path)
    decision = work.do(Action.ADD, entry.record, parent, entry.value)
    assert decision.path == entry.path
    assert {ruling.state for ruling in work.corrected().rulings} <= {State.APPLIED, State.REDUNDANT}
    assert len(work.corrected().entries.items(entry.record, parent)) > 0
    assert faults(work.corrected().records, work.text) == []


@pytest.mark.parametrize("kind", ["partners", "host_units", "years", "programs", "links", "acronyms"])
def test_what_is_there_is_not_added(kind: str) -> None:
    """It is said where it is."""
    work, entry = entry_of(kind)
    with pytest.raises(DecisionError, match=rf"{entry.path} is; set or confirm it"):
        work.do(Action.ADD, entry.record, entry.path.rpartition(".")[0], entry.value)


def test_a_person_who_is_there_is_not_added() -> None:
    """A contact is known by its person."""
    work, entry = entry_of("contacts.person")
    with pytest.raises(DecisionError, match="set or confirm it"):
        work.do(Action.ADD, entry.record, "contacts", entry.value)


def added_contact() -> tuple[Bench, Decision]:
    """A page with a contact that a steward has added."""
    work = bench(0)
    record = work.records.initiatives[0].id
    return work, work.do(Action.ADD, record, "contacts", {"person": "Eva Roth", "phones": "+49 351 463-34000"})


def test_a_field_of_an_added_contact() -> None:
    """It is corrected as that of any other contact; the first decision is followed."""
    work, added = added_contact()
    decision = work.do(Action.SET, added.record, f"{added.path}.role", "Dean")
    assert decision.supersedes == (added.id,)
    contacts = work.corrected().records.initiatives[0].contacts
    assert [(one.person, one.role, len(one.phones)) for one in contacts if one.id == added.path[9:]] == [
        ("Eva Roth", "Dean", 1)
    ]


def test_an_added_item_is_taken_out_and_added_again() -> None:
    """It goes by the same id."""
    work, added = added_contact()
    work.do(Action.REMOVE, added.record, added.path)
    assert "Eva Roth" not in [one.person for one in work.corrected().records.initiatives[0].contacts]
    again = work.do(Action.ADD, added.record, "contacts", {"person": "Eva Roth"})
    assert again.path == added.path
    assert work.state(added.record, added.path) is State.APPLIED


def test_what_is_in_a_contact_that_was_taken_out() -> None:
    """It is not corrected, because both decisions together would say nothing."""
    work, entry = entry_of("contacts.role")
    whole = entry.path.removesuffix(".role")
    work.do(Action.REMOVE, entry.record, whole)
    with pytest.raises(DecisionError, match=f"{whole} was taken out"):
        work.do(Action.SET, entry.record, entry.path, "Dean")


def test_blanks_around_a_selection() -> None:
    """What a mouse takes along is not part of what was selected."""
    work = bench(0)
    one = work.records.initiatives[0]
    start = work.text.index(" ", one.start)
    end = work.text.index(" ", start + 1)
    decision = work.do(Action.ADD, one.id, "mentions", {"type": "PROGRAM"}, place=(start, end + 1))
    mention = next(each for each in work.corrected().records.mentions if f"mentions.{each.id}" == decision.path)
    assert (mention.start, mention.end) == (start + 1, end)
    assert faults(work.corrected().records, work.text) == []


def test_a_selection_outside_of_the_initiative() -> None:
    """What was selected belongs to another one."""
    work = bench(0)
    one, other = work.records.initiatives[:2]
    with pytest.raises(DecisionError, match="inside the initiative"):
        work.do(Action.ADD, one.id, "programs", place=(other.start, other.start + 4))


def test_a_decision_is_read_back_as_it_was_made() -> None:
    """Whatever kind of entry it is about."""
    for kind in ("name", "category", "years", "contacts", "contacts.phones", "mentions", "partners"):
        work, entry = entry_of(kind)
        decision = work.do(Action.CONFIRM, entry.record, entry.path)
        assert read_decision(write_decision(decision), name=f"{decision.id}.json") == decision


def test_a_part_of_a_name_is_no_record_but_a_hint() -> None:
    """Who gives some words of a name is told which records have them."""
    work = bench(0)
    first = work.records.initiatives[0]
    with pytest.raises(DecisionError) as refused:
        work.do(Action.SET, first.name[:-2].upper(), "name", "Another name")
    assert f"did you mean {first.id} ({first.name})" in str(refused.value)


def test_a_record_unlike_all_others() -> None:
    """Where nothing is near, the message says which command shows ids."""
    with pytest.raises(DecisionError, match="`lhextract identity list SOURCE` shows"):
        bench(0).do(Action.SET, "nothing of the kind", "name", "Another name")
