"""Languages told by function words."""

from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.signs.tongue import function_words, tell_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("the house of the river and the hill", "en", id="english"),
        pytest.param("das Haus am Fluss und der Berg mit dem Baum", "de", id="german"),
        pytest.param("the house und der Fluss", None, id="both"),
        pytest.param("la maison de la rivière", None, id="neither"),
    ],
)
def test_language_is_told(text: str, language: str | None, cues: Cues) -> None:
    """A language is told where its function words clearly outweigh the others, and there are enough."""
    assert tell_language(function_words(text.split(), cues), "en", least=2) == language
