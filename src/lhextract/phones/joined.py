"""Several numbers written as one: "463-33013/14", "33013 / 33014", "33013, -14".

German pages write the second number by the digits in which it differs from the first. Behind a slash stands a second
number if it has as many digits as the last group of the first, or fewer and counts on from it (…13/14). Fewer digits
that do not count on may be an extension: the number is ambiguous, and has no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.phones.numbers import PhoneValue, cut_extension, is_valid, lacks_area_code, read_number

JOINT = re.compile(r" ?(?:/ ?[-–]?|, ?[-–]) ?(?=\d)")
TAILS = re.compile(r"(?: ?(?:/ ?[-–]?|, ?[-–]) ?\d{1,6}(?!\d))+")
DIGITS = re.compile(r"\d+")
NEAREST = 9  # how far a number may count on from the one before


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One of the numbers written as one: `[start, end)` in the writing, and its value."""

    start: int
    end: int
    value: PhoneValue


def read_numbers(raw: str, *, region: str | None) -> tuple[NumberPart, ...]:
    """The numbers of a writing, each with its own place; one, unless it is joined of several.

    The digits that a later number lacks are taken from the first. An ambiguous writing has one part without `e164`.
    """
    joined = _split(raw, region)
    if joined is None:
        return (NumberPart(0, len(raw), read_number(raw, region=region)),)
    base, tails = joined
    if not _are_numbers(base, tails):
        return (NumberPart(0, len(raw), PhoneValue(e164=None, national=raw, extension=None, region=None)),)
    parts = [NumberPart(0, len(base), read_number(base, region=region))]
    for tail in tails:
        whole = base[: -len(tail.group())] + tail.group()
        parts.append(NumberPart(tail.start(), tail.end(), read_number(whole, region=region)))
    return tuple(parts)


def is_ambiguous(raw: str, *, region: str | None) -> bool:
    """Whether digits after a slash may be a second number or an extension: "0351 463-33013/57"."""
    joined = _split(raw, region)
    return joined is not None and not _are_numbers(*joined)


def _split(raw: str, region: str | None) -> tuple[str, list[re.Match[str]]] | None:
    """The first number, and the digits behind its joints; None if the writing is one number."""
    if cut_extension(raw)[1] is not None:
        return None
    for cut in JOINT.finditer(raw):
        base = raw[: cut.start()]
        if TAILS.fullmatch(raw, cut.start()) and (is_valid(base, region) or lacks_area_code(base, region=region)):
            tails = list(DIGITS.finditer(raw, cut.start()))
            # More digits than the last group of the first: "0351 46/333013" is one number.
            return (base, tails) if max(len(tail.group()) for tail in tails) <= len(_last(base)) else None
    return None


def _last(base: str) -> str:
    """The last group of digits of a number."""
    return [group.group() for group in DIGITS.finditer(base)][-1]


def _are_numbers(base: str, tails: Sequence[re.Match[str]]) -> bool:
    before = _last(base)
    for tail in tails:
        digits = tail.group()
        counts_on = 0 < int(digits) - int(before[-len(digits) :]) <= NEAREST
        if len(digits) != len(_last(base)) and not counts_on:
            return False
        before = before[: -len(digits)] + digits
    return True
