from __future__ import annotations

import itertools

import pytest

from lhextract.mentions.tagger.tags import KINDS, OUTSIDE, TAG_COUNT, closing, may_follow, names_in, opening, tags_of


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_a_name_is_spelt_and_read_back(kind: str, length: int) -> None:
    """The tags of a name are an allowed sequence that spells exactly this name."""
    tags = [OUTSIDE, *tags_of(kind, length), OUTSIDE]
    allowed = may_follow()
    assert all(allowed[a, b] for a, b in itertools.pairwise(tags))
    assert list(names_in(tags)) == [(1, 1 + length, kind)]


def test_names_may_touch() -> None:
    """Two names can stand side by side, without a token between them."""
    tags = [*tags_of("PERSON", 2), *tags_of("INSTITUTION", 1)]
    assert may_follow()[tags[1], tags[2]]
    assert list(names_in(tags)) == [(0, 2, "PERSON"), (2, 3, "INSTITUTION")]


def test_a_line_ends_no_name_halfway() -> None:
    """A line cannot begin inside a name, nor end before one is complete."""
    begin, end = int(tags_of("PERSON", 2)[0]), int(tags_of("PERSON", 2)[1])
    assert opening()[begin]
    assert not opening()[end]
    assert closing()[end]
    assert not closing()[begin]
    assert opening().sum() == closing().sum() == 1 + 2 * len(KINDS)
    assert 1 + 4 * len(KINDS) == TAG_COUNT
