"""What rules a pattern out must not rule out a text that the pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.language.cues import load_cues
from lhextract.language.ruling_out import RulingOut, folded

ROLES = load_cues().words["contacts.roles"]


def test_folding_joins_what_ignoring_case_joins() -> None:
    """Every letter that a cue's letter matches in any case folds to the same letter."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    letters = sorted({letter for phrases in load_cues().words.values() for phrase in phrases for letter in phrase})
    matched = [
        (letter, found) for letter in letters for found in re.findall(re.escape(letter), every, flags=re.IGNORECASE)
    ]
    assert len(matched) > len(letters)
    assert [pair for pair in matched if folded(pair[0]) != folded(pair[1])] == []


@given(st.sampled_from(ROLES), st.sampled_from([str.upper, str.title, str.swapcase]), st.text(), st.text())
def test_a_text_with_a_phrase_is_never_ruled_out(phrase: str, cased: type, before: str, after: str) -> None:
    """In any case and with anything around it, also inside a longer word."""
    text = before + cased(phrase) + after
    assert RulingOut.of(ROLES).may_stand_in(folded(text)) or not load_cues().pattern("contacts.roles").search(text)


@pytest.mark.parametrize(
    ("text", "may"),
    [("Koordinatorinnen", True), ("koordinat", False), ("", False), ("COORDINATOR", True), ("ſtudent", True)],
    ids=["longer", "shorter", "empty", "capitals", "long s"],
)
def test_what_may_stand_in_a_text(text: str, may: bool) -> None:
    """A part of a phrase rules nothing in, a longer word does."""
    assert RulingOut.of(["Koordinator", "koordinatorin", "coordinator", "student"]).may_stand_in(folded(text)) is may


def test_phrases_with_others_in_them_are_not_looked_for() -> None:
    """Whoever finds the shorter one knows enough."""
    assert RulingOut.of(["Coordinators", "coordinator", "Office"]).parts == ("office", "coordinator")
