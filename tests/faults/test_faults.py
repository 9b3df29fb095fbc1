"""Faults injected into golden pages are told of; `python -m benchmarks.faults` measures them on all pages."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import GOLDEN
from tests.faults.injection import INJECTIONS, inject, read_page, text_of
from tests.faults.measure import Score, measure_page

# Short pages of several kinds: German and English, with titles and without, with categories and without.
CASES = (
    "aachen-networks",
    "bremen-kurz",
    "freiburg-doppelabschluss",
    "jena-netzwerke",
    "newcastle-partnerships",
    "tum-alliances",
)
# What cannot be seen on a page alone: the extension of a number, whose of two numbers is which, which of two
# initiatives stands under which heading.
UNSEEN = frozenset({"digit among the last five", "two phones exchanged", "two blocks swapped"})
SEEN = [name for name in INJECTIONS if name not in UNSEEN]


@cache
def scores(case: str) -> dict[str, Score]:
    """The scores of a page, one fault of each kind."""
    return measure_page(GOLDEN / case, seeds=1)


@pytest.mark.parametrize("kind", SEEN)
def test_faults_are_told(kind: str) -> None:
    """A fault that leaves a trace is told of on each of these pages: at its place, or by its number or category."""
    all_of_kind = [scores(case)[kind] for case in CASES if kind in scores(case)]
    assert all_of_kind
    assert [missed for score in all_of_kind for missed in score.missed] == []


@pytest.mark.parametrize("case", CASES)
def test_injection(case: str) -> None:
    """Every fault changes the page, its places are lines of the faulty page, and one seed gives one fault."""
    page = read_page(GOLDEN / case)
    faults = dict(inject(page, "seed"))
    assert dict(inject(page, "seed")) == faults
    for fault in faults.values():
        assert fault.text != text_of(page)
        assert all(1 <= place <= fault.text.count("\n") + 1 for place in fault.places)
