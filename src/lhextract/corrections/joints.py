"""Whether a quote is a word of its own where it stands, or a part of a longer word or number."""

from __future__ import annotations

import re

from lhextract.wording import TYPOGRAPHY

LONGEST = 32  # characters of a word that are looked at
SAME = 4  # characters of what is joined, the hyphen among them: "-Programm" and "-Programme"
PHONE_DIGITS = 6  # a quote with as many digits and no letters is read as a phone number
FREE, JOINED, INSIDE = "", "-", "="

_WORD = re.compile(rf"\w{{1,{LONGEST}}}")
_ADDRESS = re.compile(r"@|://|www\.")
# What joins two pieces, each with a letter or digit behind it; the same read backwards.
_HYPHEN = re.compile(r"[-_]\w")  # "Anna Muster-Frei", "DAAD-Haus"
_NUMBER = re.compile(r"[-/.,:]\d")  # "2019/20", "463-1-2", "1.250"
_PHONE = re.compile(r"[-/.() \u00a0]{1,2}\d")  # "+49 351 463 33013"; a line end joins no numbers
_ADDRESS_PART = re.compile(r"[-_.@/+%=&?#]\w")  # "muster@example.org" in "anna.muster@example.org"


def joints(quote: str, before: str, after: str) -> tuple[str, str]:
    """How a quote hangs together with what stands before and behind it.

    For each side: `FREE`, or `INSIDE` followed by the rest of the word that the quote breaks off in, or `JOINED` (by a
    hyphen or the like to another word or number) followed by the beginning of what is joined.
    """
    plain = quote.translate(TYPOGRAPHY)
    left, right = before[-LONGEST:].translate(TYPOGRAPHY)[::-1], after[:LONGEST].translate(TYPOGRAPHY)
    if plain[:1].isdigit() and left[:1] == "+":
        return JOINED + left[:SAME], _joint(plain, plain[-1:], right)
    return _joint(plain, plain[:1], left), _joint(plain, plain[-1:], right)


def _joint(quote: str, edge: str, outside: str) -> str:
    """`outside` begins with the character next to the edge, so it is reversed on the left side."""
    if not (edge.isalnum() or edge == "_"):
        return JOINED + outside[:SAME] if outside[:1].isalnum() else FREE
    if word := _WORD.match(outside):
        return INSIDE + word.group()
    patterns = [_HYPHEN]
    if _ADDRESS.search(quote):
        patterns.append(_ADDRESS_PART)
    if edge.isdigit():
        patterns.append(_PHONE if _is_phone(quote) else _NUMBER)
    return JOINED + outside[:SAME] if any(pattern.match(outside) for pattern in patterns) else FREE


def _is_phone(quote: str) -> bool:
    return not any(map(str.isalpha, quote)) and sum(map(str.isdigit, quote)) >= PHONE_DIGITS


def fits(then: tuple[str, str], now: tuple[str, str]) -> bool:
    """Whether a place may be the one meant: it hangs together with what it did then, or it has come free."""
    return all(one == other or (one.startswith(JOINED) and other == FREE) for one, other in zip(then, now, strict=True))
