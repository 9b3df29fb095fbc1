"""An organisation of ROR, and the form of its id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

NameKind = Literal["label", "alias", "acronym"]
Status = Literal["active", "inactive", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)
ROR_PREFIX = "https://ror.org/"
ALLOWED = "a ROR id such as https://ror.org/042aqky30"
# Crockford's base 32: no i, l, o, u. An id is 0, six of these and two check digits.
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
WRITTEN = re.compile(rf"(?:(?:https?://)?ror\.org/)?(0[{DIGITS}]{{6}}[0-9]{{2}})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of ROR; ids are full ("https://ror.org/042aqky30").

    `name` is the one that ROR shows, `names` all of them with their kind, `name` too. `country` is ISO 3166-1
    alpha-2 (None where ROR gives no place), `types` are ROR's words in lower case. An organisation that is
    inactive has ended, one that is withdrawn should not have been there; `successors` took their place.
    """

    ror: str
    name: str
    names: tuple[tuple[str, NameKind], ...]
    country: str | None
    types: tuple[str, ...]
    status: Status
    parents: tuple[str, ...]
    successors: tuple[str, ...]


def read_ror_id(text: str) -> str | None:
    """Return an id in its one form, "https://ror.org/042aqky30", or None for what is none.

    Also read are "042aqky30" and "ror.org/042aqky30". The last two digits check the others by ISO 7064,
    MOD 97-10, so that an id with one wrong or two swapped characters is None. Source: ror.readme.io, "ROR identifier".
    """
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    ident = match[1].lower()
    return ROR_PREFIX + ident if int(ident[-2:]) == _check_digits(_value(ident)) else None


def ror_number(ror: str) -> int:
    """The number that an id stands for, below 2**30; `ror` is what `read_ror_id` returns."""
    return _value(ror.removeprefix(ROR_PREFIX))


def ror_of_number(number: int) -> str:
    """The id of a number: the opposite of `ror_number`."""
    letters = "".join(DIGITS[number >> shift & 31] for shift in range(25, -1, -5))
    return f"{ROR_PREFIX}0{letters}{_check_digits(number):02}"


def _value(ident: str) -> int:
    value = 0
    for char in ident[1:7]:
        value = value * 32 + DIGITS.index(char)
    return value


def _check_digits(value: int) -> int:
    return 98 - value * 100 % 97
