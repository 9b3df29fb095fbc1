"""Every kind of finding has a page that gives it, and a page in which all is well gives none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lhextract.checks.document import findings_page
from lhextract.checks.registry import Expectations, known_codes, load_modules
from lhextract.model.correction import State, Unread
from lhextract.model.finding import Finding
from tests.checks.pages import block, changed, clean_page, findings_of, ruling, with_numbers, with_units, without
from tests.conftest import ROOT

Case = Callable[[], tuple[Finding, ...]]
CLEAN = clean_page()
TWICE = "The same eight words stand here twice over."
TELEPHONE = "Tel.: [[PHONE|+49 351 463-32012]]"

# Code to a page that gives it; a new code needs a case here.
CASES: dict[str, Case] = {
    "category-empty": lambda: findings_of([*CLEAN, (0, "heading", "Stars")]),
    "contact-unreachable": lambda: findings_of(without(without(CLEAN, 2, "contact-phone"), 2, "contact-email")),
    "correction-conflict": lambda: findings_of(CLEAN, rulings=(ruling(State.CONFLICTING),)),
    "correction-orphaned": lambda: findings_of(CLEAN, rulings=(ruling(State.ORPHANED),)),
    "correction-reopened": lambda: findings_of(CLEAN, rulings=(ruling(State.REOPENED),)),
    "correction-unreadable": lambda: findings_of(CLEAN, unread=(Unread("co-1.json", "no JSON"),)),
    "dangling-link": lambda: findings_of(changed(CLEAN, "songs", *CLEAN[10:11], (2, "link", "click here"))),
    "email-empty": lambda: findings_of(changed(CLEAN, "circle2@", "E-mail:")),
    "error-page": lambda: findings_of(changed(CLEAN, "Circles of", "404 – Page not found")),
    "expected-categories": lambda: findings_of(CLEAN, Expectations(categories=3)),
    "expected-field": lambda: findings_of(without(CLEAN, 2, "contact"), Expectations(required=("contacts",))),
    "expected-initiatives": lambda: findings_of(CLEAN, Expectations(initiatives=6)),
    "expected-minimum": lambda: findings_of(CLEAN, Expectations(minimum={"phones": 6})),
    "expected-per-category": lambda: findings_of(CLEAN, Expectations(per_category={"Nature": 4})),
    "expected-phone-prefix": lambda: findings_of(CLEAN, Expectations(phone_prefixes=("+4930",))),
    "initiative-duplicate": lambda: findings_of([*CLEAN, *((6, role, text) for _, role, text in block(5))]),
    "initiative-outlier": lambda: findings_of([row if row[0] != 2 else (1, *row[1:]) for row in CLEAN]),
    "line-without-owner": lambda: findings_of(changed(CLEAN, "Circle B", (0, "intro", "Prose."), "Circle B")),
    "name-near-miss": lambda: findings_of(
        changed(
            changed(CLEAN, "songs", "The [[INST|Northbridge Institute]] and the [[INST|Northbridge Museum]]."),
            "maps",
            "At Nortbridge.",
        )
    ),
    "no-body": lambda: findings_of(without(CLEAN, 2, "body")),
    "no-contact": lambda: findings_of(without(CLEAN, 2, "contact")),
    "other-language": lambda: findings_of(
        changed(CLEAN, "songs", "Hier wird von den Hirten und dem Zählen der Tiere gesungen.")
    ),
    "page-cut": lambda: findings_of(
        changed(without(CLEAN, 5, "contact"), "libraries", "The smell of libraries and of the")
    ),
    "phone-empty": lambda: findings_of(changed(CLEAN, "463-32012", "Tel.:")),
    "person-two-phones": lambda: findings_of(changed(CLEAN, "Jan Berg", "[[PERSON|Eva Roth]]")),
    "phone-ambiguous": lambda: findings_of(changed(CLEAN, "463-32012", "Tel.: [[PHONE|0351 463-32012/57]]")),
    "phone-exchange": lambda: findings_of(with_numbers("+49 351 436-36016")),
    "phone-grouping": lambda: findings_of(with_numbers("+49 351 4633-6016")),
    "phone-length": lambda: findings_of(with_numbers("+49 351 463-36017", "+49 351 463-36018", "+49 351 463-360")),
    "phone-shared": lambda: findings_of(with_units(changed(CLEAN, "463-33013", TELEPHONE))),
    "phone-shared-office": lambda: findings_of(changed(CLEAN, "463-33013", TELEPHONE)),
    "phone-unlike-unit": lambda: findings_of(
        with_units(with_numbers("+49 351 463-31015", "+49 351 463-31016", "+49 351 463-42487"))
    ),
    "phone-unreadable": lambda: findings_of(changed(CLEAN, "463-32012", "Tel.: [[PHONE|12]]")),
    "phone-without-area-code": lambda: findings_of(with_numbers("463-36016")),
    "stated-categories": lambda: findings_of(
        changed(CLEAN, "presented", "Here are presented five initiatives in 7 categories.")
    ),
    "stated-initiatives": lambda: findings_of(changed(CLEAN, "presented", "Here are presented six initiatives.")),
    "text-repeated": lambda: findings_of(
        changed(CLEAN, "songs", *[(2, "body", "The same eight words stand here twice over.")] * 2)
    ),
    "year-unreadable": lambda: findings_of(changed(CLEAN, "songs", "The circle met on [[YEAR|31 February 2020]].")),
}


def test_every_code_has_a_case() -> None:
    """A kind of finding without a page that gives it is not tested: add one to CASES."""
    assert sorted(CASES) == sorted(known_codes())


@pytest.mark.parametrize("code", CASES)
def test_page_with_the_finding(code: str) -> None:
    """The page of a code gives a finding of it, of its severity, with a message and places inside the page."""
    findings = [finding for finding in CASES[code]() if finding.code == code]
    assert findings
    for finding in findings:
        assert finding.severity is known_codes()[code].severity
        assert finding.message
        assert all(0 <= span.start < span.end for span in finding.spans)


def test_page_in_which_all_is_well() -> None:
    """No check has anything to say about a page in which all is well, by any expectation that fits it."""
    expectations = Expectations(
        initiatives=5,
        categories=2,
        minimum={"contacts": 5, "phones": 5, "emails": 5, "people": 5},
        per_category={"Nature": 3, "Books": 2},
        required=("title", "text", "contacts", "persons", "phones", "emails"),
        phone_prefixes=("+49351463",),
    )
    assert findings_of(CLEAN, expectations) == ()


def test_codes_are_unique() -> None:
    """No two checks give findings of one name."""
    codes = [code.name for module in load_modules() for code in module.CODES]
    assert len(codes) == len(set(codes))


def test_page_of_findings_is_made_from_the_codes() -> None:
    """docs/findings.md is what `python -m lhextract.checks.document > docs/findings.md` writes."""
    written = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert written == findings_page(), "run: python -m lhextract.checks.document > docs/findings.md"


@pytest.mark.parametrize("record", ["lh-aaaaaaaaaa", "org-aaaaaaaaaa"])
def test_a_decision_about_what_is_no_initiative_names_it(record: str) -> None:
    """What is gone, or a name of the whole page, is no initiative that a finding could stand at."""
    (found,) = findings_of(CLEAN, rulings=(replace(ruling(State.REOPENED), record=record),))
    assert (found.initiative, found.field) == (None, None)
    assert found.message.startswith(f"{record} ")
