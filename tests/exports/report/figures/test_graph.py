from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lhextract.exports.report.figures.graph import arrange, crossings, pairs_of
from lhextract.model.record import Records

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("ABCDEFGHa")), unique=True, max_size=25)


def test_pairs_are_those_of_the_records(records: Records) -> None:
    """A pair has the names of all initiatives that have both, and each such initiative is named."""
    pairs = pairs_of(records)
    for initiative in records.initiatives:
        for unit in initiative.host_units:
            for partner in initiative.partners:
                assert initiative.name in pairs[unit.institution, partner.institution]
    assert sum(map(len, pairs.values())) == sum(
        len({one.institution for one in initiative.host_units}) * len({one.institution for one in initiative.partners})
        for initiative in records.initiatives
    )


@given(PAIRS)
def test_everyone_has_one_place(found: list[tuple[str, str]]) -> None:
    """Each side has all its members once, and a pair is never torn between two clusters."""
    clusters = arrange(dict.fromkeys(found, ("x",)))
    left = [one for cluster in clusters for one in cluster.left]
    right = [one for cluster in clusters for one in cluster.right]
    assert sorted(left) == sorted({unit for unit, _ in found})
    assert sorted(right) == sorted({partner for _, partner in found})
    for unit, partner in found:
        assert [partner in cluster.right for cluster in clusters] == [unit in cluster.left for cluster in clusters]


@given(PAIRS)
def test_never_more_crossings_than_in_page_order(found: list[tuple[str, str]]) -> None:
    """Arranging a picture does not make it worse."""
    before = crossings(*([*dict.fromkeys(side)] for side in zip(*found, strict=True)), found) if found else 0
    clusters = arrange(dict.fromkeys(found, ("x",)))
    left, right = ([one for c in clusters for one in side(c)] for side in (lambda c: c.left, lambda c: c.right))
    assert crossings(left, right, found) <= before


def test_crossings_are_counted() -> None:
    """Two lines cross where the one that begins higher ends lower."""
    assert crossings("ab", "AB", [("a", "B"), ("b", "A")]) == 1
    assert crossings("ab", "AB", [("a", "A"), ("b", "B"), ("a", "B")]) == 0
