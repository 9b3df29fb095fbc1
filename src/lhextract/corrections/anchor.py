"""Finds again, on the page of today, the characters that a steward's decision was about.

Only exact matches of the quote count; typography and white space are no difference (`lhextract.wording.fold`). Where
the quote stands once and stood once, that is the place. Else what stands around it decides, if one place is clearly
better than all others and has enough of it: a quote that was taken out does not go to another one that stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lhextract.corrections.context import NEAR, Surroundings
from lhextract.corrections.folded import fold_with_offsets
from lhextract.corrections.joints import fits, joints
from lhextract.errors import UsageError
from lhextract.model.correction import Saw
from lhextract.wording import fold

MOST = 2000  # places; where a quote stands more often, only those with all of its context count
# Likeness of surroundings, in hundredths (`context.py`); benchmarks/anchoring.py.
ALL = 100
LEAST = 30  # what the best of several places needs
LEAST_OF_FEWER = 60  # what it needs where there are fewer than there were: one of them is gone for sure
MARGIN = 12  # by how much it has to be better than the others, and than the best of the others was then


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: the fields of `Saw` that say so."""

    quote: str
    before: str
    after: str
    occurrence: int
    of: int
    rival: int


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
    places = _places(quote, before, after, text, scope)
    own = [place.span for place in places].index((start, end))
    others = [*places[:own], *places[own + 1 :]]
    return Place(quote, before, after, own + 1, len(places), max(_likenesses(quote, before, after, others), default=0))


def find_again(saw: Saw, text: str, *, scope: Span) -> Found | Doubtful | Gone:
    """Find the quote of a decision in the scope; what stands outside of it has no influence."""
    if saw.quote is None or not saw.quote.strip():
        return Gone()
    places = _places(saw.quote, saw.before, saw.after, text, scope)
    if not places:
        return Gone()
    if len(places) == 1 and saw.of == 1:
        return Found(*places[0].span)
    likenesses = _likenesses(saw.quote, saw.before, saw.after, places)
    same = [place for place, likeness in zip(places, likenesses, strict=True) if likeness == ALL]
    if len(same) == 1 and saw.rival < ALL:
        return Found(*same[0].span)
    if same:
        # Twins: nothing but their order tells them apart.
        meant = places[saw.occurrence - 1] if len(places) == saw.of and saw.occurrence else None
        return Found(*meant.span) if meant in same else _doubtful(places)
    best = max(likenesses)
    second = max(sorted(likenesses)[:-1], default=0)
    least = LEAST if len(places) >= saw.of else LEAST_OF_FEWER
    if best >= max(least, saw.rival + MARGIN, second + MARGIN):
        return Found(*places[likenesses.index(best)].span)
    return _doubtful(places)


def find_same(saw: Saw, text: str, *, scope: Span) -> Found | None:
    """The place itself on the page that the steward saw, by its number; None where the scope is another by now."""
    if saw.quote is None or not saw.quote.strip():
        return None
    places = _places(saw.quote, saw.before, saw.after, text, scope)
    return Found(*places[saw.occurrence - 1].span) if 0 < saw.occurrence <= saw.of == len(places) else None


def _likenesses(quote: str, before: str, after: str, places: Sequence[_Standing]) -> list[int]:
    """How like each place is to what was seen; only those with all of it are `ALL`."""
    around = Surroundings.kept(quote, before, after)
    found = []
    for place in places:
        if around.stand_at(place.folded, place.at, place.end):
            found.append(ALL)
        elif len(places) > MOST:
            found.append(0)
        else:
            found.append(min(ALL - 1, around.likeness(place.folded, place.at, place.end)))
    return found


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
