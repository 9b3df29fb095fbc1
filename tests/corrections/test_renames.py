"""The same fix for all equal values: where a row applies, and what it makes of the records."""

from __future__ import annotations

import pytest

from lhextract.corrections.entries import initiative_entries
from lhextract.corrections.renames import field_of, known_values, places_of, rename
from lhextract.corrections.values import Known
from lhextract.model.correction import Rename
from lhextract.model.record import Provenance, Records
from tests.corrections.made import STARS, TEXT, WATER, one_of, records

NUMBER = {"raw": "+49 351 463-1", "e164": "+493514639", "national": "0351 4639", "ext": None, "region": "DE"}


def renamed(field: str, value: str, replacement: str | None) -> Records:
    """The records of the page after one row."""
    return rename(records(), TEXT, [Rename(field, value, replacement)])


@pytest.mark.parametrize(
    ("field", "value", "replacement", "places"),
    [
        pytest.param("name", "Water Network", "Rivers", [(WATER, "name", "Rivers")], id="field"),
        pytest.param("contacts.role", "Dean", None, [(WATER, "contacts.ct-eva.role", None)], id="of-a-contact"),
        pytest.param(
            "programs", "DAAD", "DAAD e. V.", [(WATER, "programs.*", {"name": "DAAD e. V."})], id="by-its-main-key"
        ),
        pytest.param(
            "years", "2014", "2015", [(WATER, "years.*", {"text": "2014", "value": "2015", "role": "start"})], id="year"
        ),
        pytest.param(
            "contacts.phones",
            "+49 351 463-1",
            "+49 351 463-9",
            [(WATER, "contacts.ct-eva.phones.*", NUMBER)],
            id="phone-by-its-writing",
        ),
        pytest.param(
            "partners",
            "MIT",
            "M.I.T.",
            [
                (WATER, "partners.org-mit", {"name": "M.I.T.", "institution": "org-mit"}),
                (STARS, "partners.org-mit", {"name": "M.I.T.", "institution": "org-mit"}),
            ],
            id="everywhere-and-the-same-institution",
        ),
        pytest.param("institutions.name", "MIT", "M.I.T.", [("org-mit", "name", "M.I.T.")], id="institution"),
        pytest.param("name", "MIT", "M.I.T.", [], id="another-field"),
        pytest.param("programs", "daad", "EU", [], id="another-writing"),
        pytest.param("contacts.phones", "+493514631", None, [], id="not-by-its-form"),
    ],
)
def test_places(field: str, value: str, replacement: str | None, places: list[tuple[str, str, object]]) -> None:
    """All entries of the field that are written so, and what they become."""
    found = places_of(records(), TEXT, Rename(field, value, replacement))
    assert [
        (one.entry.record, "*" if path.endswith("*") else path, one.value)
        for one, (_, path, _) in zip(found, places, strict=True)
    ] == [(record, "*" if path.endswith("*") else path, value) for record, path, value in places]
    for one, (_, path, _) in zip(found, places, strict=True):
        assert one.entry.path.startswith(path.removesuffix("*"))


def test_a_row_changes_all_and_says_so() -> None:
    """Each record says that it was a table; people and institutions agree with it."""
    found = renamed("contacts.person", "Eva Roth", "Eva Maria Roth")
    water = one_of(found, WATER)
    assert water.contacts[0].person == "Eva Maria Roth"
    assert water.provenance == {"contacts.ct-eva.person": Provenance("lookup", "renames", 1.0)}
    assert [person.name for person in found.people] == ["Eva Maria Roth", "Tom Lang"]
    assert one_of(found, STARS) == one_of(records(), STARS)


def test_an_institution_under_another_name() -> None:
    """The earlier name is one of its other names, once, and nothing else changes."""
    found = rename(
        records(), TEXT, [Rename("institutions.name", "TU Dresden", "TUD"), Rename("institutions.name", "TUD", "TU")]
    )
    assert [(one.name, one.aliases) for one in found.institutions] == [("TU", ("TUD", "TU Dresden")), ("MIT", ())]
    assert found.initiatives == records().initiatives


def test_rows_one_after_the_other() -> None:
    """A row is about what the rows before it have made."""
    rows = [Rename("name", "Water Network", "Rivers"), Rename("name", "Rivers", "Lakes")]
    assert one_of(rename(records(), TEXT, rows), WATER).name == "Lakes"
    assert one_of(rename(records(), TEXT, rows[::-1]), WATER).name == "Rivers"


def test_a_row_that_does_not_fit_is_left_out() -> None:
    """The others are applied."""
    rows = [Rename("years", "2014", "soon"), Rename("years", "1999", "2000")]
    found = rename(records(), TEXT, rows)
    assert [[year.value for year in one.years] for one in found.initiatives] == [["2014"], ["2000"], []]


def test_taking_away() -> None:
    """A row without a replacement takes the items out."""
    assert [one.partners for one in renamed("partners", "MIT", None).initiatives[1:]] == [(), ()]
    assert [one.id for one in renamed("partners", "MIT", None).institutions] == ["org-tud", "org-mit"]  # mentioned


def test_what_values_can_refer_to() -> None:
    """Institutions by any of their names; of two of one name the first."""
    assert known_values(records()) == Known(
        region="DE",
        categories=(("Networks",), ("Schools",)),
        institutions={"tud": "org-tud", "tu dresden": "org-tud", "mit": "org-mit"},
        names={"org-tud": "TU Dresden", "org-mit": "MIT"},
        people=frozenset({"ps-eva", "ps-tom"}),
    )
    alike = renamed("institutions.name", "MIT", "TUD")
    assert known_values(alike).institutions["tud"] == "org-tud"


def test_the_field_of_a_path() -> None:
    """Without ids, at any depth."""
    paths = [path for own in initiative_entries(records(), TEXT).of.values() for path in own]
    fields = {field_of(path) for path in paths}
    assert {"name", "contacts", "contacts.role", "contacts.phones", "years", "mentions"} <= fields
    assert not [field for field in fields if "-" in field]
