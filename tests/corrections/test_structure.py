"""Initiatives that stewards join and divide, back and forth; what was decided about their items goes along."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from lhextract.corrections.heirs import Heirs, Tie
from lhextract.corrections.wishes import DecisionError
from lhextract.model.correction import Action, State
from lhextract.model.record import Initiative, Records
from tests.corrections.bench import Bench, bench, plain
from tests.corrections.whole import faults


def neighbours() -> tuple[Bench, Initiative, Initiative]:
    """A page and two initiatives of it that stand next to each other; the second has a contact with a phone."""
    for number in range(40):
        work = bench(number)
        listed = work.records.initiatives
        for one, other in pairwise(listed):
            if other.contacts and other.contacts[0].phones and other.years and one.contacts and not other.name_derived:
                return work, one, other
    raise AssertionError("no such page")


def second_line(one: Initiative, text: str) -> tuple[int, int]:
    """The first words of the second line of an initiative that says something."""
    place = text.index("\n", one.start) + 1
    while not text[place].strip():
        place += 1
    return place, place + 5


def get(records: Records, ident: str) -> Initiative:
    """An initiative."""
    return next(one for one in records.initiatives if one.id == ident)


def test_joined() -> None:
    """One initiative has the items of both, and its own name; the other one is not there."""
    work, one, other = neighbours()
    work.do(Action.MERGE, one.id, value=other.id)
    records = work.corrected().records
    whole = get(records, one.id)
    assert (whole.name, whole.start, whole.end) == (one.name, one.start, other.end)
    assert {contact.id for contact in whole.contacts} >= {contact.id for contact in (*one.contacts, *other.contacts)}
    assert other.id not in {each.id for each in records.initiatives}
    assert faults(records, work.text) == []


def test_divided() -> None:
    """What stands from the line on belongs to the second one, and every item to one of the two."""
    work, one, _ = neighbours()
    decision = work.do(Action.SPLIT, one.id, value="Second", place=second_line(one, work.text))
    records = work.corrected().records
    first, second = get(records, one.id), get(records, decision.path.removeprefix("split."))
    assert (first.name, second.name, second.end) == (one.name, "Second", one.end)
    assert first.end < second.start
    assert sorted(year.start for year in (*first.years, *second.years)) == sorted(year.start for year in one.years)
    assert faults(records, work.text) == []


def test_divided_and_joined_again() -> None:
    """The same initiative as before, but that somebody decided."""
    work, one, _ = neighbours()
    decision = work.do(Action.SPLIT, one.id, value="Second", place=second_line(one, work.text))
    work.do(Action.MERGE, one.id, value=decision.path.removeprefix("split."))
    assert plain(work.corrected().records) == plain(work.records)


def test_joined_and_divided_again() -> None:
    """Two initiatives with the items of before; the second has another id, because it is another decision."""
    work, one, other = neighbours()
    work.do(Action.MERGE, one.id, value=other.id)
    work.do(Action.SPLIT, one.id, value=other.name, place=(other.start, other.start + 5))
    first, second = work.corrected().records.initiatives[one.order - 1 : one.order + 1]
    assert (first.years, second.years) == (one.years, other.years)
    assert ([c.id for c in first.contacts], [c.id for c in second.contacts]) == (
        [c.id for c in one.contacts],
        [c.id for c in other.contacts],
    )


@pytest.mark.parametrize("when", ["before", "while joined"])
@pytest.mark.parametrize("back", [False, True], ids=["joined", "taken-back"])
def test_what_is_decided_about_an_item_goes_along(when: str, back: bool) -> None:
    """A phone of the second initiative is corrected, before the two are joined or then: it is, joined or not."""
    work, one, other = neighbours()
    contact = other.contacts[0]
    if when != "before":
        work.do(Action.MERGE, one.id, value=other.id)
    record = other.id if when == "before" else one.id
    path = next(
        path for path in work.corrected().entries.of[record] if path.startswith(f"contacts.{contact.id}.phones.")
    )
    decision = work.do(Action.SET, record, path, "+49 351 463-34000")
    if when == "before":
        work.do(Action.MERGE, one.id, value=other.id)
    if back:
        work.do(Action.RETRACT, one.id, f"merge.{other.id}")
    owner = get(work.corrected().records, other.id if back else one.id)
    numbers = [phone.e164 for each in owner.contacts if each.id == contact.id for phone in each.phones]
    assert "+4935146334000" in numbers
    assert decision.id in work.corrected().records.corrections.applied


def test_what_is_decided_about_the_second_part_stays_when_it_is_no_part() -> None:
    """A division is taken back: a year that was corrected in the second part is corrected in the whole."""
    work, _, other = neighbours()
    split = work.do(Action.SPLIT, other.id, value="Second", place=second_line(other, work.text))
    part = split.path.removeprefix("split.")
    path = next(path for path in work.corrected().entries.of[part] if path.startswith("years."))
    decision = work.do(Action.SET, part, path, "1901")
    name = work.do(Action.SET, part, "name", "Better Name")
    work.do(Action.RETRACT, other.id, split.path)
    corrected = work.corrected()
    assert "1901" in [year.value for year in get(corrected.records, other.id).years]
    assert decision.id in corrected.records.corrections.applied
    assert corrected.records.corrections.orphaned == (name.id,)
    assert get(corrected.records, other.id).name == other.name


def test_the_page_divides_what_a_steward_divided() -> None:
    """The machine finds the second initiative by itself: the division is redundant, what was decided about it holds."""
    work, one, other = neighbours()
    joined = tuple(
        replace(each, end=other.end, years=(*one.years, *other.years), contacts=(*one.contacts, *other.contacts))
        if each.id == one.id
        else each
        for each in work.records.initiatives
        if each.id != other.id
    )
    lines = tuple(
        replace(x, initiative=one.id if x.initiative == other.id else x.initiative) for x in work.records.lines
    )
    mentions = tuple(
        replace(x, initiative=one.id if x.initiative == other.id else x.initiative) for x in work.records.mentions
    )
    blind = Bench(replace(work.records, initiatives=joined, lines=lines, mentions=mentions), work.text)
    split = blind.do(Action.SPLIT, one.id, value=other.name, place=(other.start, other.start + 5))
    part = split.path.removeprefix("split.")
    path = next(path for path in blind.corrected().entries.of[part] if path.startswith("years."))
    blind.do(Action.SET, part, path, "1901")
    blind.do(Action.SET, part, "name", "Better Name")
    moved = blind.moved_to(work.records, work.text)
    states = {ruling.path.partition(".")[0]: ruling.state for ruling in moved.corrected().rulings}
    assert states == {"split": State.REDUNDANT, "years": State.APPLIED, "name": State.APPLIED}
    found = get(moved.corrected().records, other.id)
    assert (found.name, "1901" in [year.value for year in found.years]) == ("Better Name", True)


@pytest.mark.parametrize(
    ("action", "value", "key"),
    [
        pytest.param(Action.MERGE, "lh-nowhere", "other", id="joined-with-none"),
        pytest.param(Action.SPLIT, "Second", "place", id="divided-nowhere"),
    ],
)
def test_what_cannot_be_joined_or_divided(action: Action, value: str, key: str) -> None:
    """It says what is at fault."""
    work, one, _ = neighbours()
    with pytest.raises(DecisionError) as refused:
        work.do(action, one.id, value=value)
    assert refused.value.key == key


def test_not_divided_at_its_first_line() -> None:
    """Both parts have text."""
    work, one, _ = neighbours()
    with pytest.raises(DecisionError, match="after its first line"):
        work.do(Action.SPLIT, one.id, place=(one.start, one.start + 3))


@pytest.mark.parametrize(
    ("heirs", "record", "decision", "found"),
    [
        pytest.param(Heirs({"a": ("a",)}), "a", "co-5", ("a",), id="alone"),
        pytest.param(Heirs({"a": ("a",), "b": ("a",)}), "b", "co-5", ("a",), id="joined"),
        pytest.param(Heirs({"a": ("a", "n")}), "a", "co-5", ("a", "n"), id="divided"),
        pytest.param(Heirs({"a": ("a",)}, {}, (Tie("a", "n", ""),)), "n", "co-5", ("n", "a"), id="divided-no-more"),
        pytest.param(Heirs({"a": ("a", "n"), "n": ("n",)}, {}, (Tie("a", "n", ""),)), "n", "co-5", ("n",), id="a-part"),
        pytest.param(
            Heirs({"a": ("a",), "b": ("b",)}, {}, (Tie("b", "a", "co-4"),)), "a", "co-5", ("a", "b"), id="joined-once"
        ),
        pytest.param(
            Heirs({"a": ("a",), "b": ("b",)}, {}, (Tie("b", "a", "co-6"),)), "a", "co-5", ("a",), id="joined-later"
        ),
        pytest.param(
            Heirs({}, {}, (Tie("b", "a", "co-1"), Tie("a", "b", "co-1"))), "a", "co-5", ("a", "b"), id="a-circle"
        ),
    ],
)
def test_heirs(heirs: Heirs, record: str, decision: str, found: tuple[str, ...]) -> None:
    """Where an item may be, likeliest first."""
    assert heirs.of_items(record, decision) == found
