"""What speaks for two initiatives being one: what counts, how much, and what is named to a person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.identity.evidence import Rarity, compare_initiatives, features_of
from lhextract.model.identity import Cue, KnownInitiative
from tests.identity.made import BOOKS, STARS, WATER, known, reached


def compared(old: KnownInitiative, new: KnownInitiative, *others: KnownInitiative) -> tuple[float, tuple[Cue, ...]]:
    """Likeness and cues of two initiatives on a page that has `others` too, then and now."""
    before, after = ([features_of(one) for one in (first, *others)] for first in (old, new))
    return compare_initiatives(before[0], after[0], Rarity([before, after]))


def cues_of(old: KnownInitiative, new: KnownInitiative, *others: KnownInitiative) -> dict[str, tuple[float, str]]:
    """Weight and detail by kind of cue."""
    return {cue.cue: (cue.weight, cue.detail) for cue in compared(old, new, *others)[1]}


OTHER = known("lh-9", "Stars", STARS)
# Kind, what both have, the full weight, the detail.
SHARED = [
    pytest.param(
        {"partners": ("Łódź Institute",)}, {"partners": ("Lodz Institute",)}, "partners", 2.0, "lodz institute"
    ),
    pytest.param({"people": ("EVA ROTH",)}, {"people": ("Eva Roth",)}, "people", 2.0, "eva roth"),
    pytest.param({"acronyms": ("WM",)}, {"acronyms": ("WM",)}, "acronyms", 1.0, "WM"),
    pytest.param({"category": ("A", "B")}, {"category": ("A", "B")}, "category", 0.3, "A B"),
    pytest.param(
        {"contacts": (reached(phones=("+491",)),)}, {"contacts": (reached(phones=("+491",)),)}, "addresses", 1.0, "+491"
    ),
    pytest.param(
        {"contacts": (reached(email="a@b.example"),)},
        {"contacts": (reached(email="a@b.example"),)},
        "addresses",
        1.0,
        "a@b.example",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "kind", "weight", "detail"), SHARED, ids=lambda one: one if isinstance(one, str) else None
)
def test_one_thing_in_common(old: dict[str, Any], new: dict[str, Any], kind: str, weight: float, detail: str) -> None:
    """It counts in full, and a person is told what it is."""
    found = cues_of(known(name="A", text="", **old), known(name="Z", text="", **new), OTHER)
    assert found == {kind: (weight, detail)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"partners": ("MIT",)}, {"partners": ("ETH",)}, id="partners"),
        pytest.param({"category": ("A", "B")}, {"category": ("A",)}, id="category"),
        pytest.param({"acronyms": ("WM",)}, {"acronyms": ("wm",)}, id="acronyms-are-spelt"),
        pytest.param({"partners": ("MIT",)}, {"people": ("MIT",)}, id="another-kind"),
        pytest.param(
            {"contacts": (reached(phones=("+491",), retired=True),)},
            {"contacts": (reached(phones=("+491",)),)},
            id="a-contact-that-went",
        ),
    ],
)
def test_nothing_in_common(old: dict[str, Any], new: dict[str, Any]) -> None:
    """What both have, and is not the same, is no cue."""
    assert compared(known(name="A", text="", **old), known(name="Z", text="", **new), OTHER) == (0.0, ())


@pytest.mark.parametrize(
    ("old", "new", "weight", "detail"),
    [
        pytest.param("The Water Network", "water network", 3.0, "water network", id="one-name"),
        pytest.param("Water Network East", "Water Network West", 2.0, "", id="two-words-of-three"),
        pytest.param("Water Network", "Water School", 1.5, "", id="just-half"),
        pytest.param("Water Network", "Water", 2.0, "", id="shorter"),
        pytest.param("Water Network East", "Water School", None, None, id="less-than-half"),
    ],
)
def test_names(old: str, new: str, weight: float | None, detail: str | None) -> None:
    """One name counts in full and is shown; two that share half of their words or more only resemble each other."""
    found = cues_of(known(name=old, text=""), known(name=new, text=""), OTHER)
    assert found.get("name", (None, None)) == (weight, detail)


def test_any_name_that_it_ever_had() -> None:
    """A title that comes back is the same title; of names that only resemble each other the nearest counts."""
    old = KnownInitiative("lh-1", ("Rivers", "Water Network East"))
    assert cues_of(old, known(name="Water Network East", text=""))["name"] == (3.0, "water network east")
    assert cues_of(old, known(name="Water Network West", text=""))["name"] == (2.0, "")


@pytest.mark.parametrize("derived", ["old", "new"])
def test_a_name_that_the_page_does_not_show_is_no_cue(derived: str) -> None:
    """It follows the order of the page: twins that change places would exchange it."""
    old, new = (known(name_derived=side == derived) for side in ("old", "new"))
    assert compared(old, new)[0] == 1.0
    assert "name" not in cues_of(old, new)


def test_likeness_is_of_what_both_have() -> None:
    """A kind that one side lacks neither helps nor harms; one that both have and do not share harms."""
    rich = known(partners=("MIT",), people=("Eva Roth",), acronyms=("WM",))
    assert compared(rich, known(), OTHER)[0] == 1.0
    # Text 4, words 2 and name 3 of these and 2 for the partners: nine elevenths.
    assert compared(rich, known(partners=("ETH",)), OTHER)[0] == 0.818
    assert compared(known(text=""), known(name="Stars", text=""), OTHER)[0] == 0.0
    assert compared(known(text=""), KnownInitiative("lh-2", ("",), text=STARS)) == (0.0, ())


def test_cues_are_named_by_weight() -> None:
    """The strongest first, texts by the number of words and triples that are shared."""
    cues = compared(known(partners=("MIT",)), known(partners=("MIT",)), OTHER)[1]
    assert [(cue.cue, cue.weight) for cue in cues] == [("text", 4.0), ("name", 3.0), ("words", 2.0), ("partners", 2.0)]
    assert [cue.detail for cue in cues] == ["15 shared", "water", "17 shared", "mit"]


@pytest.mark.parametrize(
    ("number", "detail"),
    [
        pytest.param(4, "a1, b1, c1, d1", id="all"),
        pytest.param(5, "a1, b1, c1, d1, 1 more", id="one-more"),
        pytest.param(7, "a1, b1, c1, d1, 3 more", id="three-more"),
    ],
)
def test_details_name_four(number: int, detail: str) -> None:
    """The rest is a number."""
    partners = tuple(f"{letter}1" for letter in "gfedcba"[-number:])
    assert cues_of(known(partners=partners), known(partners=partners))["partners"][1] == detail


def test_details_name_the_longest_first() -> None:
    """A long name says more than a short one."""
    both = known(partners=("ETH", "Delft University", "MIT", "Beta Institute"))
    assert cues_of(both, both)["partners"][1] == "delft university, beta institute, eth, mit"


def test_what_all_have_says_little() -> None:
    """A partner of every initiative weighs less than one of a single one; the larger side tells of how many."""
    common = [known(f"lh-{number}", f"N{number}", "", partners=("DAAD",)) for number in range(3)]
    old, new = (known("lh-8", name, "", partners=("DAAD", own)) for name, own in (("A", "MIT"), ("Z", "ETH")))
    shares_common = cues_of(old, new, *common)["partners"][0]
    alike = known("lh-8", "Z", "", partners=("MIT", "CERN"))
    shares_rare = cues_of(old, alike, *common)["partners"][0]
    # Four have DAAD, log(5/4), and one has each of the others, log(5).
    assert (shares_common, shares_rare) == (0.24, 1.27)


def test_rarity_counts_the_side_that_has_most() -> None:
    """The new page repeats what the old one had, so that a thing does not count twice; a page of one still counts."""
    one = [features_of(known(acronyms=("WM",)))]
    assert Rarity([one, one]).weight("acronyms", ["WM"]) == Rarity([one, []]).weight("acronyms", ["WM"]) > 0
    assert Rarity([one]).weight("acronyms", []) == 0


TEXTS = st.sampled_from([WATER, STARS, BOOKS, "", "water", WATER + " " + BOOKS])
INITIATIVES = st.builds(
    known,
    name=st.sampled_from(["Water", "Water Network", "Stars", ""]),
    text=TEXTS,
    partners=st.sets(st.sampled_from(["MIT", "ETH", "CERN"])).map(tuple),
    name_derived=st.booleans(),
)


@given(INITIATIVES, INITIATIVES, INITIATIVES)
def test_likeness_is_mutual_and_at_most_one(
    one: KnownInitiative, other: KnownInitiative, third: KnownInitiative
) -> None:
    """From 0 to 1, whichever is the older; with itself it is 1 where there is anything to compare."""
    score, cues = compared(one, other, third)
    assert 0 <= score <= 1
    assert (score, cues) == compared(other, one, third)
    assert compared(one, one, third)[0] in (
        {1.0} if one.text or (one.names[0] and not one.name_derived) or one.partners else {0.0}
    )
