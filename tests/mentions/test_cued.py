"""Patterns that are searched for only where one of their words stands."""

import re

import pytest

from lhextract.language.cues import load_cues
from lhextract.mentions.cued import Cued, cued_by, tokens_of
from lhextract.mentions.institution.cues import institution_cues


@pytest.mark.parametrize(
    "name", ["known", "relation", "prefix", "type_before", "type_after", "legal", "kind", "system"]
)
def test_no_cue_is_missed(name: str) -> None:
    """Every phrase that a pattern finds on a line is found through the words of the line too."""
    cues = load_cues()
    cue: Cued = getattr(institution_cues(cues), name)
    phrases = {phrase for key, found in cues.words.items() if key.startswith("institutions.") for phrase in found}
    for phrase in phrases:
        line = f"Ada, an {phrase} {phrase}, Lund"
        assert len(list(cue.find(line, tokens_of(line)))) == len(list(cue.pattern.finditer(line)))


def test_a_line_without_the_words_is_not_searched() -> None:
    """Where none of the words stands, nothing is found, whatever the pattern would say."""
    cue = Cued(re.compile("."), frozenset({"lund"}))
    assert list(cue.find("Malmö", tokens_of("Malmö"))) == []


def test_a_cue_needs_a_letter() -> None:
    """A phrase of signs alone cannot be looked up by a word."""
    with pytest.raises(ValueError, match="without a letter"):
        cued_by("x", ["–"])
