"""Checks of the page as a whole: twice the same, cut off, two in one, not the page at all."""

from __future__ import annotations

import pytest

from tests.checks.pages import Row, block, changed, clean_page, findings_of, messages, without

CLEAN = clean_page()
TEXT = "Songs of the northern hills are sung by four choirs, which meet on the first Sunday of every month at noon."


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        pytest.param(TEXT, "Circle F", ["'Circle A' and 'Circle F' have nearly the same text"], id="same-text"),
        pytest.param(TEXT.replace("noon", "night"), "Circle F", ["'Circle A' and 'Circle F' have nearly"], id="nearly"),
        pytest.param("Quite another thing.", "Circle E", ["two initiatives 'Circle E' have one name"], id="same-name"),
        pytest.param("Quite another thing, which meets on the first Sunday.", "Circle F", [], id="a-formula"),
    ],
)
def test_duplicates(text: str, name: str, found: list[str]) -> None:
    """Two initiatives with nearly one text, or with one name in one category, are reported once."""
    rows = changed(CLEAN, "glaciers", TEXT)
    rows += [(6, "title", name), (6, "body", text), *((6, *row[1:]) for row in block(2)[2:])]
    told = messages("initiative-duplicate", findings_of(rows))
    assert len(told) == len(found)
    assert all(one.startswith(other) for one, other in zip(told, found, strict=True))


def test_paragraph_twice_in_one() -> None:
    """A paragraph that stands twice in one initiative is reported; a formula that several share is not."""
    twice = changed(CLEAN, "songs", (2, "body", TEXT), (2, "body", TEXT))
    assert messages("text-repeated", findings_of(twice)) == [
        "'Songs of the northern hills are sung by …' stands twice in 'Circle B'"
    ]
    shared = changed(CLEAN, "songs", (2, "body", "Songs."), (2, "body", TEXT))
    shared = changed(shared, "bridges", (3, "body", "Bridges."), (3, "body", TEXT))
    assert messages("text-repeated", findings_of(shared)) == []


def test_many_copies() -> None:
    """Every further copy of a text is reported, however many there are."""
    rows = [*changed(CLEAN, "glaciers", TEXT)]
    for number in range(6, 20):
        rows += [(number, "title", f"Further circle {number}"), (number, "body", TEXT)]
    assert len(messages("initiative-duplicate", findings_of(rows))) == 14


@pytest.mark.parametrize(
    ("title", "found"),
    [
        pytest.param("Seite nicht gefunden", True, id="german"),
        pytest.param("Error 404", True, id="number"),
        pytest.param("Please log in to see this page", True, id="login"),
        pytest.param("We use cookies", True, id="consent"),
        pytest.param("Circles of 404 people", False, id="number-inside"),
        pytest.param("Circles not found elsewhere", False, id="words-inside"),
    ],
)
def test_error_pages(title: str, found: bool) -> None:
    """A first line that only error, login and consent pages have is an error."""
    assert bool(messages("error-page", findings_of(changed(CLEAN, "Circles of", title)))) == found


def test_walls_on_long_pages() -> None:
    """On a page with content a consent banner is furniture; a line that tells of an error is prose."""
    long = [*changed(CLEAN, "Circles of", "We use cookies"), *((5, "body", f"{TEXT} {n}") for n in range(20))]
    assert messages("error-page", findings_of(long)) == []
    prose = "Not found in any archive, so the story goes, was the map of the harbour that they all had looked for."
    assert messages("error-page", findings_of(changed(CLEAN, "presented", prose))) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(without(changed(CLEAN, "libraries", "The smell of the"), 5, "contact"), True, id="cut"),
        pytest.param(without(CLEAN, 5, "contact"), False, id="ends-with-a-sentence"),
        pytest.param(changed(CLEAN, "libraries", "The smell of the"), False, id="contacts-follow"),
        pytest.param(
            [*without(changed(CLEAN, "libraries", "The smell of the"), 5, "contact"), (0, "nav", "Imprint")],
            False,
            id="footer-follows",
        ),
    ],
)
def test_page_that_breaks_off(rows: list[Row], found: bool) -> None:
    """A page whose last line is text without end, when others have contacts after theirs, was cut off."""
    assert bool(messages("page-cut", findings_of(rows))) == found


def test_two_in_one() -> None:
    """An initiative that goes on after its contacts, as no other does, may be two; where many do, it is the habit."""
    merged = [(1, *row[1:]) if row[0] == 2 else row for row in CLEAN]
    (message,) = messages("initiative-outlier", findings_of(merged))
    assert message.startswith("'Circle A' goes on after its contacts")
    habit = [row for n in range(1, 6) for row in [*block(n), (n, "body", f"More of it: {n} times.")]]
    assert messages("initiative-outlier", findings_of(habit)) == []


def test_half_of_one() -> None:
    """A short initiative without what nearly all others have may be half of one."""
    many = [
        row for n in range(6, 13) for row in ((n, "title", f"Circle {n}"), *((n, *row[1:]) for row in block(1)[1:]))
    ]
    rows = [*CLEAN, *many, (13, "title", "Circle Z"), (13, "body", "This circle.")]
    (message,) = messages("initiative-outlier", findings_of(rows))
    assert message == "'Circle Z' is short and has no contacts as nearly all others have: cut off?"
