"""Lines, links and names of units in another language than the page."""

from __future__ import annotations

import pytest

from tests.checks.pages import Row, changed, clean_page, findings_of, messages

CLEAN = clean_page()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Das ist von den Hirten und für Tiere.", "Das ist von den Hirten und für Tiere.", id="line"),
        pytest.param("Songs of the hills. Das ist von den Hirten und für Tiere. So old.", "Das ist", id="sentence"),
        pytest.param("The songs of the shepherds. weitere Informationen", "weitere Informationen", id="text-of-link"),
        pytest.param("The [[INST|Institut für Physik und das Museum der Stadt]] take part in this.", None, id="name"),
        pytest.param('It is called "Lieder von den Hirten und für das Tal" by them.', None, id="quoted"),
        pytest.param("Lieder der Hirten", None, id="too-short"),
        pytest.param("Songs of the shepherds. further information", None, id="own-link"),
    ],
)
def test_english_page(text: str, found: str | None) -> None:
    """On an English page a German sentence and link are reported; names, titles and scraps are not."""
    told = messages("other-language", findings_of(changed(CLEAN, "songs", text)))
    assert len(told) == (found is not None)
    assert found is None or found in told[0]


def test_german_page() -> None:
    """On a German page an English sentence is reported."""
    body = "Das ist ein Verbund mit dem Institut und der Stadt."
    german = [(owner, role, body if role == "body" else text) for owner, role, text in CLEAN]
    rows = [*german[:5], (1, "body", "This is one of the networks with which it is at home."), *german[5:]]
    assert messages("other-language", findings_of(rows, language="de")) == [
        "'This is one of the networks with which it is at home.' is en, the page is de"
    ]


def units(*texts: str) -> list[Row]:
    """The clean page with a unit in each contact."""
    rows = list(CLEAN)
    for owner, text in enumerate(texts, start=1):
        place = next(i for i, row in enumerate(rows) if row[0] == owner and row[1] == "contact-phone")
        rows.insert(place, (owner, "contact-unit", text))
    return rows


@pytest.mark.parametrize(
    ("others", "count"),
    [
        pytest.param(("Institute of Music",) * 4, 1, id="all-others-english"),
        pytest.param(("Institute of Music", "Institut für Musik", "Chair of Maps", "Haus für Karten"), 0, id="mixed"),
        pytest.param(("Institute of Music",) * 2, 0, id="too-few"),
    ],
)
def test_names_of_units(others: tuple[str, ...], count: int) -> None:
    """A unit's name in another language is reported only where nearly all others are in the page's."""
    assert len(messages("other-language", findings_of(units(*others, "Klinik für Kinder und Jugendliche")))) == count


def test_language_without_word_lists() -> None:
    """A page in a language that has no word lists is left alone."""
    assert messages("other-language", findings_of(CLEAN, language="fr")) == []
