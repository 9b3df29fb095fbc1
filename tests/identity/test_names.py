"""Institutions, people and categories are found again under any name they had, and never by a name of several."""

from __future__ import annotations

import pytest

from lhextract.identity.categories import match_categories
from lhextract.identity.names import match_names
from lhextract.model.identity import Identities, KnownName
from tests.identity.made import known, named


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param([named("a", "TU Dresden")], [named("x", "TU Dresden")], {"x": "a"}, id="name"),
        pytest.param([named("a", "MIT", "Łódź")], [named("x", "The LODZ")], {"x": "a"}, id="an-earlier-name"),
        pytest.param([named("a", "Łódź")], [named("x", "Other", "Lodz")], {"x": "a"}, id="another-form"),
        pytest.param([named("a", "MIT")], [named("a", "ETH")], {"a": "a"}, id="its-id"),
        pytest.param([named("a", "MIT", ror="1")], [named("x", "ETH", ror="1")], {"x": "a"}, id="ror"),
        pytest.param([named("a", "MIT", ror="1")], [named("x", "MIT", ror="2")], {}, id="another-ror"),
        pytest.param([named("a", "MIT", ror="1")], [named("a", "MIT", ror="2")], {}, id="its-id-and-another-ror"),
        pytest.param([named("a", "MIT", ror="1")], [named("x", "MIT")], {"x": "a"}, id="no-ror-now"),
        pytest.param([named("a", "MIT")], [named("x", "MIT", ror="1")], {"x": "a"}, id="no-ror-then"),
        pytest.param([named("a", "Law"), named("b", "Law")], [named("x", "Law")], {}, id="a-name-of-two"),
        pytest.param(
            [named("a", "Law", ror="1"), named("b", "Law", ror="2")],
            [named("x", "Law", ror="2")],
            {"x": "b"},
            id="a-name-of-two-of-which-one-has-the-ror",
        ),
        pytest.param(
            [named("a", "Law"), named("b", "Law", "LAW B")],
            [named("x", "Law", "Law B")],
            {"x": "b"},
            id="its-next-name",
        ),
        pytest.param([named("a", "Law", "The Law")], [named("x", "Law")], {"x": "a"}, id="two-writings-of-one-name"),
        pytest.param(
            [named("a", "MIT"), named("b", "ETH")],
            [named("x", "ETH"), named("a", "MIT"), named("y", "MIT")],
            {"a": "a", "x": "b"},
            id="its-id-before-a-name",
        ),
        pytest.param(
            [named("a", "MIT"), named("b", "ETH", ror="1")],
            [named("b", "MIT"), named("x", "CERN", ror="1")],
            {"x": "b", "b": "a"},
            id="ror-before-its-id",
        ),
        pytest.param(
            [named("a", "MIT", "ETH")],
            [named("x", "MIT"), named("y", "ETH")],
            {"x": "a"},
            id="divided-the-first-has-it",
        ),
        pytest.param([], [named("x", "MIT")], {}, id="nothing-known"),
        pytest.param([named("a", "MIT")], [], {}, id="nothing-there"),
    ],
)
def test_names(old: list[KnownName], new: list[KnownName], found: dict[str, str]) -> None:
    """By the ROR id, then by its own id, then by a name that no other one has."""
    assert match_names(old, new) == found


A, B, C, D = (known(f"lh-{letter}", category=("Old",)) for letter in "abcd")


def under(heading: str, *letters: str) -> list:
    """Initiatives of these letters under a heading."""
    return [known(f"lh-{letter}", category=tuple(heading.split(" › "))) for letter in letters]


@pytest.mark.parametrize(
    ("before", "after", "headings", "found"),
    [
        pytest.param("abc", "", ["Old"], {"x0": "cat-1"}, id="the-same-heading"),
        pytest.param("abc", "abc", ["The OLD"], {"x0": "cat-1"}, id="another-writing"),
        pytest.param("abcd", "abcd", ["New"], {"x0": "cat-1"}, id="another-heading-over-the-same"),
        pytest.param("ab", "abcdef", ["New"], {"x0": "cat-1"}, id="just-half-of-both"),
        pytest.param("ab", "abcdefg", ["New"], {}, id="less-than-half"),
        pytest.param("", "", ["New"], {}, id="nothing-in-them"),
        pytest.param("", "ab", ["New"], {}, id="nothing-in-it-before"),
        pytest.param("ab", "", ["New"], {}, id="nothing-in-it-now"),
        pytest.param("abc", "abc", ["New", "Old"], {"x1": "cat-1"}, id="the-heading-goes-first"),
    ],
)
def test_category(before: str, after: str, headings: list[str], found: dict[str, str]) -> None:
    """The same heading, or another one over at least half of the initiatives of both."""
    was = Identities(initiatives=tuple(under("Old", *before)), categories=(named("cat-1", "Old"),))
    fresh = [named(f"x{place}", heading) for place, heading in enumerate(headings)]
    assert match_categories(was, fresh, under(headings[0], *after)) == found


def test_the_likest_category() -> None:
    """Of two new headings the one with more of the initiatives is the old one; each is one of before only."""
    was = Identities(
        initiatives=(*under("Old", *"abcdef"), *under("More", "g")),
        categories=(named("cat-1", "Old"), named("cat-2", "More")),
    )
    fresh = [named("x0", "One"), named("x1", "Two")]
    there = [*under("One", *"ab"), *under("Two", *"cdefg")]
    assert match_categories(was, fresh, there) == {"x1": "cat-1"}


def test_a_divided_category() -> None:
    """Two equal halves: the first one is the old category, not both."""
    was = Identities(initiatives=tuple(under("Old", *"abcd")), categories=(named("cat-1", "Old"),))
    fresh = [named("x0", "One"), named("x1", "Two")]
    assert match_categories(was, fresh, [*under("One", *"ab"), *under("Two", *"cd")]) == {"x0": "cat-1"}


def test_category_that_had_gone() -> None:
    """One of the last page is it before a tombstone of the same heading; a tombstone of that heading is found too."""
    gone, there = named("cat-1", "Old", retired=True), named("cat-2", "Old")
    assert match_categories(Identities(categories=(gone, there)), [named("x", "Old")], []) == {"x": "cat-2"}
    assert match_categories(Identities(categories=(gone,)), [named("x", "Old")], []) == {"x": "cat-1"}


def test_tombstones_after_what_is_there() -> None:
    """The first heading is known as it was; the next one had gone, and is found all the same."""
    was = Identities(categories=(named("cat-1", "Old"), named("cat-2", "Gone", retired=True)))
    assert match_categories(was, [named("x", "Old"), named("y", "Gone")], []) == {"x": "cat-1", "y": "cat-2"}


def test_initiatives_that_went_are_in_no_category() -> None:
    """What a heading had once says nothing of what stands under it."""
    rows = tuple(known(f"lh-{letter}", category=("Old",), retired=True) for letter in "abc")
    was = Identities(initiatives=rows, categories=(named("cat-1", "Old"),))
    assert match_categories(was, [named("x", "New")], under("New", *"abc")) == {}


def test_headings_below_each_other() -> None:
    """A category is its whole path; only its newest heading is looked for, whatever it was called before."""
    was = Identities(categories=(named("cat-1", "A › Networks"), named("cat-2", "B › Networks", "C › Networks")))
    fresh = [named("x", "B › Networks"), named("y", "A › Networks"), named("z", "C › Networks")]
    assert match_categories(was, fresh, []) == {"x": "cat-2", "y": "cat-1"}
