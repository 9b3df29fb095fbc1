"""The numbering of a page, learned from its own numbers: which exchange, how many digits, how grouped.

A university writes most of its numbers with one area code and one exchange ("+49 351 463-NNNNN"). What the page
does again and again is its habit; a number that departs from it by one digit is likely mistyped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from lhextract.phones.numbers import cut_extension

FEWEST = 5  # different numbers with one exchange, below which a page has no habit
AGREEMENT = 0.8  # share of an area's numbers that have the exchange
DEPARTING = 1  # numbers that may have another length or grouping; where more have, both are in use
FEWEST_BEHIND = 2  # digits behind the exchange
FEWEST_EXCHANGE = 2  # digits of an exchange; one is shared by chance
FEWEST_TO_SLIP = 3  # digits of an exchange in which a slip is told from another exchange
# A mobile number has the prefix of its network, which says nothing of the house.
OF_NO_HOUSE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE})


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange of a page: `prefix` is country code, area code and exchange in digits ("49351463").

    `country` and `area` say how many of its digits are country code, and country and area code. `numbers`: how many
    different numbers have it. `length`: the digits behind it, None if they vary. `separator`: what is written right
    behind it, None if the page does not set the exchange apart.
    """

    prefix: str
    country: int
    area: int
    numbers: int
    length: int | None
    separator: str | None

    @property
    def short(self) -> str:
        """The exchange alone: "463"."""
        return self.prefix[self.area :]

    @property
    def pattern(self) -> str:
        """How a number of it is written: "463-NNNNN"."""
        return f"{self.short}{self.separator or ' '}{'N' * (self.length or 0) or '…'}"

    def write(self, digits: str) -> str:
        """A number of this exchange as the page would write it: "+49 351 463-33013"."""
        area = self.prefix[self.country : self.area]
        head = " ".join(part for part in (f"+{self.prefix[: self.country]}", area, self.short) if part)
        return f"{head}{self.separator or ' '}{digits[len(self.prefix) :]}"


@dataclass(frozen=True, slots=True)
class _Written:
    """A number in digits, with the places between digits where something is written: `borders` maps them to it."""

    digits: str
    country: int
    area: int
    borders: dict[int, str]


def learn_plan(numbers: Iterable[tuple[str, str | None, str | None]]) -> tuple[Exchange, ...]:
    """The exchanges of a page from its numbers (as written, E.164, region); several writings of one are one number.

    An exchange is said only if at least `FEWEST` numbers and `AGREEMENT` of its area have it: a page of few numbers,
    or one whose numbers come from many houses, has none. Each area code of a page is looked at by itself.
    """
    areas: dict[str, list[_Written]] = {}
    for raw, e164, _ in dict.fromkeys(numbers):
        written = _read(raw, e164) if e164 else None
        if written is not None:
            areas.setdefault(written.digits[: written.area], []).append(written)
    found = (_exchange_of(group) for group in areas.values())
    return tuple(sorted((exchange for exchange in found if exchange), key=lambda exchange: exchange.prefix))


def borders_of(raw: str, digits: str) -> dict[int, str]:
    """Where a number as written is set apart, counted in the digits of its E.164 form, and by what."""
    main = cut_extension(raw)[0].rstrip()
    # What is written in front differs ("0 351", "+49 (0)351"), so the places are counted from the end.
    borders, left = {}, len(digits)
    for match in reversed(list(re.finditer(r"\d|\D+", main))):
        if match.group().isdigit():
            left -= 1
        elif 0 < left < len(digits):
            borders[left] = match.group()
    return borders


def area_length(digits: str) -> tuple[int, int] | None:
    """Digits of the country code, and of country and area code, of a number of a house; None for others."""
    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except NumberParseException:
        return None
    if phonenumbers.number_type(number) in OF_NO_HOUSE:
        return None
    country = len(str(number.country_code))
    return country, country + phonenumbers.length_of_geographical_area_code(number)


