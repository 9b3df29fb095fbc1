"""What is too unsure goes, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.model.correction import Value
from lhextract.model.record import (
    Provenance,
)
from lhextract.selection.select import select
from lhextract.selection.wanted import Selection
from tests.selection.made import ruling, settled_of
from tests.selection.two_initiatives import (
    CONTACT,
    ENERGY,
    PAGE,
    ROTH,
    TEXT,
    UNSURE,
    WATER,
    A,
    selected,
)


@pytest.mark.parametrize(
    ("least", "gone"),
    [
        pytest.param(0.0, set(), id="nothing"),
        pytest.param(0.65, {"role", "programs"}, id="provenance-and-mention"),
        pytest.param(0.76, {"role", "programs", "phones"}, id="number"),
        pytest.param(0.82, {"role", "programs", "phones", "unit", "host_units"}, id="unit"),
        pytest.param(0.9, {"role", "programs", "phones", "unit", "host_units", "person", "titles_before"}, id="person"),
        pytest.param(1.0, UNSURE, id="all"),
    ],
)
def test_what_is_less_sure_goes(least: float, gone: set[str]) -> None:
    """By provenance, by the mention that something was read from; titles go with the name; the rest is certain."""
    left = selected(min_confidence=least).records.initiatives[0]
    said = {**{name: getattr(left, name) for name in ("partners", "host_units", "years", "programs", "links")}}
    fields = ("person", "titles_before", "role", "unit", "email", "phones")
    said |= {name: getattr(left.contacts[0], name) for name in fields}
    assert {name for name, value in said.items() if not value} == gone
    assert (f"{CONTACT}.role" in left.provenance) == ("role" not in gone)
    assert (left.name, left.provenance["name"].confidence) == ("Water", 0.8)


@pytest.mark.parametrize(("least", "left"), [(0.4, 1), (0.6, 0)])
def test_an_item_with_provenance_of_its_own(least: float, left: int) -> None:
    """It counts before the mention, whose confidence is 0.95 here."""
    made = {"partners.org-lund": Provenance("model", "parties", 0.5)}
    records = replace(PAGE, initiatives=(replace(WATER, provenance=made), ENERGY))
    water = select(records, Selection(min_confidence=least), text=TEXT).records.initiatives[0]
    assert (len(water.partners), len(water.provenance)) == (left, left)


def test_an_unsure_name_in_a_contact_is_as_sure_as_its_surest_mention() -> None:
    """The name stands twice with the contact's initiative; only where it stands in the contact counts."""
    assert selected(min_confidence=0.85).records.initiatives[0].contacts[0].person == "Eva Roth"


def test_a_contact_that_says_nothing_any_more_goes() -> None:
    """With all that it said."""
    bare = replace(ROTH, role=None, unit=None, email=None, phones=())
    records = replace(PAGE, initiatives=(replace(WATER, contacts=(bare,)), ENERGY))
    assert select(records, Selection(min_confidence=0.9), text=TEXT).records.initiatives[0].contacts == ()


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        pytest.param("programs.pr-any", {"name": "Erasmus+"}, "programs", id="item"),
        pytest.param(f"{CONTACT}.role", "Head", "role", id="field"),
        pytest.param("mentions.mn-any", None, "mentions", id="mention"),
    ],
)
def test_a_steward_is_certain(path: str, value: Value, kept: str) -> None:
    """What a steward confirmed is as sure as can be, whatever the machine thought."""
    erasmus = next(one for one in PAGE.mentions if one.text == "Erasmus+")
    said = value or {"type": "PROGRAM", "text": "Erasmus+", "institution": None, "person": None}
    left = selected(min_confidence=0.96, confirmed=settled_of([ruling(A, path, said)])).records
    water = left.initiatives[0]
    found = {
        "programs": bool(water.programs),
        "role": water.contacts[0].role == "Head",
        "mentions": erasmus in left.mentions,
    }
    assert {name for name, is_left in found.items() if is_left} == {kept}
