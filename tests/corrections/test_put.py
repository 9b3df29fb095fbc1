"""Values that are written into a record: the rest of it stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lhextract.corrections.put import Put, below, make_item, rebuild
from lhextract.items import KINDS
from lhextract.model.correction import Value
from lhextract.model.record import Initiative, Phone, Year
from tests.corrections.made import WATER, at, one_of, records

ONE = one_of(records(), WATER)
YEAR = {"text": "in 2020", "value": "2020", "role": "event"}
PHONE = {"raw": "463-9", "e164": "+493514639", "national": None, "ext": "7", "region": "DE"}
PERSON = {"person": "Bo Chen", "titles_before": "Dr.", "role": "Head", "phones": (PHONE,)}
PATHS = {name: KINDS[name].ids(getattr(ONE, name)) for name in ("years", "programs", "links", "captions", "acronyms")}


def put(path: str, value: Value, start: int = 0, end: int = 0) -> Initiative:
    """The initiative with one value."""
    return rebuild(ONE, {path: Put(value, start, end)})


def test_nothing() -> None:
    """Without values it is the same."""
    assert rebuild(ONE, {}) == ONE


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        pytest.param("name", "Rivers", {"name": "Rivers"}, id="field"),
        pytest.param(f"years.{PATHS['years'][0]}", None, {"years": ()}, id="taken-out"),
        pytest.param(
            f"years.{PATHS['years'][0]}", YEAR, {"years": (Year("in 2020", "2020", "event", *at("2014")),)}, id="set"
        ),
        pytest.param("years.yr-new", None, {}, id="taken-out-and-not-there"),
        pytest.param("contacts.ct-eva", None, {"contacts": ()}, id="a-contact-taken-out"),
        pytest.param("contacts.ct-nobody.role", "Head", {}, id="a-contact-that-is-not-there"),
        pytest.param(
            "contacts.ct-eva.role",
            None,
            {"contacts": (replace(ONE.contacts[0], role=None),)},
            id="a-field-of-a-contact",
        ),
        pytest.param(
            f"contacts.ct-eva.phones.{KINDS['phones'].ids(ONE.contacts[0].phones)[0]}",
            None,
            {"contacts": (replace(ONE.contacts[0], phones=()),)},
            id="a-phone-of-a-contact",
        ),
    ],
)
def test_one_value(path: str, value: Value, changed: dict[str, Any]) -> None:
    """The entry has it; an item stays where it stood."""
    assert put(path, value) == replace(ONE, **changed)


@pytest.mark.parametrize(
    ("start", "end", "order"),
    [
        pytest.param(0, 1, ["2020", "2014"], id="before"),
        pytest.param(at("2014")[0], at("2014")[1], ["2014", "2020"], id="at-the-same-place"),
        pytest.param(at("DAAD")[0], at("DAAD")[1], ["2014", "2020"], id="behind"),
        pytest.param(0, 0, ["2014", "2020"], id="without-a-place"),
    ],
)
def test_a_new_item_stands_where_it_is_on_the_page(start: int, end: int, order: list[str]) -> None:
    """Before what stands behind it; without a place at the end."""
    years = put("years.yr-new", YEAR, start, end).years
    assert [year.value for year in years] == order
    new = next(year for year in years if year.value == "2020")
    assert (new.start, new.end) == (start, end)


def test_an_institution_is_a_partner_once() -> None:
    """A partner that is set to one that is listed already is that one, as it was listed first."""
    twice = put("partners.org-tud", {"name": "M.I.T.", "institution": "org-mit"})
    assert [(one.name, one.institution, one.start) for one in twice.partners] == [
        ("M.I.T.", "org-mit", at("TU Dresden")[0])
    ]


def test_a_contact_as_a_whole() -> None:
    """With its numbers, that stand where it stands, and nothing of what it was before."""
    contact = put("contacts.ct-eva", PERSON).contacts[0]
    assert contact == replace(
        ONE.contacts[0],
        person="Bo Chen",
        titles_before="Dr.",
        role="Head",
        email=None,
        phones=(Phone("463-9", "+493514639", None, "7", "DE", ONE.contacts[0].start, ONE.contacts[0].start),),
    )


def test_what_is_put_into_one_contact_is_in_no_other() -> None:
    """Two contacts, one number each."""
    second = replace(ONE.contacts[0], id="ct-bo", person="Bo Chen")
    both = rebuild(replace(ONE, contacts=(*ONE.contacts, second)), {"contacts.ct-bo.phones.tel-new": Put(PHONE, 9, 12)})
    assert [len(contact.phones) for contact in both.contacts] == [1, 2]
    assert both.contacts[0] is ONE.contacts[0]
    assert (both.contacts[1].phones[0].start, both.contacts[1].phones[0].end) == (9, 12)


def test_below() -> None:
    """The rest of the paths under one; a longer word is another path."""
    puts = {path: Put(path, 0, 0) for path in ("years", "years.a", "years.a.b", "yearsx.a")}
    assert {path: one.value for path, one in below(puts, "years").items()} == {"a": "years.a", "a.b": "years.a.b"}


@pytest.mark.parametrize("kind", ["years", "contacts"])
def test_no_item_without_its_keys(kind: str) -> None:
    """A text is no item."""
    with pytest.raises(TypeError, match="the value of an item is an object, not 'text'"):
        make_item(KINDS[kind], "x", Put("text", 0, 0))
