"""Two columns of names and the lines between them, ordered so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lhextract.model.record import Records

SWEEPS = 12
# A host unit and a partner by their ids, and the names of the initiatives that bring them together.
Pairs = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Host units and partners that hang together, each from top to bottom."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def pairs_of(records: Records) -> Pairs:
    """Return who is brought together by which initiatives, in page order."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for initiative in records.initiatives:
        for unit in dict.fromkeys(one.institution for one in initiative.host_units):
            for partner in dict.fromkeys(one.institution for one in initiative.partners):
                pairs.setdefault((unit, partner), []).append(initiative.name)
    return {pair: tuple(found) for pair, found in pairs.items()}


def arrange(pairs: Pairs) -> tuple[Cluster, ...]:
    """Return the clusters in page order; between two of them no line crosses."""
    return tuple(_arranged(cluster) for cluster in _clusters(pairs))


def crossings(left: Sequence[str], right: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    """How many pairs of lines cross."""
    at_left, at_right = ({one: place for place, one in enumerate(side)} for side in (left, right))
    crossed, ends = 0, list[int]()  # the ends on the right of the lines so far, which begin no lower than the next one
    for _, end in sorted((at_left[unit], at_right[partner]) for unit, partner in pairs):
        crossed += len(ends) - bisect_right(ends, end)
        insort(ends, end)
    return crossed


def _arranged(pairs: Sequence[tuple[str, str]]) -> Cluster:
    """Each side in turn by the mean place of its neighbours (barycentres); of all turns the best one is kept.

    Equal means keep their order, so that the same pairs always give the same picture.
    """
    left = list(dict.fromkeys(unit for unit, _ in pairs))
    right = list(dict.fromkeys(partner for _, partner in pairs))
    best = (crossings(left, right, pairs), left, right)
    for _ in range(SWEEPS):
        if not best[0]:
            break
        right = _by_neighbours(right, left, [(partner, unit) for unit, partner in pairs])
        left = _by_neighbours(left, right, pairs)
        if (crossed := crossings(left, right, pairs)) < best[0]:
            best = (crossed, left, right)
    return Cluster(tuple(best[1]), tuple(best[2]))


def _by_neighbours(side: Sequence[str], other: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    places = {one: place for place, one in enumerate(other)}
    neighbours: dict[str, list[int]] = {one: [] for one in side}
    for one, neighbour in pairs:
        neighbours[one].append(places[neighbour])
    return sorted(side, key=lambda one: sum(neighbours[one]) / len(neighbours[one]))


def _clusters(pairs: Pairs) -> Iterator[list[tuple[str, str]]]:
    """The pairs that hang together; an institution may be a host unit here and a partner there."""
    rest = dict.fromkeys(pairs)
    while rest:
        units, partners = set[str](), set[str]()
        found = {next(iter(rest))}
        while found:
            units |= {unit for unit, _ in found}
            partners |= {partner for _, partner in found}
            rest = {pair: None for pair in rest if pair not in found}
            found = {pair for pair in rest if pair[0] in units or pair[1] in partners}
        yield [pair for pair in pairs if pair[0] in units]
