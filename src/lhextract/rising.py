"""The longest rising part of a row of numbers: what stands in the same order as before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(ranks: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence, in order (patience sorting, n log n)."""
    tops: list[int] = []  # the least last rank of a rising run of each length
    holders: list[int] = []  # the place that holds it
    before: list[int] = []  # for each place, the one before it in its run
    for place, rank in enumerate(ranks):
        length = bisect_left(tops, rank)
        before.append(holders[length - 1] if length else -1)
        tops[length : length + 1] = [rank]
        holders[length : length + 1] = [place]
    rising, place = [], holders[-1] if holders else -1
    while place >= 0:
        rising.append(place)
        place = before[place]
    return rising[::-1]
