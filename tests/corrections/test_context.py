"""How much of what stood around a quote still does: what is kept of a side, and what its likeness is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.context import EDGE, NEAR, Side, Surroundings
from lhextract.corrections.folded import fold_within

LONG = "of the second and third summer schools in Rome"  # 46 characters


def side(text: str, quote: str = "TUD", *, backwards: bool = False) -> Side:
    """What is kept of up to 32 characters behind a quote, or before it."""
    return Side.kept(text[::-1] if backwards else text, quote[::-1] if backwards else quote, backwards=backwards)


@pytest.mark.parametrize(
    ("text", "tokens", "ends"),
    [
        pytest.param(" pays, and", ("pays", ",", "and", EDGE), True, id="words-and-marks"),
        pytest.param(" PAYS", ("pays", EDGE), True, id="case-is-no-difference"),
        pytest.param("", (EDGE,), True, id="nothing"),
        pytest.param(" \n", (EDGE,), True, id="blanks"),
        pytest.param(LONG[:32], ("of", "the", "second", "and", "third", "summer"), False, id="a-word-that-was-cut"),
        pytest.param(LONG[:26] + "x" * 6, ("of", "the", "second", "and", "third"), False, id="cut-or-not-nobody-knows"),
        pytest.param(
            LONG[:24] + " ......."[:8], ("of", "the", "second", "and", "third", *"......."), False, id="a-mark"
        ),
    ],
)
def test_what_is_kept_of_a_side(text: str, tokens: tuple[str, ...], ends: bool) -> None:
    """Its whole words and marks, and the end of the scope if it is as near."""
    found = side(text)
    assert (found.tokens, found.ends) == (tokens, ends)
    assert len(found.weights) == len(tokens)
    assert found.weight == sum(found.weights)


def test_nearer_words_and_longer_ones_weigh_more() -> None:
    """By letters, less by their distance: at 64 characters nothing is left; the end weighs as a word of four."""
    assert side("data data").weights == (4.0, 4 * (1 - 5 / 64), 4 * (1 - 9 / 64))
    assert side("x, database").weights[:3] == (1.0, 1 - 1 / 64, 8 * (1 - 3 / 64))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        pytest.param(" pays. And then it is.", " pays.", "And then it is.", id="a-sentence"),
        pytest.param(" pays\nAnd then it is.", " pays", "And then it is.", id="a-line"),
        pytest.param(" pays! And then it is.", " pays!", "And then it is.", id="an-exclamation"),
        pytest.param(" pays. And it is", " pays.", "", id="too-little-beyond"),
        pytest.param(" pays. And it is.", " pays.", "And it is.", id="just-enough-beyond"),
        pytest.param(" pays v1.2 and more", " pays v1.2 and more", "", id="no-end"),
    ],
)
def test_the_sentence_and_what_is_beyond(text: str, near: str, far: str) -> None:
    """To the end of the sentence or line; what stands beyond is known by twelve characters at least."""
    far = far if len(far) >= 12 else ""
    assert (side(text).near, side(text).far) == (near, far)


def test_the_sentence_before() -> None:
    """Read backwards: the end of the sentence before is a full stop and a blank."""
    found = side("It was so, then. The", backwards=True)
    assert (found.near[::-1], found.far[::-1]) == ("The", "It was so, then.")


@pytest.mark.parametrize(
    ("text", "quote", "beside"),
    [
        pytest.param(" and TUD pay", "TUD", " and TUD", id="the-same-word-near-by"),
        pytest.param(" and all pay", "TUD", "", id="no-other"),
        pytest.param(
            "ab and Beta Institute of", "Beta Institute of Water", "ab and Beta Institute of", id="the-beginning-of-it"
        ),
        pytest.param("ab and Beta Ins", "Beta Institute", "", id="too-little-of-it"),
    ],
)
def test_another_place_near_by(text: str, quote: str, beside: str) -> None:
    """Up to the end of the next place of the same words, or of as much of them as is kept."""
    assert side(text, quote).beside == beside


@pytest.mark.parametrize(
    ("then", "now", "ends_now", "stands"),
    [
        pytest.param(" pays", " pays", True, True, id="the-same"),
        pytest.param(" pays", " pays ", True, True, id="blanks-at-the-end"),
        pytest.param(" pays", " pays", False, False, id="the-scope-goes-on"),
        pytest.param(" pays", " pays more", True, False, id="more-behind-it"),
        pytest.param(LONG[:32], LONG, False, True, id="it-went-on"),
        pytest.param(LONG[:32], LONG[:32], True, True, id="it-went-on-and-ends-now"),
        pytest.param(LONG[:32], LONG[:31], True, False, id="less-than-was-seen"),
    ],
)
def test_all_of_a_side_stands(then: str, now: str, ends_now: bool, stands: bool) -> None:
    """To its last character, and to the end of the scope where that was seen."""
    assert side(then).stands_in(now, ends=ends_now) == stands


FULL = sum((4.0, 4 * (1 - 5 / 64), 4 * (1 - 9 / 64)))


@pytest.mark.parametrize(
    ("now", "ends", "share"),
    [
        pytest.param("data bits", True, FULL, id="all"),
        pytest.param("DATA  and bits", True, FULL, id="words-put-in"),
        pytest.param("bits data", True, (4 + 4 * (1 - 9 / 64)) / 2, id="another-order"),
        pytest.param("data bits", False, FULL - 4 * (1 - 9 / 64), id="the-scope-goes-on"),
        pytest.param("data", True, FULL - 4 * (1 - 5 / 64), id="less"),
        pytest.param("the data bits", True, FULL / 2, id="another-word-next-to-it"),
        pytest.param(", data bits", True, FULL / 2, id="a-mark-next-to-it"),
        pytest.param("databits", True, 4 * (1 - 9 / 64) / 2, id="other-words"),
        pytest.param("data TUD bits", True, 4.0, id="beyond-another-place"),
        pytest.param("data " + "x" * 50 + " bits", True, 4.0, id="too-far-off"),
        pytest.param("", False, 0.0, id="nothing"),
    ],
)
def test_likeness_of_a_side(now: str, ends: bool, share: float) -> None:
    """The weight of what is left in its order; half of it where something else stands next to the quote."""
    assert side("data bits").likeness(fold_within(now), ends=ends) == pytest.approx(share)


def around(then: str, now: str) -> tuple[Surroundings, int, int]:
    """What was seen around `<` and `>` then, and the place between them now."""
    start, end = then.index("<"), then.index(">")
    before, quote, after = then[:start][-NEAR:], then[start + 1 : end], then[end + 1 :][:NEAR]
    plain = fold_within(now.replace("<", "").replace(">", ""))
    return Surroundings.kept(quote, before, after, folded=plain), now.index("<"), now.index(">") - 1


@pytest.mark.parametrize(
    ("then", "now", "stands", "likeness"),
    [
        pytest.param("we and <TUD> pay", "we and <TUD> pay", True, (55, 45), id="the-same"),
        pytest.param("we and <TUD> pay", "we or <TUD> pay", False, (18, 45), id="one-word-before-it"),
        pytest.param("we and <TUD> pay", "we and <TUD> earn", False, (55, 12), id="one-word-behind-it"),
        pytest.param("<TUD>", "<TUD>", True, (50, 50), id="nothing-around-it"),
        pytest.param("we and <TUD> pay", "<TUD>", False, (12, 12), id="nothing-left"),
        pytest.param("to <TUD>, TUD pay", "to <TUD> pay", False, None, id="one-of-two-neighbours"),
    ],
)
def test_surroundings(then: str, now: str, stands: bool, likeness: tuple[int, int] | None) -> None:
    """In hundredths of all that was seen, on both sides."""
    seen, start, end = around(then, now)
    assert seen.stand_at(start, end) == stands
    if likeness is not None:
        assert tuple(round(one) for one in seen.likeness(start, end)) == likeness


@pytest.mark.parametrize(
    ("then", "now", "replaced"),
    [
        pytest.param(
            "In May we met the <TUD> in Rome.",
            f"In May we met the MIT. {LONG} and Oslo. The <TUD> asks.",
            True,
            id="another-in-its-place",
        ),
        pytest.param("In May we met the <TUD> in Rome.", "In May we met the MIT. <TUD> asks.", False, id="near-by"),
        pytest.param("In May we met the <TUD> in Rome.", "In May we met the <TUD> in Rome.", False, id="where-it-was"),
        pytest.param("Met the <TUD> in May.", "Met the MIT. <TUD> asks.", False, id="too-short-a-sentence-to-know"),
        pytest.param(
            "In <TUD> we met in May, all of us.", "In MIT we met in May, all of us. <TUD> asks.", True, id="behind"
        ),
        pytest.param("In May we met the <TUD> in Rome.", "In May we met the <TUD>.", False, id="only-the-other-side"),
    ],
)
def test_something_else_stands_there(then: str, now: str, replaced: bool) -> None:
    """The sentence of the quote goes on otherwise, somewhere else than next to the place."""
    seen, start, end = around(then, now)
    assert seen.is_replaced(start, end) == replaced


@pytest.mark.parametrize(
    ("now", "parted"),
    [
        pytest.param("We have the <TUD>. It was founded in 1828.", (False, False), id="as-it-was"),
        pytest.param("It was founded in 1828. We have the <TUD>.", (False, True), id="the-next-sentence-is-before-it"),
        pytest.param("We have the <TUD>. It is new. It was founded in 1828.", (False, True), id="a-sentence-between"),
        pytest.param("We have the <TUD>.", (False, False), id="gone"),
    ],
)
def test_the_next_sentence_stands_elsewhere(now: str, parted: tuple[bool, bool]) -> None:
    """What stood beyond the sentence is somewhere else in the scope."""
    assert around("We have the <TUD>. It was founded in 1828.", now)[0].parted == parted


WORDS = st.lists(
    st.sampled_from(["we", "and", "TUD", "pay.", "In", "May", "\n", "observatories", "\u2013"]), max_size=12
)


@given(WORDS, WORDS)
def test_what_stands_where_it_stood_is_all_alike(before: list[str], after: list[str]) -> None:
    """A hundred hundredths, whatever stood around it, and nothing stands in its place."""
    marked = f"{' '.join(before)} <Beta> {' '.join(after)}"
    text = fold_within(marked)
    seen, start, end = around(text, text)
    assert seen.stand_at(start, end)
    assert sum(seen.likeness(start, end)) == pytest.approx(100)
    assert not seen.is_replaced(start, end)


@given(WORDS, WORDS, WORDS, WORDS)
def test_likeness_is_of_a_hundred(before: list[str], after: list[str], left: list[str], right: list[str]) -> None:
    """Never less than nothing, never more than all; all of it only where that stands there, or stood in its order."""
    then, now = (
        fold_within(f"{' '.join(one)} <Beta> {' '.join(two)}") for one, two in ((before, after), (left, right))
    )
    seen, start, end = around(then, now)
    likeness = seen.likeness(start, end)
    assert min(likeness) >= 0
    assert sum(likeness) <= 100.0001
