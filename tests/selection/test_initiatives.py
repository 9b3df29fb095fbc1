"""Which initiatives are wanted: by category, by change, by the language of their page."""

from __future__ import annotations

import pytest

from lhextract.selection.initiatives import CategoryError
from lhextract.selection.select import select
from lhextract.selection.wanted import Selection
from tests.builders import records_of
from tests.selection.two_initiatives import (
    LINES,
    PAGE,
    A,
    B,
    codes,
    selected,
)


@pytest.mark.parametrize(
    "name",
    [
        *("cat-n", "Abroad", "networks", "Networks › Abroad", "networks>abroad", " Networks  >  Abroad "),
    ],
)
def test_a_category_by_any_of_its_names(name: str) -> None:
    """An id, a heading, an outer heading, headings joined; case and blanks make no difference."""
    found = selected(categories=(name,))
    assert [one.id for one in found.records.initiatives] == [A]
    assert [one.id for one in found.records.categories] == ["cat-n"]


def test_several_categories_are_joined() -> None:
    """What is under either of two headings is left."""
    assert selected(categories=("Abroad", "Programmes")).records == PAGE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("Netwroks", "did you mean 'Networks › Abroad'?", id="slip"),
        pytest.param("zzz", "the page has 'Networks › Abroad', 'Programmes'", id="nothing-like-it"),
    ],
)
def test_an_unknown_category_names_those_there_are(name: str, said: str) -> None:
    """A category that the page does not have is wrong usage, with what would be right."""
    with pytest.raises(CategoryError, match="--category: found") as error:
        selected(categories=(name,))
    assert said in str(error.value)


def test_a_page_without_categories_says_so() -> None:
    """Where there are no headings, none can be asked for."""
    with pytest.raises(CategoryError, match="it has no categories"):
        select(records_of(), Selection(categories=("Networks",)), text="")


def test_what_belongs_to_an_initiative_goes_with_it() -> None:
    """Mentions, findings, institutions and people of what is gone go; lines stay and belong to nothing."""
    found = selected(categories=("Programmes",))
    left = found.records
    assert {line.initiative for line in left.lines} == {None, B}
    assert len(left.lines) == len(LINES)
    assert {one.initiative for one in left.mentions} == {B}
    assert [one.id for one in left.institutions] == ["org-unnamed"]
    assert [one.id for one in left.people] == ["ps-noether", "ps-nobody"]
    assert codes(found) == {"of-page", "in-energy", "says-who"}
    assert found.left_out["category"]["initiatives"] == 1


def test_a_part_keeps_the_whole() -> None:
    """The institution that another one is part of stays with it, and both go together."""
    assert "org-host" in {one.id for one in selected(categories=("Networks",)).records.institutions}
    unsure = selected(min_confidence=0.81)
    assert {one.id for one in unsure.records.institutions} == {"org-lund", "org-unnamed"}


def test_since_leaves_what_changed() -> None:
    """Initiatives that changed, all categories, and the ids that are gone."""
    found = selected(since="HEAD~1", changed=frozenset({B, "lh-gone"}))
    assert [one.id for one in found.records.initiatives] == [B]
    assert found.records.categories == PAGE.categories
    assert found.withdrawn == (("contact", "ct-old"), ("initiative", "lh-old"))


@pytest.mark.parametrize("languages", [(), ("en",), ("de", "en")])
def test_a_source_in_a_wanted_language_stays(languages: tuple[str, ...]) -> None:
    """The language of the page is among those that are wanted, or none was asked for."""
    assert selected(languages=languages).records == PAGE


def test_a_source_in_another_language_is_left_out() -> None:
    """All of it: text, lines and records; the count says so."""
    found = selected(languages=("de",))
    assert found.is_left_out
    assert (found.text, found.records.lines, found.records.initiatives) == ("", (), ())
    assert found.left_out["language"]["sources"] == 1
