from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.formats.overview import COLUMNS, contact_line, overview_of
from lhextract.model.record import Contact, Institution, Involved, Phone, Year
from tests.builders import initiative, records_of

OFFICE = Contact("ct-a", None, None, None, None, "International Office", (), "office@uni.example", 0, 1)
EVA = replace(OFFICE, person="Eva Roth", titles_before="Prof. Dr.", titles_after="M.Sc.", role="Director", email=None)


def phone(raw: str, ext: str | None = None) -> Phone:
    """A number as written."""
    return Phone(raw, "+4935112345", "0351 12345", ext, "DE", 0, 1)


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        pytest.param(OFFICE, "International Office, office@uni.example", id="office"),
        pytest.param(EVA, "Prof. Dr. Eva Roth M.Sc., Director, International Office", id="person"),
        pytest.param(replace(EVA, role=None, unit=None, phones=(phone("0351/1"), phone("0351/2"))),
                     "Prof. Dr. Eva Roth M.Sc., 0351/1, 0351/2", id="two-numbers"),
        pytest.param(replace(OFFICE, email=None, phones=(phone("0351/1", "22"),)),
                     "International Office, 0351/1 ext. 22", id="extension"),
        pytest.param(replace(OFFICE, email=None, phones=(phone("0351/1 x22", "22"),)),
                     "International Office, 0351/1 x22", id="extension-as-written"),
    ],
)  # fmt: skip
def test_contacts_as_one_writes_them_down(contact: Contact, line: str) -> None:
    """What is known, in the order in which people write it."""
    assert contact_line(contact) == line


def test_names_are_those_of_institutions_each_once() -> None:
    """Who is named twice under two names takes part once; dates say what they are to the initiative."""
    years = (Year("since 2014", "2014", "start", 0, 1), Year("soon", None, "other", 0, 1))
    made = replace(
        initiative(years=years), partners=(Involved("TJU", "org-a", 0, 1), Involved("Tongji", "org-a", 2, 3))
    )
    tongji = Institution("org-a", "Tongji University", ("TJU",), "university", "CN", None, None, False)
    (row,) = overview_of(replace(records_of(made), institutions=(tongji,)))
    shown = dict(zip(COLUMNS, row, strict=True))
    assert shown["partners"] == "Tongji University"
    assert shown["years"] == "2014 (start)\nsoon"
