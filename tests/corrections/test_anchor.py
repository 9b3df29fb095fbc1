"""The characters that a decision was about are found again on the page of today, or nobody is fooled."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lhextract.corrections.anchor import Doubtful, Found, Gone, describe, find_again, find_same
from lhextract.errors import UsageError
from lhextract.model.correction import Saw
from lhextract.wording import fold

Answer = Found | Doubtful | Gone
# `<` and `>` stand around the target then, and around where it is now.
LIST = "Partners: Alpha University and <Beta Institute>, Gamma College. Later Beta Institute joined with Delta Lab."
TEAM = "Ada Muster\nTel. <+49 351 463-1>\nBodo Beispiel\nTel. +49 351 463-1"


def read(marked: str) -> tuple[str, tuple[int, int] | None]:
    """A text without its marks, and the span between them, if there are any."""
    if "<" not in marked:
        return marked, None
    return marked.replace("<", "").replace(">", ""), (marked.index("<"), marked.index(">") - 1)


def seen(text: str, start: int, end: int, scope: tuple[int, int] | None = None) -> Saw:
    """What a decision keeps."""
    place = describe(text, start, end, scope=scope or (0, len(text)))
    return Saw(None, **asdict(place), block_sha256="", snapshot="")


def answered(then: str, now: str) -> tuple[Answer, tuple[int, int] | None]:
    """The answer to two marked texts, and the truth."""
    old, span = read(then)
    new, truth = read(now)
    assert span is not None
    return find_again(seen(old, *span), new, scope=(0, len(new))), truth


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param("The <TUD> pays.", "Nothing else is as it was: <TUD>", id="one-then-one-now"),
        pytest.param("The <TUD> pays.", "TUDelft asks, the <TUD> pays.", id="lookalike-in-a-longer-word"),
        pytest.param("Tel. <+49 351 463-1>", "+49 351 463-12 or <+49 351 463-1>", id="lookalike-in-a-longer-number"),
        pytest.param("since <2019>", "in 2019/20, since <2019>", id="lookalike-in-an-academic-year"),
        pytest.param("the <DAAD>-Haus", "the <DAAD>-Haus", id="joined-as-it-was"),
        pytest.param("the <DAAD>-Haus", "the <DAAD> Haus", id="joined-no-more"),
        pytest.param("at <TUD>elft", "at <TUD>elft", id="inside-the-same-word"),
        pytest.param('"<Atlas \u2013 Water>"', "\u201e<Atlas -  Water>\u201c", id="typography"),
        pytest.param("<Waters ...> and", "<Waters\n\u2026> and", id="ellipsis"),
        pytest.param("see <Waters\u2026> and", "see <Waters...> and", id="no-ellipsis"),
        pytest.param(LIST, LIST, id="several-nothing-changed"),
        pytest.param(
            LIST,
            "Partners: Alpha University and <Beta Institute>, Gamma College. In May, Beta Institute left.",
            id="the-other-reworded",
        ),
        pytest.param(
            LIST,
            "Later Beta Institute joined with us. Partners: Alpha University and <Beta Institute>, Gamma College.",
            id="sentences-change-places",
        ),
        pytest.param(
            LIST,
            "Our partners: Omega, Alpha University and <Beta Institute>, Gamma House. Later Beta Institute joined us.",
            id="context-partly-reworded",
        ),
        pytest.param(LIST, "Partners: Alpha University and <Beta Institute>, Gamma College.", id="the-other-gone"),
        pytest.param(TEAM, TEAM, id="same-number-twice"),
        pytest.param(TEAM, f"Cora Dritte\nTel. +49 351 463-1\n{TEAM}", id="a-third-with-the-number"),
    ],
)
def test_found(then: str, now: str) -> None:
    """It is found where it is, whatever stands around it."""
    answer, truth = answered(then, now)
    assert truth is not None
    assert answer == Found(*truth)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param("The <TUD> pays.", "The TUDelft pays.", id="a-longer-word"),
        pytest.param("with <Anna Muster>", "with Anna Muster-Frei", id="a-longer-name"),
        pytest.param("Tel. <+49 351 463-1>", "Tel. +49 351 463-12", id="a-longer-number"),
        pytest.param("Tel. <+49 351 463>", "Tel. +49 351 463 33013", id="a-number-that-goes-on"),
        pytest.param("mail <muster@tu.example>", "mail anna.muster@tu.example", id="a-longer-address"),
        pytest.param("at <TUD>elft", "at TUDresden", id="inside-another-word"),
        pytest.param("the <TUD> pays", "the Tud pays", id="other-spelling"),
        pytest.param("Tel. <+49 351 463-1>", "Tel. +49 351 463-2", id="another-number"),
        pytest.param(LIST, "Partners: Alpha University, Gamma College.", id="all-gone"),
    ],
)
def test_gone(then: str, now: str) -> None:
    """Nothing but the same words will do, and they have to be words of their own."""
    assert answered(then, now)[0] == Gone()


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param(LIST, "Partners: Alpha University. Later Beta Institute joined with Delta Lab.", id="list"),
        pytest.param(LIST, "Partners: Omega. Later Beta Institute joined with Delta Lab.", id="with-its-sentence"),
        pytest.param(
            LIST,
            "Partners: Alpha University and Gamma College. Later Beta Institute joined. So Beta Institute it is.",
            id="another-lookalike-came",
        ),
        pytest.param(TEAM, "Ada Muster\nTel. +49 351 463-2\nBodo Beispiel\nTel. +49 351 463-1", id="number"),
        pytest.param(TEAM, "Bodo Beispiel\nTel. +49 351 463-1", id="with-its-person"),
        pytest.param("from 2015 <2015> on", "from 2015 on", id="neighbours"),
        pytest.param(
            "The idea came up in the <Water Centre> (WC) and grew.",
            "Our friends of the Water Centre say so. The idea came up in the Fire Centre (FC) and grew.",
            id="changed-and-named-elsewhere",
        ),
    ],
)
def test_does_not_go_to_a_lookalike(then: str, now: str) -> None:
    """If the one that was meant is gone, another one that stays is none."""
    assert isinstance(answered(then, now)[0], Doubtful)


def test_twins_are_told_apart_by_their_order() -> None:
    """Where all that stands around them is the same, the number and order of then decide, or nobody does."""
    row = "At the end of every single long day: Beta Institute, at the end of every single long day. "
    text = row * 5
    start = text.index("Beta", 2 * len(row))
    saw = seen(text, start, start + len("Beta Institute"))
    assert (saw.occurrence, saw.of, saw.rival) == (3, 5, 100)
    assert find_again(saw, text, scope=(0, len(text))) == Found(start, start + len("Beta Institute"))
    assert isinstance(find_again(saw, row * 4, scope=(0, len(row) * 4)), Doubtful)


def test_scope_separates() -> None:
    """The same number of another contact, and what stands around the own one, are not looked at."""
    then, now = "Ada Muster\nTel. 463-1\nBodo\nTel. 463-1", "Cora\nTel. 463-1\nAda Muster, M.A.\nTel. 463-1"
    saw = seen(then, 16, 21, (0, 21))
    assert (saw.before, saw.after, saw.of) == ("Ada Muster\nTel. ", "", 1)
    own = now.index("Ada"), len(now)
    assert find_again(saw, now, scope=own) == Found(len(now) - 5, len(now))


def test_blanks_at_the_ends_are_no_part_of_it() -> None:
    """A selection with blanks around it is that without them."""
    assert describe("a  TUD \n", 1, 7, scope=(0, 8)).quote == "TUD"


@pytest.mark.parametrize(("start", "end"), [(1, 1), (1, 3), (0, 9)])
def test_nothing_to_stand_on(start: int, end: int) -> None:
    """An empty selection, one of blanks, and one that is not in its scope are refused."""
    with pytest.raises(UsageError, match="nothing to stand on"):
        describe("a  TUD and more", start, end, scope=(0, 6))


def test_a_decision_without_a_quote_has_no_place() -> None:
    """What stands on no characters is found nowhere."""
    saw = Saw(None, None, "", "", 0, 0, 0, "", "")
    assert find_again(saw, "any text", scope=(0, 8)) == Gone()


ROW = "TUD and TUD and TUD"


@pytest.mark.parametrize(
    ("occurrence", "of", "start"),
    [
        pytest.param(1, 3, 0, id="the-first"),
        pytest.param(2, 3, 8, id="the-second"),
        pytest.param(3, 3, 16, id="the-last"),
        pytest.param(0, 3, None, id="without-a-number"),
        pytest.param(4, 3, None, id="more-than-there-were"),
        pytest.param(1, 2, None, id="fewer-than-there-are"),
        pytest.param(4, 4, None, id="more-than-there-are"),
    ],
)
def test_on_the_same_page_it_is_known_by_its_number(occurrence: int, of: int, start: int | None) -> None:
    """Whatever stands around it; where the scope has another number of places, nobody knows."""
    saw = replace(seen(ROW, 0, 3), occurrence=occurrence, of=of)
    found = None if start is None else Found(start, start + 3)
    assert find_same(saw, ROW, scope=(0, len(ROW))) == found


@pytest.mark.parametrize("quote", [None, "", " \n"], ids=["none", "empty", "blanks"])
def test_nothing_is_found_by_nothing(quote: str | None) -> None:
    """A decision without words, on the same page or another."""
    saw = replace(seen("a b", 0, 1), quote=quote)
    assert find_same(saw, "a b", scope=(0, 3)) is None
    assert find_again(saw, "a b", scope=(0, 3)) == Gone()


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        pytest.param(0, 8, "a TUD b", id="blanks-at-both-ends"),
        pytest.param(2, 7, "TUD", id="blanks-behind"),
        pytest.param(7, 8, "b", id="at-the-end-of-the-scope"),
    ],
)
def test_what_is_described(start: int, end: int, quote: str) -> None:
    """The words without blanks at their ends, and what stands on either side within the scope."""
    text = " a TUD b and more"
    place = describe(text, start, end, scope=(0, 8))
    at = text.index(quote)
    assert (place.quote, place.before, place.after) == (quote, text[:at], text[at + len(quote) : 8])
    assert (place.occurrence, place.of, place.rival) == (1, 1, 0)


def test_the_message_says_where_to_choose() -> None:
    """The span that was given, and the scope."""
    with pytest.raises(UsageError, match=r"\[4, 4\): nothing to stand on; choose a text within \[0, 6\)"):
        describe("a TUD b", 4, 4, scope=(0, 6))


def test_so_much_is_kept_on_each_side() -> None:
    """Thirty-two characters; how near the best of the others comes is kept too."""
    text = f"{'a' * 40} TUD {'b' * 40} and TUD or"
    place = describe(text, 41, 44, scope=(0, len(text)))
    assert (place.before, place.after) == ("a" * 31 + " ", " " + "b" * 31)
    assert (place.occurrence, place.of, place.rival) == (1, 2, 0)
    twins = describe("a TUD b. a TUD b.", 2, 5, scope=(0, 17))
    assert 0 < twins.rival < 100


def test_more_places_than_anybody_looks_at() -> None:
    """Of 2,001 places only one with all of its surroundings counts; with 2,000 the likest is looked for."""
    for number, kind in ((1999, Found), (2000, Doubtful)):
        text = "TUD, " * number
        then = f"{text}In the middle of May we met the TUD in the old town hall."
        now = f"{text}In the middle of June we met the TUD in the old town hall."
        start = then.rindex("TUD")
        answer = find_again(seen(then, start, start + 3), now, scope=(0, len(now)))
        assert isinstance(answer, kind)
        same = find_again(seen(then, start, start + 3), "New. " + then, scope=(0, len(then) + 5))
        assert same == Found(start + 5, start + 8)


PIECES = st.sampled_from(
    [*"ab1 -.\n", "TUD", "TUD ", "\u2013", "\u00a0", "...", "\u2026", "+49 351", "\u201e", '"', "  "]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)


@given(TEXTS, st.data())
def test_the_same_text_gives_the_same_place(text: str, data: st.DataObject) -> None:
    """What was just described is found where it is."""
    start, end = _span(text, data)
    assert find_again(seen(text, start, end), text, scope=(0, len(text))) == Found(start, end)


@given(TEXTS, TEXTS, st.data())
def test_what_is_found_is_the_quote(then: str, now: str, data: st.DataObject) -> None:
    """Whatever is found, or may be it, is the quote up to typography and white space, and lies in the scope."""
    start, end = _span(then, data)
    scope = tuple(sorted((data.draw(st.integers(0, len(now))), data.draw(st.integers(0, len(now))))))
    answer = find_again(seen(then, start, end), now, scope=(scope[0], scope[1]))
    spans = answer.candidates if isinstance(answer, Doubtful) else ()
    for first, last in [(answer.start, answer.end)] if isinstance(answer, Found) else spans:
        assert fold(now[first:last]) == fold(then[start:end])
        assert scope[0] <= first < last <= scope[1]


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.data())
def test_what_stands_outside_has_no_influence(then: str, now: str, above: str, below: str, data: st.DataObject) -> None:
    """The same scope elsewhere on another page gives the same place in it."""
    start, end = _span(then, data)
    alone = find_again(seen(then, start, end), now, scope=(0, len(now)))
    scope = len(above), len(above) + len(now)
    moved = find_again(seen(then, start, end), above + now + below, scope=scope)
    if isinstance(alone, Found):
        alone = Found(alone.start + scope[0], alone.end + scope[0])
    if isinstance(alone, Doubtful):
        alone = Doubtful(tuple((first + scope[0], last + scope[0]) for first, last in alone.candidates))
    assert moved == alone


def _span(text: str, data: st.DataObject) -> tuple[int, int]:
    """A stretch of a text without blanks at its ends."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(not text[start].isspace() and not text[end - 1].isspace())
    return start, end
