"""Finds the words of a decision again on the page of today: exactly, or not at all.

A quote is looked for as it is written; white space and typography are no difference. Where it stands at several
places, then or now, its surroundings decide. A place is taken only if these fit better than those of the best
lookalike did when the decision was made (`Saw.rival`), so that a quote whose own place is gone never slips to a
lookalike that was there all the time; and clearly better than those of any other place of today.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lhextract.model.correction import Saw
from lhextract.wording import TYPOGRAPHY, fold

CONTEXT = 32  # characters on each side (design, section 7)
EDGE = "\x1f"  # stands for the end of the scope: to be the first or last of a block is something to be known by
MARGIN = 6  # by how much a place has to fit better than another; benchmarks/anchoring.py
LEAST = 12  # how well a place has to fit at least, where there are several
Scope = tuple[int, int]
Context = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the page as a decision keeps it; the fields are those of `Saw`."""

    quote: str
    before: str
    after: str
    occurrence: int
    of: int
    rival: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the quote stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The quote stands at these places, and nothing tells which was meant, or that any of them was."""

    candidates: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The quote is not in the scope any more."""


def describe(text: str, start: int, end: int, *, scope: Scope) -> Place:
    """What to keep of `[start, end)` of a page so that it is found again within `scope`, the block or the contact."""
    quote, before, after = text[start:end], text[max(scope[0], start - CONTEXT) : start], text[end : scope[1]][:CONTEXT]
    places = _places(quote, before, after, text, scope)
    own = _context(before, after)
    rivals = [_fit(own, _context_of(text, place, scope)) for place in places if place != (start, end)]
    occurrence = places.index((start, end)) + 1 if (start, end) in places else 0
    return Place(quote, before, after, occurrence, len(places), max(rivals, default=0))


def find_again(saw: Saw, text: str, *, scope: Scope) -> Found | Doubtful | Gone:
    """Where the quote of a decision stands now within `scope`, a half-open span of the canonical text.

    The same text gives the same answer wherever on the page the scope is.
    """
    places = _places(saw.quote or "", saw.before, saw.after, text, scope)
    if not places:
        return Gone()
    if len(places) == 1 and saw.of <= 1:
        return Found(*places[0])
    fits = _fits(saw, text, places, scope)
    best = max(fits)
    others = sorted(fits)[:-1]
    if best >= max(LEAST, saw.rival + MARGIN) and best >= max(others, default=0) + MARGIN:
        return Found(*places[fits.index(best)])
    return Doubtful(tuple(places))


def find_same(saw: Saw, text: str, *, scope: Scope) -> Found | None:
    """The place itself on the page that the steward saw, by its number; None where the scope is another by now."""
    places = _places(saw.quote or "", saw.before, saw.after, text, scope)
    return Found(*places[saw.occurrence - 1]) if 0 < saw.occurrence <= saw.of == len(places) else None


def _fits(saw: Saw, text: str, places: Sequence[Scope], scope: Scope) -> list[int]:
    """How well the surroundings of each place fit those that the steward saw."""
    own = _context(saw.before, saw.after)
    return [_fit(own, _context_of(text, place, scope)) for place in places]


def _places(quote: str, before: str, after: str, text: str, scope: Scope) -> list[Scope]:
    """Where a quote stands in a scope; inside a longer word or number only if it did so when it was seen."""
    pattern = _pattern(quote, open_before=before[-1:].isalnum(), open_after=after[:1].isalnum())
    return [match.span() for match in pattern.finditer(text, *scope)] if quote.strip() else []


@lru_cache(maxsize=4096)
def _pattern(quote: str, *, open_before: bool, open_after: bool) -> re.Pattern[str]:
    body = "".join(_written(char) for char in fold(quote).replace("...", "\u2026"))
    start = r"(?<![^\W_])" if quote[:1].isalnum() and not open_before else ""
    end = r"(?![^\W_])" if quote[-1:].isalnum() and not open_after else ""
    return re.compile(start + body + end)


@lru_cache(maxsize=1024)
def _written(char: str) -> str:
    """How a character of a folded text may be written."""
    if char == " ":
        return r"\s+"
    if char == "\u2026":
        return r"(?:\.\.\.|\u2026)"
    same = [chr(code) for code, plain in TYPOGRAPHY.items() if plain == char]
    return f"[{re.escape(char + ''.join(same))}]" if same else re.escape(char)


def _context_of(text: str, place: Scope, scope: Scope) -> Context:
    start, end = place
    before, after = text[max(scope[0], start - CONTEXT) : start], text[end : min(scope[1], end + CONTEXT)]
    return _context(before, after)


def _context(before: str, after: str) -> Context:
    """Surroundings as they are compared; fewer characters than the most mean that the scope ends there."""
    ends = EDGE if len(before) < CONTEXT else "", EDGE if len(after) < CONTEXT else ""
    return ends[0] + fold(before), fold(after) + ends[1]


def _fit(one: Context, other: Context) -> int:
    """How well two surroundings fit: characters next to the quote that are the same, and words that are shared."""
    nearest = _alike(one[0][::-1], other[0][::-1]) + _alike(one[1], other[1])
    shared = sum((_words(one) & _words(other)).values())
    return nearest + 2 * shared


def _alike(one: str, other: str) -> int:
    """The length of the common beginning."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _words(context: Context) -> Counter[tuple[int, str]]:
    """The longer words of both sides, each known by its side; they are what rewording leaves."""
    return Counter((side, word) for side, text in enumerate(context) for word in re.findall(r"\w{4,}", text.casefold()))
