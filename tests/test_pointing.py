"""What a steward points at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.desk import Desk
from lhextract.model.correction import Action
from lhextract.pointing import LONGEST_SENTENCE, find_decided, find_record, find_words, marked, sentence

FLINDERS = "lh-527ydxmyez"
NAMED = [
    pytest.param(FLINDERS, FLINDERS, id="id"),
    pytest.param("2", FLINDERS, id="number"),
    pytest.param("Flinders  University", FLINDERS, id="name-of-an-initiative-first"),
    pytest.param("Carola Dierich", "ps-pzyiok4hxn", id="name-of-a-person"),
    pytest.param("nobody", "nobody", id="unknown-is-left-to-deciding"),
]


@pytest.mark.parametrize(("given_name", "ident"), NAMED)
def test_record_is_found(given_name: str, ident: str, desk: Desk) -> None:
    """By id, number or name."""
    assert find_record(desk, given_name) == ident


def test_number_beyond_the_page_is_refused(desk: Desk) -> None:
    """The message says how many there are."""
    with pytest.raises(DecisionError, match="1 to 22"):
        find_record(desk, "23")


def test_name_of_several_is_refused(desk: Desk) -> None:
    """Two initiatives of one name are listed by their ids."""
    desk.decide([Wish(Action.SET, "lh-4yqt5racwu", "name", "Flinders University")], author="Ann Lee")
    with pytest.raises(DecisionError, match=f"lh-4yqt5racwu .*{FLINDERS}"):
        find_record(desk, "Flinders University")


WORDS = [
    pytest.param("practical year", None, "practical year", id="once"),
    pytest.param("practical \n year", None, "practical year", id="white-space"),
    pytest.param("the", 2, "the", id="second-of-several"),
    pytest.param("urthermor", None, "urthermor", id="inside-a-word"),
]


@pytest.mark.parametrize(("quote", "nth", "found"), WORDS)
def test_words_are_found(quote: str, nth: int | None, found: str, desk: Desk) -> None:
    """Exactly as they stand, in the block of the initiative."""
    assert desk.text[slice(*find_words(desk, FLINDERS, quote, nth=nth))] == found


def test_whole_words_come_first(desk: Desk) -> None:
    """The article is not found in "their" where it stands by itself."""
    with pytest.raises(DecisionError) as error:
        find_words(desk, FLINDERS, "the")
    assert "[[the]] one hand" in str(error.value)
    assert "[[the]]ir" not in str(error.value)


NOT_FOUND = [
    pytest.param("Practical Year", None, r"did you mean .*\[\[practical year\]\]", id="another-case"),
    pytest.param("year of practice", None, r"did you mean .*\[\[year\]\]", id="first-word"),
    pytest.param("xyzzy", None, "prints what stands where", id="nothing-like-it"),
    pytest.param("the", None, r"--nth 1 to \d+; it stands here:\n  1: ", id="several"),
    pytest.param("the", 99, "--nth 1 to", id="beyond-the-last"),
    pytest.param(" ", None, "words of the page", id="blank"),
]


@pytest.mark.parametrize(("quote", "nth", "message"), NOT_FOUND)
def test_words_that_are_not_there_are_refused(quote: str, nth: int | None, message: str, desk: Desk) -> None:
    """The message shows what stands there."""
    with pytest.raises(DecisionError, match=message):
        find_words(desk, FLINDERS, quote, nth=nth)


@given(text=st.text("ab .\n", max_size=400), data=st.data())
def test_sentence_holds_its_place(text: str, data: st.DataObject) -> None:
    """A sentence is never less than the place, and not much more than a line."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence(text, (start, end))
    assert 0 <= first <= start <= end <= last <= len(text)
    assert last - first <= end - start + 2 * LONGEST_SENTENCE


def test_place_is_marked() -> None:
    """The sentence is shown on one line, cut between words."""
    text = "First one. " + "long " * 60 + "word here " + "long " * 60 + "Last."
    shown = marked(text, (text.index("word"), text.index("word") + 4))
    assert "long [[word]] here long" in shown
    assert shown.startswith("long ")
    assert shown.endswith(" long")


def test_decision_that_was_followed_names_the_later_one(desk: Desk) -> None:
    """Only what stands can be taken back."""
    first, second = (desk.decide([Wish(Action.SET, FLINDERS, "name", n)], author="Ann Lee")[0] for n in ("A", "B"))
    assert find_decided(desk, second.id) == (FLINDERS, "name")
    with pytest.raises(DecisionError, match=f"after it came {second.id}"):
        find_decided(desk, first.id)
