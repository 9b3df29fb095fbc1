"""Texts of links that lead nowhere."""

from __future__ import annotations

import pytest

from tests.checks.pages import changed, clean_page, findings_of, messages

CLEAN = clean_page()


@pytest.mark.parametrize(
    ("role", "text", "count"),
    [
        pytest.param("link", "click here", 1, id="click-here"),
        pytest.param("link", "Hier klicken!", 1, id="german"),
        pytest.param("body", "The songs are in the archive (link).", 1, id="bracketed"),
        pytest.param("link", "Read more about the", 1, id="breaks-off"),
        pytest.param("link", "Homepage of", 1, id="breaks-off-after-of"),
        pytest.param("link", "Weitere Informationen zu den", 1, id="breaks-off-german"),
        pytest.param("link", "further information", 0, id="flattened"),
        pytest.param("link", "Read more about the songs", 0, id="whole"),
        pytest.param("link", "click here: https://uni.example/songs", 0, id="address-shown"),
        pytest.param("body", "The archive is here.", 0, id="prose"),
    ],
)
def test_flattened_text(role: str, text: str, count: int) -> None:
    """Flattened text has lost all addresses: only what means nothing without one, or breaks off, is reported."""
    rows = changed(CLEAN, "songs", CLEAN[9], (2, role, text))
    assert len(messages("dangling-link", findings_of(rows))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Homepage of Circle B", 1, id="names-its-target"),
        pytest.param("Read more", 0, id="may-open-a-part"),
    ],
)
def test_html(text: str, count: int) -> None:
    """Where other links of an HTML page have addresses, a line that names its target and has none is reported."""
    rows = changed(CLEAN, "glaciers", (1, "body", "Ice."), (1, "link", "Ice: https://uni.example/ice"))
    rows = changed(rows, "songs", (2, "body", "Songs of the hills."), (2, "link", text))
    assert len(messages("dangling-link", findings_of(rows, html=True))) == count
