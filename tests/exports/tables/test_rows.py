"""Records as rows, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lhextract.dates.edtf import days_of
from lhextract.exports.tables.back import records_of
from lhextract.exports.tables.csv_files import read_tables, write_tables
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.exports.tables.rows import tables_of, tel_uri, withdrawn_of
from lhextract.model.identity import Identities, KnownContact, KnownInitiative, KnownName
from lhextract.model.record import Phone, Records
from tests.conftest import Extract

# English and German, HTML and text, with categories and without.
CASES = [
    "losandes-alliances",
    "brno-projects",
    "charite-team",
    "galway-cards",
    "georgia-tech-centers",
    "giessen-teams",
    "halle-allianzen",
]


def test_layout_is_sound() -> None:
    """Names are unique, keys are columns, foreign keys refer to the key of a table that comes no later."""
    names = [table.name for table in TABLES]
    assert len(set(names)) == len(names)
    for table in TABLES:
        columns = table.column_names()
        assert len(set(columns)) == len(columns), table.name
        assert set(table.key) <= set(columns), table.name
        for key in table.foreign_keys:
            assert set(key.columns) <= set(columns)
            assert BY_NAME[key.table].key == key.references
            if table.name != "lines":
                assert names.index(key.table) <= names.index(table.name)


def test_lighthouse_tables_hold_the_records(records: Records) -> None:
    """The records come back from the rows, the rows from the CSV."""
    tables = tables_of(records)
    assert records_of(tables) == records
    assert read_tables(write_tables(tables).files) == tables


@pytest.mark.parametrize("case", CASES)
def test_golden_tables_hold_the_records(case: str, extract_golden: Extract) -> None:
    """Pages of other forms come back too."""
    found = extract_golden(case, None).records
    assert found is not None
    tables = tables_of(found)
    assert records_of(tables) == found
    assert read_tables(write_tables(tables).files) == tables


def test_a_contact_refers_to_its_person(records: Records) -> None:
    """Every contact with a name has the person of this name."""
    tables = tables_of(records)
    names = {row[0]: row[2] for row in tables["people"]}
    named = [(names[row[3]], row[4]) for row in tables["contacts"] if row[4] is not None]
    assert named
    assert [one for one in named if one[0] != one[1]] == []


@pytest.mark.parametrize(
    ("phone", "uri"),
    [
        pytest.param(("+4935146332730", None), "tel:+4935146332730", id="plain"),
        pytest.param(("+4935146332730", "012"), "tel:+4935146332730;ext=012", id="extension"),
        pytest.param((None, None), None, id="unreadable"),
    ],
)
def test_phones_are_uris(phone: tuple[str | None, str | None], uri: str | None) -> None:
    """A number is no number to any reader, so that neither plus nor zero is lost."""
    e164, ext = phone
    assert tel_uri(Phone("0351 / 1", e164, "0351 1", ext, "DE", 0, 8)) == uri


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        pytest.param("2023", date(2023, 1, 1), date(2023, 12, 31), id="year"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2024-02-27", date(2024, 2, 27), date(2024, 2, 27), id="day"),
        pytest.param("199X", date(1990, 1, 1), date(1999, 12, 31), id="decade"),
        pytest.param("19XX", date(1900, 1, 1), date(1999, 12, 31), id="century"),
        pytest.param("2023-XX", date(2023, 1, 1), date(2023, 12, 31), id="some-month"),
        pytest.param("2023-21", None, None, id="season"),
        pytest.param("2014/2019-05", date(2014, 1, 1), date(2019, 5, 31), id="interval"),
        pytest.param("2014/..", date(2014, 1, 1), None, id="open-end"),
        pytest.param("../2014", None, date(2014, 12, 31), id="open-beginning"),
        pytest.param("0000", date(1, 1, 1), date(1, 12, 31), id="year-0"),
    ],
)
def test_days_of_a_date(value: str, first: date | None, last: date | None) -> None:
    """The days between which a date can lie; none where it depends."""
    assert days_of(value) == (first, last)


def test_withdrawn_ids_are_told_with_their_kind() -> None:
    """What the page has lost: initiatives with all their contacts, single contacts, names."""
    identities = Identities(
        initiatives=(
            KnownInitiative("lh-b", ("B",), contacts=(KnownContact("ct-b"),), retired=True),
            KnownInitiative("lh-a", ("A",), contacts=(KnownContact("ct-a"), KnownContact("ct-old", retired=True))),
        ),
        institutions=(KnownName("org-a", ("A",)), KnownName("org-b", ("B",), retired=True)),
        people=(KnownName("ps-a", ("A",), retired=True),),
    )
    expected = (("contact", "ct-b"), ("contact", "ct-old"), ("initiative", "lh-b"))
    assert withdrawn_of(identities) == (*expected, ("institution", "org-b"), ("person", "ps-a"))


def test_two_equal_items_have_two_ids(records: Records) -> None:
    """A date that an initiative gives twice is two rows."""
    initiative = next(one for one in records.initiatives if one.years)
    doubled = replace(initiative, years=(initiative.years[0], initiative.years[0]))
    rows = tables_of(replace(records, initiatives=(doubled,)))["years"]
    assert len({row[0] for row in rows}) == 2
