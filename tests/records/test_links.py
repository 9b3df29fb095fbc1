from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.records.links import build_captions, build_links
from tests.builders import marked_block


@pytest.mark.parametrize(
    ("role", "line", "expected"),
    [
        pytest.param("link", "further information", [("further information", None)], id="words"),
        pytest.param("link", "www.example.org", [("www.example.org", "https://www.example.org")], id="bare-url"),
        pytest.param(
            "link",
            "Homepage of ZIS: https://zis.example.org/a?b=1",
            [("Homepage of ZIS", "https://zis.example.org/a?b=1")],
            id="label-and-url",
        ),
        pytest.param("body", "They meet. further information", [("further information", None)], id="closes-body"),
        pytest.param("body", "They meet … further information", [("further information", None)], id="closes-ellipsis"),
        pytest.param(
            "body",
            "See (https://example.org/).",
            [("https://example.org/", "https://example.org/")],
            id="url-in-body",
        ),
        pytest.param("body", "There is further information about it.", [], id="mere-words"),
    ],
)
def test_links(role: str, line: str, expected: list[tuple[str, str | None]], cues: Cues) -> None:
    """A link has the words and the address that the page shows; flattened text often keeps the words alone."""
    view, _ = marked_block([("body", "An initiative."), (role, line)])
    assert [(link.text, link.url) for link in build_links(view, cues, is_html=False)] == expected


def test_captions() -> None:
    """Captions are taken as they stand."""
    view, page = marked_block([("caption", "Photo: Eva Roth"), ("body", "An initiative.")])
    (caption,) = build_captions(view)
    assert page.text[caption.start : caption.end] == caption.text == "Photo: Eva Roth"
