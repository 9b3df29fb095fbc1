"""What a profile expects, and the page does not have."""

from __future__ import annotations

from typing import get_args

import pytest

from lhextract.checking import expectations_of
from lhextract.checks.expectations import COUNTS, FIELDS
from lhextract.checks.registry import Expectations
from lhextract.profile import MINIMUM, ExpectTable, Profile, RequiredField
from tests.checks.pages import changed, clean_page, findings_of, messages, without

CLEAN = clean_page()


def test_profile_names_what_is_counted() -> None:
    """Every `min_…` and every entry of `required` that a profile may have is known to the check, and no other."""
    assert {name for name in ExpectTable.model_fields if name.startswith(MINIMUM)} == {
        MINIMUM + what for what in COUNTS
    }
    assert set(get_args(RequiredField)) == set(FIELDS)


def test_expectations_of_a_profile() -> None:
    """Every expectation of a profile reaches the checks."""
    table = ExpectTable.model_validate(
        {
            "initiatives": 5,
            "categories": 2,
            "min_contacts": 4,
            "per_category": {"Nature": 3},
            "required": ["contacts"],
            "phone_prefixes": ["+49351"],
        }
    )
    expected = Expectations(5, 2, {"contacts": 4}, {"Nature": 3}, ("contacts",), ("+49351",))
    assert expectations_of(Profile(expect=table)) == expected


@pytest.mark.parametrize("what", COUNTS)
def test_minimum(what: str) -> None:
    """Too few of anything is an error that gives both numbers; enough is none."""
    assert messages("expected-minimum", findings_of(CLEAN, Expectations(minimum={what: 99})))[0].startswith(
        f"the profile expects at least 99 {what}, "
    )
    assert messages("expected-minimum", findings_of(CLEAN, Expectations(minimum={"contacts": 5, "emails": 5}))) == []


@pytest.mark.parametrize(
    ("name", "number", "found"),
    [
        pytest.param("Nature", 3, None, id="right"),
        pytest.param("Nature", 4, "the profile expects 4 initiatives in 'Nature', 3 were found", id="fewer"),
        pytest.param("Books", 1, "the profile expects 1 initiatives in 'Books', 2 were found", id="more"),
        pytest.param("Nautre", 3, "0 were found; the page has no such category, did you mean 'Nature'?", id="misspelt"),
        pytest.param("Xyz", 1, "0 were found; the page has no such category", id="unknown"),
    ],
)
def test_per_category(name: str, number: int, found: str | None) -> None:
    """A category with another number of initiatives is an error that names it, and a near one if there is none."""
    told = messages("expected-per-category", findings_of(CLEAN, Expectations(per_category={name: number})))
    assert len(told) == (found is not None)
    assert found is None or told[0].endswith(found)


def test_per_category_by_path() -> None:
    """A category under another one is named by its own heading or by both."""
    rows = changed(CLEAN, "Nature", (0, "heading", "All circles"), (0, "heading", "Nature circles"))
    rows = changed(rows, "Books", "Book circles")
    names = {"All circles › Nature circles": 3, "Nature circles": 3, "All circles › Book circles": 2}
    assert messages("expected-per-category", findings_of(rows, Expectations(per_category=names))) == []


@pytest.mark.parametrize(
    ("what", "role"),
    [
        pytest.param("title", "title", id="title"),
        pytest.param("text", "body", id="text"),
        pytest.param("contacts", "contact", id="contacts"),
        pytest.param("persons", "contact-person", id="persons"),
        pytest.param("phones", "contact-phone", id="phones"),
        pytest.param("emails", "contact-email", id="emails"),
    ],
)
def test_required(what: str, role: str) -> None:
    """An initiative without what all must have is an error at its place."""
    findings = findings_of(without(CLEAN, 2, role), Expectations(required=(what,)))
    (finding,) = [finding for finding in findings if finding.code == "expected-field"]
    assert finding.field == what
    assert finding.message.endswith(f"has no {what}")
    assert messages("expected-field", findings_of(CLEAN, Expectations(required=(what,)))) == []


def test_phone_prefixes() -> None:
    """A number that begins otherwise than expected is reported as written, with all that was allowed."""
    rows = changed(CLEAN, "463-32012", "Tel.: [[PHONE|+49 351 436-32012]]")
    expectations = Expectations(phone_prefixes=("+49351463", "+4935841"))
    assert messages("expected-phone-prefix", findings_of(rows, expectations)) == [
        "'+49 351 436-32012' does not begin with +49351463 or +4935841"
    ]
