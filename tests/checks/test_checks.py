from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.checks.registry import Expectations, load_checks, run_checks
from lhextract.model.finding import Finding, TextSpan
from lhextract.model.outline import LineRole
from lhextract.model.record import RecordLine, Records, Stated, StatedNumber, Year
from tests.builders import contact, initiative, records_of, subject_of

REACHED = contact("+493511234567")


def found(records: Records, expectations: Expectations | None = None) -> list[tuple[str, str]]:
    """Code and severity of every finding."""
    findings = run_checks(subject_of(records, expectations or Expectations()))
    return [(finding.code, finding.severity.value) for finding in findings]


def test_checks_are_pinned() -> None:
    """The checks that run; a new one is added here on purpose."""
    assert [check.__module__.split(".")[-1] for check in load_checks()] == [
        "contacts",
        "counts",
        "dangling_links",
        "decisions",
        "duplicates",
        "empty_labels",
        "empty_parts",
        "error_pages",
        "expectations",
        "near_names",
        "other_language",
        "outliers",
        "ownership",
        "page_end",
        "person_phones",
        "phone_exchange",
        "phone_grouping",
        "phone_length",
        "shared_phones",
        "unit_phones",
        "unread_phones",
        "values",
    ]


def test_nothing_to_say() -> None:
    """Records in which all is well have no findings."""
    assert found(records_of(initiative(REACHED))) == []


@pytest.mark.parametrize(
    ("stated", "expected", "codes"),
    [
        pytest.param((1, None), (None, None), [], id="stated-and-found"),
        pytest.param((2, None), (None, None), ["stated-initiatives"], id="stated-initiatives"),
        pytest.param((None, 3), (None, None), ["stated-categories"], id="stated-categories"),
        pytest.param((None, None), (2, None), ["expected-initiatives"], id="expected-initiatives"),
        pytest.param((None, None), (1, 5), ["expected-categories"], id="expected-categories"),
        pytest.param((2, None), (2, None), ["expected-initiatives", "stated-initiatives"], id="both"),
    ],
)
def test_counts(
    stated: tuple[int | None, int | None], expected: tuple[int | None, int | None], codes: list[str]
) -> None:
    """A number that is not what the page states, or the profile expects, is an error."""
    numbers = [StatedNumber(value, 0, 5) if value else None for value in stated]
    records = records_of(initiative(REACHED), stated=Stated(*numbers))
    assert found(records, Expectations(*expected)) == [(code, "error") for code in codes]


def test_stated_number_points_at_the_page() -> None:
    """A finding names both numbers and where the page states one."""
    records = records_of(initiative(REACHED), stated=Stated(StatedNumber(22, 7, 21), None))
    (finding,) = run_checks(subject_of(records))
    assert finding.message == "the page states 22 initiatives, 1 were found"
    assert finding.spans == (TextSpan(7, 21),)


def test_contact_findings() -> None:
    """No contact, a contact without phone and e-mail, and a number of two people are worth a look."""
    assert found(records_of(initiative())) == [("no-contact", "note")]
    assert found(records_of(initiative(contact()))) == [("contact-unreachable", "note")]
    assert found(records_of(initiative(contact(email="eva.roth@example.org")))) == []
    two = (initiative(REACHED), initiative(contact("+493511234567", person="Jan Berg", at=16), name="Second"))
    assert found(records_of(*two)) == [("phone-shared-office", "note")]
    same = (initiative(REACHED), initiative(REACHED, name="Second"))
    assert found(records_of(*same)) == []


def test_unreadable_values() -> None:
    """A phone or date that cannot be read is a warning that names it and says why."""
    day = Year("31 February 2020", None, "event", 20, 36)
    records = records_of(initiative(contact(None), years=(day,)))
    phone, year = run_checks(subject_of(records))
    assert (phone.code, phone.severity.value) == ("phone-unreadable", "warning")
    assert (year.code, year.severity.value) == ("year-unreadable", "warning")
    assert "31 February 2020" in year.message
    assert "no number has this form" in phone.message
    (unknown,) = run_checks(subject_of(records_of(initiative(contact(None)), region=None)))
    assert "no region is known" in unknown.message


@pytest.mark.parametrize(
    ("roles", "numbers"),
    [
        pytest.param(["intro", "heading", "body+"], [], id="before-the-first"),
        pytest.param(["body+", "intro"], [2], id="prose-after"),
        pytest.param(["body+", "heading", "description", "nav", "blank"], [], id="headings-after"),
        pytest.param(["body+", "link", "caption", "body+"], [2, 3], id="two"),
    ],
)
def test_line_without_owner(roles: list[str], numbers: list[int]) -> None:
    """After the first initiative every line but headings and furniture belongs to one ("+": it does)."""
    lines = tuple(
        RecordLine(number, number, number + 1, LineRole(role.rstrip("+")), "lh-First" if "+" in role else None)
        for number, role in enumerate(roles, start=1)
    )
    findings = run_checks(subject_of(records_of(initiative(REACHED), lines=lines)))
    assert [f.spans[0].start for f in findings if f.code == "line-without-owner"] == numbers


def test_the_worst_comes_first() -> None:
    """Findings are sorted by severity, then by their place on the page."""
    records = records_of(initiative(contact(None)), initiative(name="Second"))
    records = replace(records, stated=Stated(StatedNumber(5, 99, 101), None))
    findings: tuple[Finding, ...] = run_checks(subject_of(records))
    assert [finding.severity.value for finding in findings] == ["error", "warning", "note"]
