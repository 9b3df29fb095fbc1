from __future__ import annotations

import pytest

from lhextract.language.cues import detect_language, load_cues
from lhextract.mentions.candidates import Context
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Mention
from lhextract.model.outline import LineRole, Outline
from lhextract.text.canonical import canonicalise


def repeated_in(*lines: str) -> list[Mention]:
    """What cohesion adds on a page of prose."""
    page, cues = canonicalise("\n".join(lines)), load_cues()
    count = len(page.lines)
    outline = Outline((LineRole.BODY,) * count, (None,) * count, ((),) * count, (), ())
    context = Context(page, outline, cues, language=detect_language(page.text, cues), region="DE")
    return [mention for mention in find_mentions(context).mentions if mention.rule.startswith("cohesion/")]


@pytest.mark.parametrize(
    ("first", "second", "added"),
    [
        pytest.param(
            "The Global Institute for Migration (GIMX) is new.",
            "There GIMX staff meet.",
            "GIMX",
            id="acronym",
        ),
        pytest.param("Money comes from the company Fluvius.", "In May, Fluvius left.", "Fluvius", id="company"),
        pytest.param("XKTH Royal Institute of Technology is new.", "It joined XKTH later.", "XKTH", id="first-word"),
        pytest.param(
            "the German University in Cairo (GUC) is",
            "The German University in Cairo has.",
            "German University in Cairo",
            id="longer",
        ),
    ],
)
def test_name_is_found_again(first: str, second: str, added: str) -> None:
    """A name, its short form and its longer form count wherever they stand."""
    assert [mention.text for mention in repeated_in(first, second)] == [added]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "Money comes from the company Fluvius.",
            "The Fluviusburg is old, Non-Fluvius too.",
            id="part-of-word",
        ),
        pytest.param("a degree in Architecture at home", "Architecture from the drawing table", id="degree-subject"),
    ],
)
def test_no_repetition(first: str, second: str) -> None:
    """A part of a word and the subject of a degree programme do not repeat a name."""
    assert repeated_in(first, second) == []
