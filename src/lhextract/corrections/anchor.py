"""stub"""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.model.correction import Saw


@dataclass(frozen=True, slots=True)
class Place:
    quote: str
    before: str
    after: str
    occurrence: int
    of: int


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    candidates: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gone:
    pass


def _all(q, text, scope):
    out = []
    i = text.find(q, *scope)
    while i >= 0:
        out.append((i, i + len(q)))
        i = text.find(q, i + 1, scope[1])
    return out


def describe(text, start, end, *, scope):
    q = text[start:end]
    a = _all(q, text, scope)
    return Place(
        q,
        text[max(scope[0], start - 32) : start],
        text[end : min(scope[1], end + 32)],
        [x[0] for x in a].index(start) + 1 if (start, end) in a else 0,
        len(a),
    )


def find_again(saw: Saw, text: str, *, scope):
    a = _all(saw.quote, text, scope)
    if not a:
        return Gone()
    if len(a) == 1 and saw.of <= 1:
        return Found(*a[0])
    good = [
        x
        for x in a
        if text[max(scope[0], x[0] - 32) : x[0]] == saw.before and text[x[1] : min(scope[1], x[1] + 32)] == saw.after
    ]
    return Found(*good[0]) if len(good) == 1 else Doubtful(tuple(a))
