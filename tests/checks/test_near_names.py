"""Names that differ by one letter."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.checks.near_names import near_pairs
from tests.checks.pages import changed, clean_page, findings_of, messages

CLEAN = clean_page()


@pytest.mark.parametrize(
    ("often", "once", "near"),
    [
        pytest.param("Rolls-Royce", "Roll-Royce", True, id="letter-lost"),
        pytest.param("University of Northbridge", "Univeristy of Northbridge", True, id="letters-exchanged"),
        pytest.param("Universitätsklinikum", "Universitätsklinkum", True, id="inside-a-compound"),
        pytest.param("Goldbergbau Institut", "Goldborgbau Institut", True, id="other-letter"),
        pytest.param("Göttingen", "Göttinger", False, id="inflected"),
        pytest.param("Universität", "Universitäten", False, id="plural"),
        pytest.param("Technische Universität", "Technischen Universität", False, id="ending"),
        pytest.param("Zürichberg", "Zurichberg", False, id="accent"),
        pytest.param("National Museum", "Nacional Museum", False, id="other-language"),
        pytest.param("University", "Universidad", False, id="further-apart"),
        pytest.param("Waterloo", "UWaterloo", False, id="first-letter"),
        pytest.param("Project 2021", "Project 2023", False, id="number"),
        pytest.param("Master", "Matter", False, id="short-word"),
    ],
)
def test_pairs(often: str, once: str, near: bool) -> None:
    """The rarer of two names that differ as by a slip is reported; forms of one word and short words are not."""
    rows = changed(CLEAN, "glaciers", f"The [[INST|{often}]] and again the [[INST|{often}]] work there.")
    rows = changed(rows, "songs", f"They met {once} there.")
    expected = [f"{once.split()[0]!r} stands once, {often.split()[0]!r} 2 times"] if near else []
    assert messages("name-near-miss", findings_of(rows)) == expected


def test_neither_is_rarer() -> None:
    """Of two names that stand equally often neither is called a slip."""
    rows = changed(CLEAN, "glaciers", "The [[INST|Northbridge Museum]] and the [[INST|Nortbridge Museum]].")
    assert messages("name-near-miss", findings_of(rows)) == []


def test_people() -> None:
    """A person's whole name counts, however short its parts are; namesakes with other given names do not."""
    rows = changed(CLEAN, "glaciers", "With [[PERSON|Mia Hofer]] and [[PERSON|Mia Hofer]].")
    near = changed(rows, "songs", "With [[PERSON|Mia Hoffer]].")
    assert messages("name-near-miss", findings_of(near)) == ["'Mia Hoffer' stands once, 'Mia Hofer' 2 times"]
    other = changed(rows, "songs", "With [[PERSON|Leo Hoffer]].")
    assert messages("name-near-miss", findings_of(other)) == []


def _near(one: str, other: str) -> bool:
    """Near by the definition, tried out."""
    if len(one) == len(other):
        places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(places) == 2 and one[places[0] : places[1] + 1] == other[places[0] : places[1] + 1][::-1]
        return len(places) == 1 or (swapped and places[1] == places[0] + 1)
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@given(st.lists(st.text("abc", min_size=1, max_size=6), unique=True, max_size=12))
def test_near_pairs_are_all_near_pairs(words: list[str]) -> None:
    """The neighbourhoods give exactly the pairs that comparing all with all gives."""
    expected = {(a, b) for a, b in combinations(words, 2) if _near(a, b)}
    assert sorted(near_pairs(words)) == sorted(expected)
