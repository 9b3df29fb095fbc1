"""What stands elsewhere than before: the fewest that have to be moved, and where they stand now."""

from __future__ import annotations

from collections.abc import Sequence

from lhextract.rising import longest_rising


def moved_items(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest items of both lists that must be taken out so that the others stand in the same order."""
    place = {item: index for index, item in enumerate(old)}
    common = [item for item in new if item in place]
    staying = longest_rising([place[item] for item in common])
    return frozenset(common) - {common[index] for index in staying}


def places(order: Sequence[str]) -> dict[str, str]:
    """What each item stands behind; "" for the first."""
    return dict(zip(order, ["", *order], strict=False))


def put_in_place(kept: Sequence[str], placed: Sequence[tuple[str, str]]) -> list[str]:
    """Put items behind those that they stand behind; `placed` is in the order of the new list."""
    order = list(kept)
    for item, place in placed:
        order.insert(order.index(place) + 1 if place else 0, item)
    return order
