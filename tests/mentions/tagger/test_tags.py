from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert {tag for kind in KINDS for length in (1, 3) for tag in tags_of(kind, length)} == set(range(1, TAG_COUNT))


@given(st.integers(0, 10_000), st.integers(1, 15))
def test_an_allowed_sequence_is_its_names(seed: int, length: int) -> None:
    """Whatever may follow what, the names that a sequence spells are all there is to it: spelt again, it is the same.

    So no name goes on as another kind, and none is left open.
    """
    choice = np.random.default_rng(seed)
    allowed, last = may_follow(), closing()
    tags: list[int] = []
    while len(tags) < length or not last[tags[-1]]:
        tags.append(int(choice.choice(np.flatnonzero(allowed[tags[-1]] if tags else opening()))))
    spelt = [OUTSIDE] * len(tags)
    for start, end, kind in names_in(tags):
        spelt[start:end] = tags_of(kind, end - start).tolist()
    assert spelt == tags