@lru_cache(maxsize=8192)
def _read(raw: str, e164: str) -> _Written | None:
    digits = e164.removeprefix("+")
    lengths = area_length(digits)
    return _Written(digits, *lengths, borders_of(raw, digits)) if lengths else None


def _exchange_of(group: Sequence[_Written]) -> Exchange | None:
    """The longest exchange that nearly all numbers of an area have; where it ends is told by how they are written."""
    area, country = group[0].area, group[0].country
    total = len({written.digits for written in group})
    ends = Counter(
        written.digits[:end]
        for written in group
        for end in written.borders
        if end - area >= FEWEST_EXCHANGE and len(written.digits) - end >= FEWEST_BEHIND
    )
    fitting = []
    for prefix, having in _by_prefix(group, ends).items():
        cut = ends[prefix]
        count = len({written.digits for written in having})
        grouped = [written for written in having if any(end > area for end in written.borders)]
        if count >= FEWEST and _agree(count, total) and cut > len(grouped) / 2:
            fitting.append((len(prefix), prefix, count, having))
    if not fitting:
        return None
    _, prefix, count, having = max(fitting)
    return Exchange(prefix, country, area, count, _length(prefix, having), _separator(prefix, area, having))


def _by_prefix(group: Sequence[_Written], prefixes: Iterable[str]) -> dict[str, list[_Written]]:
    """The numbers that begin with each prefix; every number is looked at once for each length of a prefix."""
    having: dict[str, list[_Written]] = {prefix: [] for prefix in prefixes}
    sizes = {len(prefix) for prefix in having}
    for written in group:
        for size in sizes:
            if size <= len(written.digits) and written.digits[:size] in having:
                having[written.digits[:size]].append(written)
    return having


def _agree(count: int, total: int) -> bool:
    """Whether so many of all do the same; one of them is left out, because it may be the one that is mistyped."""
    return count >= AGREEMENT * max(count, total - 1)


def _length(prefix: str, having: Sequence[_Written]) -> int | None:
    lengths = Counter(len(digits) - len(prefix) for digits in {written.digits for written in having})
    length, count = lengths.most_common(1)[0]
    return length if lengths.total() - DEPARTING <= count >= FEWEST - DEPARTING else None


def _separator(prefix: str, area: int, having: Sequence[_Written]) -> str | None:
    grouped = [written.borders for written in having if any(end > area for end in written.borders)]
    cuts = Counter(borders[len(prefix)] for borders in grouped if len(prefix) in borders)
    if not len(grouped) - DEPARTING <= cuts.total() >= FEWEST - DEPARTING:
        return None
    return cuts.most_common(1)[0][0]


def likely_meant(digits: str, exchange: Exchange) -> str | None:
    """The number that was likely meant where the beginning of another departs from the exchange by one slip.

    A slip is one digit other, two neighbours exchanged, and, where the page's numbers have one length, a digit
    missing or too many.
    """
    prefix, size = exchange.prefix, len(exchange.prefix)
    # Where area codes have no length of their own, a neighbour is as likely another town or network.
    if digits.startswith(prefix) or len(digits) <= size or exchange.area == exchange.country:
        return None
    meant = None
    if exchange.length in {None, len(digits) - size} and _is_typo(digits[:size], prefix):
        meant = prefix + digits[size:]
    elif exchange.length is not None and len(digits) - size == exchange.length - 1:
        meant = prefix + digits[size - 1 :] if digits[: size - 1] in less_one(prefix) else None
    elif exchange.length is not None and len(digits) - size == exchange.length + 1:
        meant = prefix + digits[size + 1 :] if prefix in less_one(digits[: size + 1]) else None
    in_exchange = digits[: exchange.area] == prefix[: exchange.area]
    return None if in_exchange and len(exchange.short) < FEWEST_TO_SLIP else meant


def _is_typo(one: str, other: str) -> bool:
    """One digit other, or two neighbours exchanged."""
    differing = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )


def less_one(digits: str) -> Iterator[str]:
    """The digits without each of them."""
    return (digits[:index] + digits[index + 1 :] for index in range(len(digits)))
