"""Every edit makes a page that can be read, and says the truth about it."""

from __future__ import annotations

import random

import pytest

from lhextract.gold import read_gold
from lhextract.model.change import Kind
from lhextract.model.outline import LineRole
from lhextract.wording import fold
from tests.conftest import ROOT
from tests.histories.block_edits import come_back, retire, split
from tests.histories.chance import Draw
from tests.histories.cosmetic_edits import hard_wraps
from tests.histories.edits import COSMETIC, SMALL, WHOLE, name_of
from tests.histories.history import make_histories, shelf_of
from tests.histories.pages import golden_states, text_of
from tests.histories.reading import html_of, read_records
from tests.histories.truth import Edited, order_events

GOLDEN = ROOT / "tests" / "golden"
EDITS = [*SMALL, *WHOLE, *COSMETIC, hard_wraps]


def first_edit(edit) -> tuple[object, Edited] | None:
    """The first page on which an edit does something, and what it does."""
    for number, state in enumerate(golden_states(GOLDEN)):
        chance = random.Random(number)  # noqa: S311 - no secret
        draw = Draw(chance, shelf_of(GOLDEN, state), {}, {part.key for part in state.parts if part.key})
        if edit is come_back and (made := retire(state, draw)) is not None:
            state = made.state
        edited = edit(state, draw)
        if edited is not None:
            return state, edited
    return None


@pytest.mark.parametrize("number", range(0, 140, 20))
def test_page_is_the_golden_one(number: int) -> None:
    """Taken apart into parts and put together again, a page is what it was, marks included."""
    state = golden_states(GOLDEN)[number]
    assert text_of(state) == read_gold(GOLDEN / state.case).source
    assert all(row.slice(mark).strip() for part in state.parts for row in part.rows for mark in row.marks)


@pytest.mark.parametrize("edit", EDITS, ids=name_of)
def test_edit_can_be_made_and_read(edit) -> None:
    """There is a page that every edit changes; its marks lie on words, and records can be built of it."""
    made = first_edit(edit)
    assert made is not None
    before, edited = made
    assert edited.state != before
    rows = [row for part in edited.state.parts for row in part.rows]
    assert all(0 <= mark.start < mark.end <= len(row.text) for row in rows for mark in row.marks)
    assert all("\n" not in row.text for row in rows)
    reading = read_records(edited.state)
    assert len(reading.blocks) == len(reading.records.initiatives) == len(set(reading.blocks))
    assert len(reading.categories) == len(reading.records.categories)


@pytest.mark.parametrize("edit", COSMETIC, ids=name_of)
def test_cosmetic_edit_changes_no_text(edit) -> None:
    """Typography and blanks aside, every initiative reads as before."""
    made = first_edit(edit)
    assert made is not None
    before, edited = made
    assert [fold(part.body) for part in edited.state.blocks] == [fold(part.body) for part in before.blocks]
    assert text_of(edited.state) != text_of(before)


def test_halves_are_the_whole() -> None:
    """A split loses no sentence, and the longer part is the one that stays."""
    made = first_edit(split)
    assert made is not None
    before, edited = made
    key = next(one.keys for one in edited.events if one.kind is Kind.INITIATIVE_SPLIT)
    (old,) = [part for part in before.blocks if part.key in key]
    index = [part.key for part in edited.state.blocks].index(old.key)
    first, second = edited.state.blocks[index : index + 2]
    assert fold(first.body + " " + second.body) == fold(old.body)
    assert len(first.body) > len(second.body)


def test_order_is_told_with_the_fewest_moves() -> None:
    """One that goes to the end is one move of just this one; two that swap are one move of either."""
    state = next(s for s in golden_states(GOLDEN) if any(len(keys) > 2 for keys in s.members().values()))
    keys = next(keys for keys in state.members().values() if len(keys) > 2)[:3]
    parts = [state.find(key) for key in keys]

    def ordered(*order: int):
        after = state
        for place, part in zip(parts, [parts[i] for i in order], strict=True):
            after = after.put(place.key, type(part)(part.rows, f"new {part.key}"))
        for key in keys:
            part = after.find(f"new {key}")
            after = after.put(part.key, type(part)(part.rows, key))
        return [sorted(one.keys) for one in order_events(state, after)]

    assert ordered(1, 2, 0) == [[keys[0]]]
    assert ordered(1, 0, 2) == [sorted(keys[:2])]
    assert ordered(0, 1, 2) == []


def test_same_seed_same_histories() -> None:
    """Whoever repeats a benchmark sees the same pages."""
    first, again = (list(make_histories(GOLDEN, 3, seed=5)) for _ in range(2))
    assert first == again
    assert first != list(make_histories(GOLDEN, 3, seed=6))


def test_html_holds_every_line() -> None:
    """The rendering for the whole pipeline loses nothing, and other numbers change nothing but attributes."""
    state = golden_states(GOLDEN)[0]
    one, other = html_of(state, numbers=1), html_of(state, numbers=7)
    assert one != other
    assert one.count("<p") + one.count("<h") >= sum(
        row.role is not LineRole.BLANK for p in state.parts for row in p.rows
    )
