"""Names in a text: as one pattern of all names would find them, but not every name tried at every word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.mentions.occurrences import Names

WORDS = st.lists(
    st.sampled_from(["Ada", "Beta", "Ce", "C", "4EU", "_", "-", "(", ")", " ", " ", ".", "é"]), max_size=14
)
TEXTS = WORDS.map("".join)


@given(text=TEXTS, names=st.sets(TEXTS.filter(bool), max_size=6), joined=st.booleans())
def test_finds_what_one_pattern_finds(text: str, names: set[str], joined: bool) -> None:
    """The leftmost, and there the longest; never inside a word, nor behind a hyphen where that is not allowed."""
    forms = sorted(names, key=lambda name: (-len(name), name))
    before = r"(?<!\w)" if joined else r"(?<![\w-])"
    pattern = re.compile(rf"{before}(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    expected = [match.span() for match in pattern.finditer(text)] if forms else []
    assert [(span.start, span.end) for span in Names(names).within(text, joined=joined)] == expected


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("Ada Beispiel", "Ada Beispiel, Ada Beispiele", 1, id="whole-words"),
        pytest.param("4EU+", "The 4EU+ Alliance", 1, id="ends-with-a-sign"),
        pytest.param("(HI)-Centre", "The (HI)-Centre", 1, id="begins-with-a-sign"),
    ],
)
def test_names_stand_as_written(name: str, text: str, found: int) -> None:
    """A name is found as it is written, whatever signs it has."""
    assert len(list(Names([name]).within(text))) == found


class CountedNames(set[str]):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, name: object) -> bool:
        CountedNames.asked += 1
        return super().__contains__(name)


def test_the_work_does_not_grow_with_the_names() -> None:
    """A text is looked at once, not once for each name: 2,000 names of one first word cost as much as 20."""
    text = "Institute of Ada. " * 50
    asked = []
    for number in (20, 2000):
        names = Names(f"Institute of {place:05}" for place in range(number))
        names._of = {first: CountedNames(some) for first, some in names._of.items()}
        CountedNames.asked = 0
        assert not list(names.within(text))
        asked.append(CountedNames.asked)
    assert asked[0] == asked[1] == 50
