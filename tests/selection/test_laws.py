"""Laws of selecting that hold for any page and any selection."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.entries import Entry
from lhextract.model.record import Records
from lhextract.selection.counting import counts_of
from lhextract.selection.select import Known, select
from lhextract.selection.wanted import Selected, Selection
from tests.conftest import Extract
from tests.selection.made import confirming, faults_of, lighthouses

CASES = ("asu-coordinators", "bern-zentren", "lund-html")
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # of ids and paths
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


@dataclass(frozen=True)
class Asked:
    """What is asked of whatever page; what ends with one of the letters was decided, or has changed."""

    page: int
    only_confirmed: bool
    min_confidence: float | None
    headings: tuple[int, ...]
    contacts: bool
    since: str | None
    languages: tuple[str, ...]
    letters: str

    def of(self, pages: list[Page]) -> tuple[Records, str, Selection, Known]:
        """The page, what is asked of it, and what its workspace knows."""
        records, text = pages[self.page]
        ids = [one.id for one in records.categories]
        selection = Selection(
            only_confirmed=self.only_confirmed,
            min_confidence=self.min_confidence,
            categories=tuple(ids[place % len(ids)] for place in self.headings) if ids else (),
            contacts=self.contacts,
            since=self.since,
            languages=self.languages,
        )
        changed = frozenset(one.id for one in records.initiatives if one.id[-1] in self.letters)
        return records, text, selection, Known(confirming(records, text, self._is_decided), changed)

    def _is_decided(self, entry: Entry) -> bool:
        return entry.path[-1] in self.letters


asked = st.builds(
    Asked,
    page=st.integers(0, len(CASES)),
    only_confirmed=st.booleans(),
    min_confidence=st.sampled_from([None, 0.0, 0.7, 0.9, 0.96, 0.98, 1.0]),
    headings=st.lists(st.integers(0, 9), max_size=2).map(tuple),
    contacts=st.booleans(),
    since=st.sampled_from([None, "before"]),
    languages=st.sampled_from([(), (), (), ("en", "de"), ("de",)]),
    letters=st.text(LETTERS, min_size=4, max_size=16),
)


def again(first: Selected, selection: Selection, known: Known) -> Selected:
    """Select from what is left."""
    return select(first.records, selection, text=first.text, known=known)


@given(wanted=asked)
def test_what_is_left_agrees(pages: list[Page], wanted: Asked) -> None:
    """Every reference leads somewhere, ids are unique, nothing required is empty, mentions are what the text has."""
    records, text, selection, known = wanted.of(pages)
    left = select(records, selection, text=text, known=known)
    assert faults_of(left.records, left.text) == []
    assert left.is_left_out or len(left.text) == len(text)


@given(wanted=asked)
def test_selecting_twice_changes_nothing(pages: list[Page], wanted: Asked) -> None:
    """What is left of what is left is all of it."""
    records, text, selection, known = wanted.of(pages)
    once = select(records, selection, text=text, known=known)
    twice = again(once, selection, known)
    assert (twice.records, twice.text) == (once.records, once.text)


@given(wanted=asked)
def test_counts_are_the_differences(pages: list[Page], wanted: Asked) -> None:
    """What was left out, all reasons together, is what is not there any more."""
    records, text, selection, known = wanted.of(pages)
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


@given(wanted=asked, order=st.permutations(range(4)))
def test_options_commute(pages: list[Page], wanted: Asked, order: list[int]) -> None:
    """Two options together are one after the other, in either order."""
    records, text, selection, known = wanted.of(pages)
    parts = [
        replace(ALL, only_confirmed=selection.only_confirmed),
        replace(ALL, min_confidence=selection.min_confidence),
        replace(ALL, categories=selection.categories),
        replace(ALL, since=selection.since),
    ]
    together = select(records, replace(selection, languages=(), contacts=True), text=text, known=known)
    one_by_one = Selected(records, text)
    for part in (parts[place] for place in order):
        one_by_one = again(one_by_one, part, known)
    assert one_by_one.records == together.records


@given(wanted=asked)
def test_contacts_come_first(pages: list[Page], wanted: Asked) -> None:
    """Without contacts, then the rest, is all of it at once: what is left out otherwise names nobody in the text."""
    records, text, selection, known = wanted.of(pages)
    bare = select(records, replace(ALL, contacts=False), text=text)
    then = again(bare, replace(selection, contacts=True), known)
    together = select(records, replace(selection, contacts=False), text=text, known=known)
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
