"""Finds again, on the page of today, the characters that a steward's decision was about.

Only exact matches of the quote count; typography and white space are no difference (`lhextract.wording.fold`). Where
the quote stands once and stood once, that is the place. Else what stands around it decides, if one place is clearly
better than all others and has enough of it: a quote that was taken out does not go to another one that stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.corrections.context import NEAR, Likeness, Surroundings
from lhextract.corrections.folded import fold_with_offsets
from lhextract.corrections.joints import fits, joints
from lhextract.errors import UsageError
from lhextract.model.correction import Saw
from lhextract.wording import fold

MOST = 2000  # places; where a quote stands more often, only those with all of its context count
ENOUGH = 24.0  # what the context of the best place has to weigh
CLEARLY = 0.5  # of that, the second best has at most this share


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: the fields of `Saw` that say so."""

    quote: str
    before: str
    after: str
    occurrence: int
    of: int


@dataclass(frozen=True, slots=True)
class Found:
    """The quote stands at `[start, end)` now."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may be any of these, or gone."""

    candidates: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """It stands nowhere in the scope."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A place of today: its span, and `[at, end)` in the folded text of the scope."""

    span: Span
    folded: str
    at: int
    end: int


def describe(text: str, start: int, end: int, *, scope: Span) -> Place:
    """Say where `[start, end)` stands, so that it can be found again when the page has changed.

    Blanks at its ends are left out. Context does not reach beyond the scope: what stands there changes when blocks
    move. A stretch that is not in the scope, or has nothing but blanks, is a `UsageError`.
    """
    if not scope[0] <= start < end <= scope[1] <= len(text) or text[start:end].isspace():
        raise UsageError(f"[{start}, {end}): nothing to stand on; choose a text within [{scope[0]}, {scope[1]})")
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    quote, (before, after) = text[start:end], _sides(text, start, end, scope)
    places = [place.span for place in _places(quote, before, after, text, scope)]
    return Place(quote, before, after, places.index((start, end)) + 1, len(places))


def find_again(saw: Saw, text: str, *, scope: Span) -> Found | Doubtful | Gone:
    """Find the quote of a decision in the scope."""
    if saw.quote is None or not saw.quote.strip():
        return Gone()
    places = _places(saw.quote, saw.before, saw.after, text, scope)
    if not places:
        return Gone()
    around = Surroundings.kept(saw.before, saw.after)
    same = [place for place in places if around.stand_at(place.folded, place.at, place.end)]
    if len(same) == 1:
        return Found(*same[0].span)
    if same:
        meant = places[saw.occurrence - 1] if len(places) == saw.of and saw.occurrence else None
        return Found(*meant.span) if meant in same else _doubtful(same)
    if len(places) == 1 and saw.of == 1:
        return Found(*places[0].span)
    if len(places) > MOST:
        return _doubtful(places)
    return _best(places, [around.likeness(place.folded, place.at, place.end) for place in places])


def _best(places: Sequence[_Standing], likenesses: Sequence[Likeness]) -> Found | Doubtful:
    """The place whose context is clearly the likest."""
    ranked = sorted(range(len(places)), key=lambda index: -likenesses[index].weight)
    best = likenesses[ranked[0]].weight
    second = likenesses[ranked[1]].weight if len(ranked) > 1 else 0.0
    if best >= ENOUGH and second <= CLEARLY * best:
        return Found(*places[ranked[0]].span)
    return _doubtful(places)


def _doubtful(places: Sequence[_Standing]) -> Doubtful:
    return Doubtful(tuple(place.span for place in places))


def _sides(text: str, start: int, end: int, scope: Span) -> tuple[str, str]:
    return text[max(scope[0], start - NEAR) : start], text[end : min(scope[1], end + NEAR)]


def _places(quote: str, before: str, after: str, text: str, scope: Span) -> list[_Standing]:
    """Every place in the scope at which the quote stands as a word of its own, or in the same longer word as then."""
    folded, plain = fold_with_offsets(text[slice(*scope)]), fold(quote)
    then = joints(quote, before, after)
    found: list[_Standing] = []
    at = folded.text.find(plain)
    while at >= 0:
        first, last = folded.back(at), folded.back(at + len(plain))
        if first is not None and last is not None:
            span = scope[0] + first, scope[0] + last
            if fits(then, joints(text[slice(*span)], *_sides(text, *span, scope))):
                found.append(_Standing(span, folded.text, at, at + len(plain)))
        at = folded.text.find(plain, at + 1)
    return found
