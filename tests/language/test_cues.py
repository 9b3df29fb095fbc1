from __future__ import annotations

import re
from itertools import combinations

import pytest

from lhextract.language.cues import Cues, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The university is one of the partners in the network.", "en", id="english"),
        pytest.param("Die Universität ist mit der Stadt und dem Land verbunden.", "de", id="german"),
        pytest.param("The network of the Institut für Physik und das Rektorat are in it.", "en", id="mixed"),
        pytest.param("", "en", id="nothing-to-go-by"),
    ],
)
def test_language(text: str, language: str, cues: Cues) -> None:
    """The language of a page is that of most of its function words."""
    assert detect_language(text, cues) == language


def test_cue_lists_are_matched_literally(cues: Cues) -> None:
    """A cue is a phrase, never a pattern: its points match points; longer phrases come first."""
    pattern = cues.pattern("titles.before", ignore_case=False)
    assert pattern.match("Prof.")
    for name in cues.words:
        for phrase in cues.words[name]:
            match = cues.pattern(name).match(phrase)
            assert match is not None
            assert match.group() == phrase


def test_every_language_has_the_same_lists(cues: Cues) -> None:
    """A language file that misses a list, or misspells its name, is noticed."""
    import tomllib

    from tests.conftest import ROOT

    tables = {}
    for path in sorted((ROOT / "src" / "lhextract" / "language").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        tables[path.stem] = {
            f"{group}.{name}" for group, lists in table.items() if isinstance(lists, dict) for name in lists
        }
        assert re.fullmatch("[a-z]{2}", path.stem)
    assert tables.keys() == cues.stopwords.keys() == {"de", "en"}
    for language, lists in tables.items():
        names = {name for name in lists if not name.startswith(("numbers.", "months."))}
        assert names <= cues.words.keys(), language


def test_function_words_tell_languages_apart(cues: Cues) -> None:
    """The language of a line is told by words that no other language has."""
    for one, other in combinations(cues.own.values(), 2):
        assert set(one["language.function_words"]).isdisjoint(other["language.function_words"])
