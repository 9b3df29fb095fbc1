"""Laws of selecting that hold for any page and any selection."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.model.record import Records
from lhextract.selection.counting import counts_of
from lhextract.selection.select import Known, select
from lhextract.selection.wanted import Selected, Selection
from tests.conftest import Extract
from tests.selection.made import confirming, faults_of, lighthouses

CASES = ("asu-coordinators", "bern-zentren", "lund-html")
Page = tuple[Records, str]
ALL = Selection()


@pytest.fixture(scope="module")
def pages(extract_golden: Extract) -> list[Page]:
    """Pages of several forms, with what checks found on them."""
    found = [lighthouses()]
    for case in CASES:
        extraction = extract_golden(case, None)
        assert extraction.records is not None
        found.append((extraction.finished()[0], extraction.page.text))
    return found


@st.composite
def asked(draw: st.DrawFn, records: Records, text: str, *, contacts: bool | None = None) -> tuple[Selection, Known]:
    """A selection that fits a page, and what the workspace may know."""
    names = [one.id for one in records.categories]
    ids = [one.id for one in records.initiatives]
    digits = draw(st.text("0123456789abcdef", min_size=1, max_size=4))
    selection = Selection(
        only_confirmed=draw(st.booleans()),
        min_confidence=draw(st.none() | st.sampled_from([0.0, 0.7, 0.9, 0.96, 0.98, 1.0])),
        categories=tuple(draw(st.lists(st.sampled_from(names), max_size=2))) if names else (),
        contacts=draw(st.booleans()) if contacts is None else contacts,
        since=draw(st.none() | st.just("before")),
        languages=tuple(draw(st.sampled_from([(), (), (), ("en", "de"), ("de",)]))),
    )
    confirmed = confirming(records, text, lambda entry: entry.path[-1] in digits or entry.path[-2:-1] in digits)
    return selection, Known(confirmed, frozenset(draw(st.sets(st.sampled_from(ids)))) if ids else frozenset())


def again(first: Selected, selection: Selection, known: Known) -> Selected:
    """Select from what is left."""
    return select(first.records, selection, text=first.text, known=known)


@given(data=st.data())
def test_what_is_left_agrees(pages: list[Page], data: st.DataObject) -> None:
    """Every reference leads somewhere, ids are unique, nothing required is empty, mentions are what the text has."""
    records, text = data.draw(st.sampled_from(pages))
    selection, known = data.draw(asked(records, text))
    left = select(records, selection, text=text, known=known)
    assert faults_of(left.records, left.text) == []
    assert left.is_left_out or len(left.text) == len(text)


@given(data=st.data())
def test_selecting_twice_changes_nothing(pages: list[Page], data: st.DataObject) -> None:
    """What is left of what is left is all of it."""
    records, text = data.draw(st.sampled_from(pages))
    selection, known = data.draw(asked(records, text))
    once = select(records, selection, text=text, known=known)
    twice = again(once, selection, known)
    assert (twice.records, twice.text) == (once.records, once.text)


@given(data=st.data())
def test_counts_are_the_differences(pages: list[Page], data: st.DataObject) -> None:
    """What was left out, all reasons together, is what is not there any more."""
    records, text = data.draw(st.sampled_from(pages))
    selection, known = data.draw(asked(records, text))
    left = select(records, selection, text=text, known=known)
    told: Counter[str] = Counter()
    for counts in left.left_out.values():
        assert counts
        assert all(number > 0 for number in counts.values())
        told.update(counts)
    characters = sum(before != after for before, after in zip(text, left.text, strict=False))
    assert told.pop("characters", 0) == (0 if left.is_left_out else characters)
    assert told.pop("sources", 0) == left.is_left_out
    assert told == counts_of(records) - counts_of(left.records)
    assert not counts_of(left.records) - counts_of(records)


@given(data=st.data())
def test_options_commute(pages: list[Page], data: st.DataObject) -> None:
    """Two options together are one after the other, in either order."""
    records, text = data.draw(st.sampled_from(pages))
    selection, known = data.draw(asked(records, text, contacts=True))
    parts = [
        replace(ALL, only_confirmed=selection.only_confirmed),
        replace(ALL, min_confidence=selection.min_confidence),
        replace(ALL, categories=selection.categories),
        replace(ALL, since=selection.since),
    ]
    together = select(records, replace(selection, languages=()), text=text, known=known)
    one_by_one = Selected(records, text)
    order = data.draw(st.permutations(range(len(parts))))
    for part in (parts[place] for place in order):
        one_by_one = again(one_by_one, part, known)
    assert one_by_one.records == together.records


@given(data=st.data())
def test_contacts_come_first(pages: list[Page], data: st.DataObject) -> None:
    """Without contacts, then the rest, is all of it at once: what is left out otherwise names nobody in the text."""
    records, text = data.draw(st.sampled_from(pages))
    selection, known = data.draw(asked(records, text, contacts=False))
    bare = select(records, replace(ALL, contacts=False), text=text)
    then = again(bare, replace(selection, contacts=True), known)
    together = select(records, selection, text=text, known=known)
    assert (then.records, then.text) == (together.records, together.text)


def test_nothing_asked_for_is_all(pages: list[Page]) -> None:
    """Without options nothing is left out, and with those that leave out nothing neither."""
    for records, text in pages:
        assert select(records, ALL, text=text) == Selected(records, text)
        whole = Selection(
            min_confidence=0.0, categories=tuple(one.id for one in records.categories), languages=("en", "de")
        )
        if all(one.category in {c.path for c in records.categories} for one in records.initiatives):
            assert select(records, whole, text=text) == Selected(records, text)


def test_nobody_is_left(pages: list[Page]) -> None:
    """Without contacts no name, number or address of a contact stands anywhere in records or text."""
    for records, text in pages:
        left = select(records, replace(ALL, contacts=False), text=text)
        said = repr(left.records) + left.text
        contacts = [contact for one in records.initiatives for contact in one.contacts]
        names = {contact.person for contact in contacts if contact.person and " " in contact.person}
        numbers = {number for one in contacts for phone in one.phones for number in (phone.e164, phone.raw) if number}
        mails = {contact.email for contact in contacts if contact.email}
        assert [found for found in sorted(names | numbers | mails) if found in said] == []
        assert contacts == [] or (left.records.people, left.text == text) == ((), False)
