"""What stands elsewhere than before: the fewest that have to be moved, and where they stand now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved_items(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest items of both lists that must be taken out so that the others stand in the same order."""
    place = {item: index for index, item in enumerate(old)}
    common = [item for item in new if item in place]
    return frozenset(common) - frozenset(_longest_rising(common, [place[item] for item in common]))


def _longest_rising(items: Sequence[str], ranks: Sequence[int]) -> list[str]:
    """Items of a longest rising subsequence of their ranks (patience sorting, n log n)."""
    tops: list[int] = []  # the least last rank of a rising run of each length
    holders: list[int] = []  # the index that holds it
    before: list[int] = []
    for index, rank in enumerate(ranks):
        length = bisect_left(tops, rank)
        before.append(holders[length - 1] if length else -1)
        tops[length : length + 1] = [rank]
        holders[length : length + 1] = [index]
    rising, index = [], holders[-1] if holders else -1
    while index >= 0:
        rising.append(items[index])
        index = before[index]
    return rising


def places(order: Sequence[str]) -> dict[str, str]:
    """What each item stands behind; "" for the first."""
    return dict(zip(order, ["", *order], strict=False))


def put_in_place(kept: Sequence[str], placed: Sequence[tuple[str, str]]) -> list[str]:
    """Put items behind those that they stand behind; `placed` is in the order of the new list."""
    order = list(kept)
    for item, place in placed:
        order.insert(order.index(place) + 1 if place else 0, item)
    return order
