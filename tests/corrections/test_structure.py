"""Initiatives that stewards join and divide, back and forth; what was decided about their items goes along."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from lhextract.corrections.heirs import Heirs, Tie
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.model.correction import Action, State, Value
from lhextract.model.record import Initiative, Records
from tests.corrections.bench import Bench, bench, plain
from tests.corrections.made import BOOKS, STARS, TEXT, WATER, at, made, one_of
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


def test_a_division_whose_line_is_gone() -> None:
    """It is orphaned and says so, and the initiative is whole."""
    work = made()
    split = work.do(Action.SPLIT, BOOKS, place=at("It is held"))
    text = TEXT.replace("It is held in turn.", "We meet each year..")
    ruling = work.moved_to(work.records, text).ruling(BOOKS, split.path)
    assert (ruling.state, ruling.value, ruling.start) == (State.ORPHANED, None, 0)
    assert ruling.why == "the line at which it was divided is gone"
    applied = work.ruling(BOOKS, split.path)
    assert (applied.start, applied.end) == (at("It is held")[0],) * 2
    assert applied.why == f"{split.path.removeprefix('split.')} begins here"
    assert (applied.value, applied.heads, applied.machine) == ("It is held in turn.", (split.id,), None)


def test_two_that_do_not_stand_next_to_each_other_any_more() -> None:
    """They are not joined; as long as they are, the ruling stands where the whole begins."""
    work = made()
    merge = work.do(Action.MERGE, STARS, value=WATER)
    ruling = work.ruling(STARS, merge.path)
    assert (ruling.state, ruling.value, ruling.start) == (State.APPLIED, WATER, at("Water Network")[0])
    assert ruling.why == f"{WATER} is part of it"
    apart = replace(work.records, initiatives=tuple(work.records.initiatives[place] for place in (0, 2, 1)))
    ruling = work.moved_to(apart, TEXT).ruling(STARS, merge.path)
    assert (ruling.state, ruling.value, ruling.start) == (State.ORPHANED, None, 0)
    assert ruling.why == "the two do not stand next to each other on the page any more"


def test_several_are_joined_in_the_order_of_the_decisions() -> None:
    """The third into the second, and both into the first; what is said about a part of the third is about the whole."""
    work = made()
    work.do(Action.SET, BOOKS, "text", "Another text.")
    work.do(Action.MERGE, STARS, value=BOOKS)
    work.do(Action.MERGE, WATER, value=STARS)
    added = work.do(Action.ADD, WATER, "programs", place=at("manuscripts"))
    (whole,) = work.corrected().records.initiatives
    assert (whole.id, whole.order, whole.end) == (WATER, 1, len(TEXT))
    work.do(Action.RETRACT, WATER, f"merge.{STARS}")
    owner = one_of(work.corrected().records, STARS)
    assert [program.name for program in owner.programs] == ["manuscripts"]
    assert work.ruling(STARS, added.path).state is State.APPLIED


@pytest.mark.parametrize(
    ("action", "path", "value", "words"),
    [
        pytest.param(Action.ADD, "programs", None, "observatories", id="an-added-programme"),
        pytest.param(Action.ADD, "mentions", {"type": "PROGRAM"}, "observatories", id="an-added-mention"),
        pytest.param(Action.SET, "years.*", "1998", "1999", id="a-corrected-year"),
        pytest.param(Action.REMOVE, "years.*", None, "1999", id="a-year-that-was-taken-out"),
        pytest.param(Action.CONFIRM, "years.*", None, "1999", id="a-confirmed-year"),
    ],
)
def test_what_is_decided_while_joined_goes_to_the_one_that_has_the_words(
    action: Action, path: str, value: Value, words: str
) -> None:
    """Two are joined, something is decided about an item of the second, and the joining is taken back."""
    work = made()
    work.do(Action.MERGE, WATER, value=STARS)
    if path == "years.*":
        items = work.corrected().entries.items(WATER, "years")
        path = next(one.path for one in items if one.start == at("1999")[0])
    decision = work.do(action, WATER, path, value, place=at(words) if action is Action.ADD else None)
    work.do(Action.RETRACT, WATER, f"merge.{STARS}")
    (ruling,) = work.corrected().rulings
    assert (ruling.record, ruling.path, ruling.start, ruling.end) == (STARS, decision.path, *at(words))
    assert ruling.state is (State.REDUNDANT if action is Action.CONFIRM else State.APPLIED)
    assert one_of(work.corrected().records, WATER) == one_of(work.records, WATER)
    assert faults(work.corrected().records, TEXT) == []


def test_what_is_decided_before_goes_to_the_part_that_has_the_words() -> None:
    """A caption is corrected, and then the initiative is divided before it: it is corrected in the second part."""
    work = made()
    (caption,) = work.corrected().entries.items(WATER, "captions")
    work.do(Action.SET, WATER, caption.path, "Brochure")
    split = work.do(Action.SPLIT, WATER, value="More", place=at("See the brochure"))
    first, second = work.corrected().records.initiatives[:2]
    assert (first.captions, [one.text for one in second.captions]) == ((), ["Brochure"])
    assert work.state(split.path.removeprefix("split."), caption.path) is State.APPLIED


def test_what_stands_on_no_words_stays_with_the_first() -> None:
    """An item that was added without words belongs to the initiative that it was added to, whatever others have."""
    work = made()
    work.do(Action.MERGE, STARS, value=WATER)
    added = work.do(Action.ADD, STARS, "programs", "ERC")
    work.do(Action.RETRACT, STARS, f"merge.{WATER}")
    assert work.ruling(STARS, added.path).state is State.APPLIED
    assert [program.name for program in one_of(work.corrected().records, STARS).programs] == ["ERC"]


def test_divided_twice() -> None:
    """The second division finds its line in the part that has it by now."""
    work = made()
    first = work.do(Action.SPLIT, WATER, value="Office", place=at("See the brochure"))
    second = work.do(Action.SPLIT, first.path.removeprefix("split."), value="Mail", place=at("mail@b"))
    names = [one.name for one in work.corrected().records.initiatives]
    assert names == ["Water Network", "Office", "Mail", "Star School", "Book Summer"]
    work.do(Action.RETRACT, WATER, first.path)
    names = [one.name for one in work.corrected().records.initiatives]
    assert names == ["Water Network", "Mail", "Star School", "Book Summer"]
    assert {one.state for one in work.corrected().rulings} == {State.APPLIED}
    assert second.id in work.corrected().records.corrections.applied


def test_two_stewards_divide_at_one_line() -> None:
    """Both have decided about a part of their own: the second finds that it begins with the first one's part."""
    work = made()
    mine = work.do(Action.SPLIT, BOOKS, value="Mine", place=at("It is held"))
    theirs = work.make(Wish(Action.SPLIT, BOOKS, value="Theirs", place=at("It is held")), view=(), author="Bo Chen")
    work.decisions = (*work.decisions, theirs)
    assert work.state(BOOKS, mine.path) is State.APPLIED
    ruling = work.ruling(BOOKS, theirs.path)
    assert (ruling.state, ruling.why) == (State.REDUNDANT, "an initiative of its own begins here")
    assert ruling.start == at("It is held")[0]
    assert [one.name for one in work.corrected().records.initiatives][-2:] == ["Book Summer", "Mine"]
