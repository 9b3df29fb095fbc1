"""Lines by which a page says that it is not the page asked for."""

from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.signs.trouble import ERRORS, WALLS, find_trouble, tells


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Page not found", "missing", id="plain"),
        pytest.param("Sorry, we can’t find the page you want.", "missing", id="politely"),
        pytest.param("Hoppla! Seite nicht gefunden", "missing", id="german"),
        pytest.param("*** Access denied ***", "refused", id="signs-before"),
        pytest.param("Notfound.org lists them", None, id="part-of-a-word"),
        pytest.param(
            "Access denied is what the poet wrote on each of the walls that she had painted in spring", None, id="prose"
        ),
        pytest.param("x" * 300 + " page not found", None, id="long-word"),
    ],
)
def test_line_tells(text: str, kind: str | None, cues: Cues) -> None:
    """A short line that begins with such words tells of trouble."""
    assert tells(text, cues, *ERRORS) == kind


def test_sentences_and_parts_of_titles(cues: Cues) -> None:
    """A sentence of a line tells as well, and a part of a title."""
    lines = ("University of Examples | 404", "Welcome. Please log in. Page not found.", "Nothing here")
    assert [(one.kind, one.text) for one in find_trouble(lines, cues, *ERRORS, *WALLS)] == [
        ("missing", "404"),
        ("login", "Please log in."),
    ]
