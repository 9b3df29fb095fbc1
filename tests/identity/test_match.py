"""Which known initiative is which of a new page, over the whole page, and when a person is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.identity.match import Assignment, assign
from lhextract.model.identity import Cue, KnownInitiative
from tests.identity.made import BOOKS, STARS, WATER, known

OTHERS = (known("lh-8", "Stars", STARS), known("lh-9", "Books", BOOKS))


def pairs_of(found: Assignment) -> dict[int, int]:
    """New by old."""
    return {pair.old: pair.new for pair in found.pairs}


def reason_of(found: Assignment) -> str | None:
    """The reason of the only doubt, None where there is none."""
    assert len(found.doubtful) <= 1
    return found.doubtful[0][2] if found.doubtful else None


def worded(shared: int, own: str, count: int = 10) -> str:
    """A text of so many words, the first of which all texts made here have; the others only those with this letter."""
    return " ".join(
        [f"common{number}" for number in range(shared)] + [f"{own}{number}" for number in range(count - shared)]
    )


def test_unchanged() -> None:
    """Name and text as before: it is known without any comparison, and the evidence says so."""
    (pair,) = assign([known()], [known("lh-2")]).pairs
    assert (pair.old, pair.new, pair.score, pair.cues, pair.retired) == (0, 0, 1.0, (Cue("unchanged", 1.0),), False)


def test_equal_ones_keep_the_order_of_the_page() -> None:
    """Of twins the first is the first; one that came back is behind those that never went."""
    twins = [known("lh-1"), known("lh-2"), known("lh-3")]
    assert pairs_of(assign(twins, twins)) == {0: 0, 1: 1, 2: 2}
    gone_first = [known("lh-1", retired=True), known("lh-2")]
    assert pairs_of(assign(gone_first, [known()])) == {1: 0}
    assert pairs_of(assign(gone_first, [known(), known()])) == {1: 0, 0: 1}


def test_unchanged_is_by_the_newest_name() -> None:
    """A name that it had before is no evidence that nothing changed."""
    old = KnownInitiative("lh-1", ("Rivers", "Water"), text=WATER)
    assert assign([old], [known()]).pairs[0].cues != (Cue("unchanged", 1.0),)


def test_what_says_nothing_is_not_unchanged() -> None:
    """An initiative without a text is compared: a title alone may be that of a successor."""
    assert assign([known(text="")], [known(text="")]).pairs[0].cues == (Cue("name", 3.0, "water"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([known()], [], id="all-gone"),
        pytest.param([], [known()], id="all-new"),
        pytest.param([known()], [known(name="Stars", text=STARS)], id="nothing-alike"),
    ],
)
def test_nothing_to_match(old: list[KnownInitiative], new: list[KnownInitiative]) -> None:
    """No pair, and no question."""
    assert assign(old, new) == Assignment((), ())


def test_the_whole_page_decides() -> None:
    """One takes what is only second for it, where the first is all that another one has."""
    old = [known("lh-1", "A", worded(5, "a")), known("lh-2", "B", worded(5, "b"))]
    new = [known("lh-3", "C", worded(5, "a", 9)), known("lh-4", "D", worded(5, "a", 8))]
    found = assign([*old, *OTHERS], [*new, *OTHERS])
    assert {0, 1} <= {pair.old for pair in found.pairs}


@pytest.mark.parametrize(
    ("shared", "name", "reason"),
    [
        pytest.param(9, "Water", None, id="nearly-all-and-the-name"),
        pytest.param(2, "Water", None, id="little-and-the-name"),
        pytest.param(0, "Water", None, id="nothing-but-the-name"),
        pytest.param(6, "Other", None, id="most-and-another-name"),
        pytest.param(5, "Other", "0.28 alike, and below 0.3 that is too little to be sure", id="half-and-another-name"),
        pytest.param(5, "Water Two", None, id="half-and-a-name-like-it"),
        pytest.param(4, "Water Two", "another name, and only 0.25 of the text", id="less-and-a-name-like-it"),
        pytest.param(2, "Water Two", "0.27 alike, and below 0.3 that is too little to be sure", id="little"),
        pytest.param(3, "Other", "nothing", id="too-little"),
    ],
)
def test_when_a_person_is_asked(shared: int, name: str, reason: str | None) -> None:
    """The less of a text stays, the surer has the name to be; between sure and another one there is a question."""
    found = assign(
        [known("lh-1", "Water", worded(10, "a")), *OTHERS], [known("lh-2", name, worded(shared, "b")), *OTHERS]
    )
    paired = 0 in pairs_of(found)
    assert paired == (reason != "nothing")
    assert reason_of(found) == (reason if paired else None)


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        pytest.param(7, None, id="most-of-it"),
        pytest.param(6, "it had gone, and what came is only 0.59 like it", id="much-of-it"),
        pytest.param(2, "0.28 alike, and below 0.3 that is too little to be sure", id="little-of-it"),
    ],
)
def test_what_had_gone(shared: int, reason: str | None) -> None:
    """What comes is mostly new: a tombstone has a tenth less, and comes back unasked only if it is much alike."""
    old = known("lh-1", "Water", worded(10, "a"), retired=True)
    found = assign([old, *OTHERS], [known("lh-2", "Water", worded(shared, "b")), *OTHERS])
    there = assign(
        [known("lh-1", "Water", worded(10, "a")), *OTHERS], [known("lh-2", "Water", worded(shared, "b")), *OTHERS]
    )
    pair, present = (next(pair for pair in each.pairs if pair.old == 0) for each in (found, there))
    assert (pair.retired, present.retired) == (True, False)
    assert pair.score == pytest.approx(present.score - 0.1)
    assert reason_of(found) == reason


def test_limits_count_as_enough() -> None:
    """Who is just as alike as is asked for is the same one: 0.3, of a text 0.3, and 0.65 after it had gone."""
    old = {"name": "Water Network", "text": worded(12, "a", 12), "acronyms": ("WM",)}
    new = {"name": "Water Network", "text": worded(0, "b"), "acronyms": ("AB",)}
    cases = [
        (known(**old), known(**new), 0.3),
        (known(**old), known(**{**new, "name": "Water School"}), 0.15),
        (known(**old), known(**{**new, "name": "Water School", "text": worded(5, "b", 12)}), 0.353),
        (known(**old, retired=True), known(**{**new, "name": "Water School", "text": old["text"]}), 0.65),
    ]
    reasons = []
    for before, after, score in cases:
        found = assign([before, *OTHERS], [after, *OTHERS])
        assert [pair.score for pair in found.pairs if pair.old == 0] == [score]
        reasons.append(reason_of(found))
    assert reasons == [None, "0.15 alike, and below 0.3 that is too little to be sure", None, None]


def test_rivals() -> None:
    """Two that may be the same one are named, the likelier first; how much worse the next assignment is, is said."""
    old = [known("lh-1", "A", worded(8, "a")), known("lh-2", "B", worded(8, "b")), known("lh-3", "C", worded(7, "c"))]
    found = assign([*old, *OTHERS], [known("lh-4", "D", worded(8, "d")), *OTHERS])
    ((pair, rivals, reason),) = found.doubtful
    assert pair.old == 0
    assert [one.old for one in rivals] == [1, 2]
    assert rivals[0].score == pair.score > rivals[1].score
    assert reason == "another assignment is only 0.00 worse, less than 0.12"


def test_two_that_are_like_one_of_before() -> None:
    """The one that is likelier by far is the same one, and nobody is asked; the other one is new."""
    found = assign(
        [known("lh-1", "Water", WATER), *OTHERS],
        [
            known("lh-2", "Water", WATER + " It is free."),
            known("lh-3", "Water Too", worded(1, "x") + " joint master"),
            *OTHERS,
        ],
    )
    assert pairs_of(found)[0] == 0
    assert found.doubtful == ()


def test_who_is_only_second_is_no_rival() -> None:
    """Only what the same initiative of the page may be is offered, not who else resembles the known one."""
    old = known("lh-1", "A", worded(8, "a"))
    new = [known("lh-3", "C", worded(8, "c")), known("lh-4", "D", worded(8, "d"))]
    ((pair, rivals, reason),) = assign([old, *OTHERS], [*new, *OTHERS]).doubtful
    assert (pair.new, rivals) == (0, ())
    assert "another assignment is only 0.00 worse" in reason


TEXTS = [WATER, STARS, BOOKS, WATER + " " + STARS, "", worded(5, "a"), worded(6, "b")]
PAGES = st.lists(
    st.builds(
        known, name=st.sampled_from(["Water", "Stars", "Water Two"]), text=st.sampled_from(TEXTS), retired=st.booleans()
    ),
    max_size=5,
)


@given(PAGES, PAGES)
def test_every_initiative_is_matched_once(old: list[KnownInitiative], new: list[KnownInitiative]) -> None:
    """At most one partner on each side, every doubt is about a pair, and each pair is at least a little alike."""
    found = assign(old, new)
    assert len({pair.old for pair in found.pairs}) == len({pair.new for pair in found.pairs}) == len(found.pairs)
    assert all(0.15 <= pair.score <= 1 and pair.retired in {old[pair.old].retired, False} for pair in found.pairs)
    for pair, rivals, _ in found.doubtful:
        assert pair in found.pairs
        assert all(rival.new == pair.new and rival.old != pair.old for rival in rivals)
        assert [rival.score for rival in rivals] == sorted((rival.score for rival in rivals), reverse=True)
