"""The exchanges of a page filed by how they begin, so that a number is not compared with each of them."""

from __future__ import annotations

from collections.abc import Sequence

from lhextract.phones.plan import Exchange, less_one


class Beginnings:
    """Exchanges to be found by the digits of a number (E.164 without its plus)."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        """File them under their prefix, and under what is left of it without one of its digits."""
        self._whole: dict[str, list[Exchange]] = {}
        self._near: dict[str, list[Exchange]] = {}
        for exchange in exchanges:
            self._whole.setdefault(exchange.prefix, []).append(exchange)
            for key in dict.fromkeys(less_one(exchange.prefix)):
                self._near.setdefault(key, []).append(exchange)
        self._sizes = sorted({len(exchange.prefix) for exchange in exchanges})

    def of(self, digits: str) -> list[Exchange]:
        """The exchanges that a number has, the shorter prefix first."""
        return [found for size in self._sizes for found in self._whole.get(digits[:size], ())]

    def near(self, digits: str) -> list[Exchange]:
        """All exchanges from which the beginning of a number may depart by one slip, and some others."""
        # One digit other, two exchanged, one missing, one too many: as many digits as the prefix has, and the prefix,
        # are the same less one digit of each.
        keys = dict.fromkeys(key for size in self._sizes for key in less_one(digits[:size]))
        return list(dict.fromkeys(found for key in keys for found in self._near.get(key, ())))
