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
# Likeness of surroundings, in hundredths (`context.py`), measured by benchmarks/anchoring.py.
ALL = 100
MARGIN, SHARE = 12, 0.7  # the second best has so much less than the best, and at most this share of it
BAR, BAR_OF_FEWER = 20, 30  # by how much the best is better than the best of the others was when it was decided
SIDE = 4  # what a side has at least that is evidence at all
LEAST = 20  # what the best of several places needs, if it may be the one by its order
LEAST_ONE_SIDED = 44  # the same, with evidence on one side
LEAST_OF_FEWER = 40  # if it is out of order, or one is gone for sure: there are fewer, or something is in its place
MUCH = 66  # the same, with evidence on one side
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
    return Place(quote, before, after, own + 1, len(places), _rival(quote, before, after, others))


def find_again(saw: Saw, text: str, *, scope: Span) -> Found | Doubtful | Gone:
    """Find the quote of a decision in the scope; what stands outside of it has no influence."""
    if saw.quote is None or not saw.quote.strip():
        return Gone()
    places = _places(saw.quote, saw.before, saw.after, text, scope)
    if not places:
        return Gone()
    around = Surroundings.kept(saw.quote, saw.before, saw.after, folded=places[0].folded)
    if len(places) == 1 and saw.of == 1:
        return _only(places[0], around)
    same = [place for place in places if around.stand_at(place.at, place.end)]
    if len(same) == 1 and saw.rival < ALL:
        return Found(*same[0].span)
    if same:
        # Twins: nothing but their order tells them apart.
        meant = places[saw.occurrence - 1] if len(places) == saw.of and saw.occurrence else None
        return Found(*meant.span) if meant in same else _doubtful(places)
    if len(places) > MOST:
        return _doubtful(places)
    return _best(saw, places, around)


def find_same(saw: Saw, text: str, *, scope: Span) -> Found | None:
    """The place itself on the page that the steward saw, by its number; None where the scope is another by now."""
    if saw.quote is None or not saw.quote.strip():
        return None
    places = _places(saw.quote, saw.before, saw.after, text, scope)
    return Found(*places[saw.occurrence - 1].span) if 0 < saw.occurrence <= saw.of == len(places) else None


def _only(place: _Standing, around: Surroundings) -> Found | Doubtful:
    """The place of a quote that stands once and stood once, unless something else is seen to stand where it stood."""
    is_like = sum(around.likeness(place.at, place.end)) >= LEAST_OF_FEWER
    return Found(*place.span) if is_like or not around.is_replaced(place.at, place.end) else _doubtful([place])


def _best(saw: Saw, places: Sequence[_Standing], around: Surroundings) -> Found | Doubtful:
    """The place whose surroundings are clearly the likest, if none has all of them."""
    likenesses = [around.likeness(place.at, place.end) for place in places]
    totals = [sum(sides) for sides in likenesses]
    best, second = max(totals), max(sorted(totals)[:-1], default=0.0)
    index = totals.index(best)
    enough = _enough(saw, index, len(places), is_two_sided=min(likenesses[index]) >= SIDE)
    bar = saw.rival + (BAR if len(places) >= saw.of else BAR_OF_FEWER)
    clear = best >= max(second + MARGIN, bar) and second <= SHARE * best
    if best < enough or not clear or around.is_replaced(places[index].at, places[index].end):
        return _doubtful(places)
    return Found(*places[index].span)


def _enough(saw: Saw, index: int, number: int, *, is_two_sided: bool) -> int:
    """What the best place needs, of so many, where it is the one with this index."""
    if saw.occurrence - 1 <= index <= saw.occurrence - 1 + number - saw.of:
        return LEAST if is_two_sided else LEAST_ONE_SIDED
    return LEAST_OF_FEWER if is_two_sided else MUCH


def _rival(quote: str, before: str, after: str, others: Sequence[_Standing]) -> int:
    """How like the likest of the other places is; `ALL` only if it has all of the surroundings."""
    if not others:
        return 0
    around = Surroundings.kept(quote, before, after, folded=others[0].folded)
    if len(others) > MOST or any(around.stand_at(place.at, place.end) for place in others):
        return ALL
    return min(ALL - 1, max(round(sum(around.likeness(place.at, place.end))) for place in others))


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
