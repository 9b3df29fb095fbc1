"""What stewards confirmed or set stays, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from lhextract.model.correction import Value
from tests.selection.made import ruling, settled_of
from tests.selection.two_initiatives import (
    CONTACT,
    WATER,
    A,
    B,
    at,
    selected,
)


def test_nothing_decided_is_nothing_confirmed() -> None:
    """Where no steward has decided anything, no initiative is left."""
    assert selected(only_confirmed=True).records.initiatives == ()


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        pytest.param("name", "Water", set(), id="name"),
        pytest.param(
            "partners.org-lund", {"name": "Lund University", "institution": "org-lund"}, {"partners"}, id="item"
        ),
        pytest.param("years.yr-old", {"text": "in 2004", "value": "2004", "role": "start"}, {"years"}, id="other-id"),
        pytest.param("partners.org-lund", {"name": "LU", "institution": "org-lund"}, set(), id="not-yet-run"),
        pytest.param(f"{CONTACT}.person", "Eva Roth", {"person"}, id="field"),
        pytest.param(f"{CONTACT}.person", "Eva Meyer", set(), id="field-not-yet-run"),
        pytest.param(f"{CONTACT}.titles_before", "Prof.", set(), id="titles-alone"),
        pytest.param(f"{CONTACT}.phones.tel-a", {"e164": "+4935146333014", "ext": None}, {"phones"}, id="phone"),
        pytest.param(CONTACT, {"person": "Eva Roth", "role": "Head"}, {"person", "role", "phones"}, id="whole-contact"),
    ],
)
def test_only_what_was_decided(path: str, value: Value, kept: set[str]) -> None:
    """The initiative with name, category and text, and of the rest what a steward said, if that is what is there."""
    left = selected(only_confirmed=True, confirmed=settled_of([ruling(A, path, value)])).records
    (water,) = left.initiatives
    assert (water.name, water.category, water.text) == (WATER.name, WATER.category, WATER.text)
    lists = ("partners", "host_units", "years", "programs", "links", "captions", "acronyms")
    said = {name: getattr(water, name) for name in lists}
    for contact in water.contacts:
        fields = ("person", "titles_before", "role", "unit", "email", "phones")
        said |= {name: getattr(contact, name) for name in fields}
    assert {name for name, value in said.items() if value} == kept


@pytest.mark.parametrize(
    ("rulings", "left"),
    [
        pytest.param([ruling(A, "years.yr-a", None)], [], id="taken-out"),
        pytest.param([ruling(A, f"merge.{B}", B)], [], id="joined"),
        pytest.param([ruling(A, f"split.{B}", "Energy")], [B], id="divided"),
        pytest.param([ruling("org-lund", "name", "Lund University")], [], id="institution"),
        pytest.param([ruling(A, "name", "Water"), ruling(B, "name", "Energy")], [A, B], id="both"),
    ],
)
def test_which_initiatives_are_confirmed(rulings: list[Any], left: list[str]) -> None:
    """One of which a value was said to be right; taking something out says nothing about the rest."""
    found = selected(only_confirmed=True, confirmed=settled_of(rulings))
    assert [one.id for one in found.records.initiatives] == left


def test_mentions_of_what_is_confirmed_stay() -> None:
    """The words that a confirmed item or person stands on, and mentions that were confirmed themselves."""
    year = {"type": "YEAR", "text": "2004", "institution": None, "person": None}
    rulings = [
        ruling(A, "partners.org-lund", {"name": "Lund University", "institution": "org-lund"}),
        ruling(A, f"{CONTACT}.person", "Eva Roth"),
        ruling(A, "mentions.mn-a", year),
    ]
    left = selected(only_confirmed=True, confirmed=settled_of(rulings)).records
    assert [(one.text, one.start) for one in left.mentions] == [
        ("Lund University", at("Lund University")[0]),
        ("2004", at("2004")[0]),
        ("Eva Roth", at("Eva Roth", 4)[0]),
    ]


@pytest.mark.parametrize(
    ("rulings", "titles"),
    [
        pytest.param([], (), id="undecided"),
        pytest.param([ruling("ps-roth", "titles", ("Prof.", "Dr."))], ("Prof.", "Dr."), id="decided"),
    ],
)
def test_titles_of_a_person(rulings: list[Any], titles: tuple[str, ...]) -> None:
    """A person who is left has the titles that a steward said."""
    rulings = [ruling(A, f"{CONTACT}.person", "Eva Roth"), *rulings]
    left = selected(only_confirmed=True, confirmed=settled_of(rulings)).records
    assert {one.id: one.titles for one in left.people} == {"ps-roth": titles, "ps-nobody": ()}
