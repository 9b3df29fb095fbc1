"""Words that are another, found in long texts and short ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.changes.words import Edit, Segment, compare_words, shorten_changed, shorten_same

texts = st.lists(st.sampled_from(["alpha", "beta", " ", ", ", "é", "\n", "gamma delta"]), max_size=12).map("".join)


@given(old=texts, new=texts)
def test_segments_give_both_texts_back(old: str, new: str) -> None:
    """Same and removed words are the old text, same and added ones the new."""
    segments = compare_words(old, new)
    assert "".join(one.text for one in segments if one.edit is not Edit.ADDED) == old
    assert "".join(one.text for one in segments if one.edit is not Edit.REMOVED) == new


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("a b", "a b", "a b", id="same"),
        pytest.param("since 2010 with", "since 2011 with", "since -2010-+2011+ with", id="a-word"),
        pytest.param("the old red house", "the new blue house", "the -old red-+new blue+ house", id="a-clause"),
        pytest.param("", "new", "+new+", id="from-nothing"),
        pytest.param("Tel. 463-33013", "Tel. 463-33014", "Tel. -463-33013-+463-33014+", id="a-number"),
    ],
)
def test_whole_words_differ(old: str, new: str, told: str) -> None:
    """A difference is a word or a run of them, not letters."""
    marks = {Edit.SAME: "{}", Edit.REMOVED: "-{}-", Edit.ADDED: "+{}+"}
    assert "".join(marks[one.edit].format(one.text) for one in compare_words(old, new)) == told


def test_long_unchanged_parts_are_shortened() -> None:
    """Beside a difference some words stay, the rest is an ellipsis."""
    words = " ".join(f"w{number}" for number in range(30))
    cut = shorten_same(
        (Segment(Edit.SAME, words + " "), Segment(Edit.ADDED, "x"), Segment(Edit.SAME, " " + words)), words=2
    )
    assert [one.text for one in cut] == ["… w28 w29 ", "x", " w0 w1 …"]


def test_long_changed_parts_are_shortened() -> None:
    """Of a passage that was written anew, both ends stay; short ones stay whole."""
    words = " ".join(f"w{number}" for number in range(30))
    cut = shorten_changed((Segment(Edit.REMOVED, words), Segment(Edit.SAME, words), Segment(Edit.ADDED, "x")), words=2)
    assert [one.text for one in cut] == ["w0 w1 … w28 w29", words, "x"]
