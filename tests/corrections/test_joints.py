"""Whether a quote is a word of its own, and whether a place of today hangs together as it did."""

from __future__ import annotations

import pytest

from lhextract.corrections.folded import fold_with_offsets, fold_within
from lhextract.corrections.joints import fits, joints
from lhextract.corrections.succession import resembles
from lhextract.model.correction import Saw


@pytest.mark.parametrize(
    ("before", "quote", "after", "left", "right"),
    [
        pytest.param("at ", "TUD", " and", "", "", id="a-word-of-its-own"),
        pytest.param("", "TUD", "", "", "", id="alone"),
        pytest.param("at (", "TUD", "), or", "", "", id="in-brackets"),
        pytest.param("at ", "TUD", ". And", "", "", id="at-the-end-of-a-sentence"),
        pytest.param("at ", "TUD", "elft now", "", "=elft", id="inside-a-word"),
        pytest.param("my S", "TUD", "Y", "=S", "=Y", id="inside-on-both-sides"),
        pytest.param("a_", "TUD", "_b", "=_a", "=_b", id="a-low-line-is-a-letter"),
        pytest.param("", "TUD", "x" * 40, "", "=" + "x" * 32, id="a-very-long-word"),
        pytest.param("the ", "DAAD", "-Haus", "", "--Hau", id="a-hyphen"),
        pytest.param("Muster-", "Frei", "", "--ret", "", id="a-hyphen-before"),
        pytest.param("a", "DAAD", "\u2013Haus", "=a", "--Hau", id="a-dash-is-a-hyphen"),
        pytest.param("the ", "DAAD", "- Haus", "", "", id="a-dash-with-a-blank"),
        pytest.param("the ", "DAAD", "/EU", "", "", id="a-stroke-joins-no-words"),
        pytest.param("in ", "2019", "/20 and", "", "-/20 ", id="an-academic-year"),
        pytest.param("1.", "250", ",50", "-.1", "-,50", id="a-number"),
        pytest.param("at ", "10", ":30", "", "-:30", id="a-time"),
        pytest.param("in ", "2019", " 20 of them", "", "", id="a-number-after-a-year"),
        pytest.param("Tel. ", "+49 351 463", " 33013", "", "- 330", id="a-number-that-goes-on"),
        pytest.param("Tel. ", "+49 351 463", " (33) 1", "", "- (33", id="brackets-in-a-number"),
        pytest.param("Tel. ", "+49 351 463", "\n33013", "", "", id="a-line-end-joins-no-numbers"),
        pytest.param("+", "49351463", "", "-+", "", id="the-sign-of-a-number"),
        pytest.param("+49 ", "351463", "-1", "- 94+", "--1", id="the-country-before-a-number"),
        pytest.param("+4", "12345", " 6", "=4", "", id="five-digits-are-no-phone-number"),
        pytest.param("+4-", "123456", " 6", "--4+", "- 6", id="six-digits-are-one"),
        pytest.param("room ", "1234567a", " 6", "", "", id="letters-make-it-no-phone-number"),
        pytest.param("anna.", "muster@tu.example", "/x", "-.ann", "-/x", id="an-address-that-goes-on"),
        pytest.param("anna.", "muster", "@tu.example", "", "", id="a-name-in-an-address"),
        pytest.param("see ", "https://a.example", "?q=1", "", "-?q=1", id="a-link-that-goes-on"),
        pytest.param("see ", "www.a.example", "#b", "", "-#b", id="a-link-without-a-scheme"),
        pytest.param("", "C++", "11", "", "-11", id="a-mark-at-its-end"),
        pytest.param("ab", "(a)", " b", "-ba", "", id="a-mark-at-its-beginning"),
    ],
)
def test_how_a_quote_hangs_together(before: str, quote: str, after: str, left: str, right: str) -> None:
    """By the rest of its word, or the first characters of what a hyphen, stroke or the like joins to it."""
    assert joints(quote, before, after) == (left, right)


@pytest.mark.parametrize(
    ("then", "now", "fit"),
    [
        pytest.param("", "", True, id="free"),
        pytest.param("", "-x", False, id="joined-now"),
        pytest.param("-x", "-x", True, id="joined-as-it-was"),
        pytest.param("-x", "-y", False, id="joined-to-another"),
        pytest.param("-x", "", True, id="it-has-come-free"),
        pytest.param("=x", "", False, id="it-was-part-of-a-word"),
        pytest.param("=x", "=x", True, id="part-of-the-same-word"),
    ],
)
def test_places_that_fit(then: str, now: str, fit: bool) -> None:
    """On both sides."""
    assert fits((then, ""), (now, "")) == fits(("", then), ("", now)) == fit


def saw(before: str, after: str) -> Saw:
    """What stood around a value."""
    return Saw("x", "x", before, after, 1, 1, 0, "", "")


@pytest.mark.parametrize(
    ("marked", "resembling"),
    [
        pytest.param("the Dean <Eva Roth> of the school", True, id="the-same-words"),
        pytest.param("the\nDean  <Eva Roth> of\u00a0the school", True, id="typography"),
        pytest.param("a dear, dear Dean <Eva Roth> of them", False, id="words-before-alone"),
        pytest.param("the Head <Eva Roth> of the school", False, id="words-behind-alone"),
        pytest.param("he Dean <Eva Roth> of the s", True, id="eight-characters-are-enough"),
        pytest.param("an <Eva Roth> of", True, id="as-much-as-there-is"),
        pytest.param("<Eva Roth>", True, id="nothing-around-it"),
        pytest.param("the Dean <Eva Roth>, of the school", False, id="a-mark-put-in"),
    ],
)
def test_what_stands_where_another_one_stood(marked: str, resembling: bool) -> None:
    """Between the same words: eight characters on each side, or as many as there are."""
    text = marked.replace("<", "").replace(">", "")
    start, end = marked.index("<"), marked.index(">") - 1
    assert resembles(saw("the Dean ", " of the school"), text, start, end) == resembling
    assert resembles(saw("", ""), text, start, end)


@pytest.mark.parametrize(
    ("source", "text", "back"),
    [
        pytest.param("", "", {0: 0}, id="nothing"),
        pytest.param("ab", "ab", {0: 0, 1: 1, 2: 2}, id="plain"),
        pytest.param("a \t b", "a b", {0: 0, 1: 1, 2: 4, 3: 5}, id="blanks"),
        pytest.param(" a ", " a ", {0: 0, 1: 1, 3: 3}, id="blanks-at-the-ends-stay"),
        pytest.param("a\nb", "a b", {1: 1, 2: 2}, id="a-line-end"),
        pytest.param("a\u2026b", "a...b", {1: 1, 2: None, 3: None, 4: 2, 5: 3}, id="one-to-three"),
        pytest.param("\u2026\u2026", "......", {0: 0, 1: None, 3: 1, 6: 2}, id="twice"),
        pytest.param("\u201ea\u201c \u2013", '"a" -', {0: 0, 3: 3, 4: 4, 5: 5}, id="one-to-one"),
    ],
)
def test_folded_and_back(source: str, text: str, back: dict[int, int | None]) -> None:
    """Every character knows where it comes from, but for those inside of what was one."""
    folded = fold_with_offsets(source)
    assert folded.text == fold_within(source) == text
    assert {offset: folded.back(offset) for offset in back} == back
