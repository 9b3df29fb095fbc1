"""Checks of what is there but empty: headings, initiatives, labels."""

from __future__ import annotations

import pytest

from tests.checks.pages import Row, changed, clean_page, findings_of, messages, without

CLEAN = clean_page()


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        pytest.param([(0, "heading", "Stars")], ["Stars"], id="nothing-under-it"),
        pytest.param([(0, "heading", "Stars"), (0, "heading", "Moons")], ["Stars", "Moons"], id="two"),
        pytest.param([(0, "heading", "Apply"), (0, "description", "Write to us.")], [], id="prose-after-the-last"),
    ],
)
def test_headings_at_the_end(rows: list[Row], labels: list[str]) -> None:
    """A heading after the last initiative that heads nothing at all is reported; one with prose is none of ours."""
    expected = [f"no initiative stands under {label!r}" for label in labels]
    assert messages("category-empty", findings_of([*CLEAN, *rows])) == expected


def test_upper_heading_is_not_empty() -> None:
    """A heading directly over others is filled by what stands under these."""
    rows = changed(CLEAN, "Nature", (0, "heading", "All circles"), (0, "heading", "Nature"))
    assert messages("category-empty", findings_of(rows)) == []


def test_initiatives_without_text() -> None:
    """One initiative without text is reported; a page of names and contacts has none by its nature."""
    one = without(CLEAN, 2, "body")
    assert messages("no-body", findings_of(one)) == ["'Circle B' has no text"]
    directory = [row for row in CLEAN if row[1] != "body" or row[0] == 1]
    assert messages("no-body", findings_of(directory)) == []


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        pytest.param("circle2@", ("E-mail:",), ["email-empty"], id="email"),
        pytest.param("circle2@", ("E-Mail :",), ["email-empty"], id="blank-before-colon"),
        pytest.param("463-32012", ("Telefon:",), ["phone-empty"], id="phone"),
        pytest.param("463-32012", ("Office 3, Tel.:",), ["phone-empty"], id="end-of-line"),
        pytest.param(
            "463-32012", ((2, "contact-phone", "Tel.:"), (2, "contact-phone", "+49 351 1")), [], id="next-line"
        ),
        pytest.param(
            "circle2@",
            ((2, "contact-email", "E-mail:"), (2, "contact-email", "a@uni.example")),
            [],
            id="mail-follows",
        ),
        pytest.param("circle2@", ("E-mail",), [], id="text-of-a-link"),
        pytest.param("Contact:", (), [], id="other-label"),
    ],
)
def test_empty_labels(old: str, new: tuple[Row | str, ...], codes: list[str]) -> None:
    """A label with a colon and nothing behind it, on its line or the next, is reported; a bare word may be a link."""
    rows = changed(CLEAN, old, *new) if old != "Contact:" else CLEAN
    found = [f.code for f in findings_of(rows) if f.code.endswith("-empty")]
    assert found == codes
