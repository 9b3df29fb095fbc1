"""Asks every way of finding again the same question, and judges the answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache

from lhextract.corrections.anchor import Doubtful, Found, Gone, describe, find_again
from lhextract.corrections.context import Surroundings
from lhextract.model.correction import Saw
from lhextract.wording import TYPOGRAPHY, fold
from tests.anchoring.tracked import Span
from tests.anchoring.trials import Trial

Answer = Found | Doubtful | Gone
LEAST_LEFT = 1 / 3


class Verdict(StrEnum):
    """`right`: found where it is, or not found as it is gone. `wrong`: said to be where it is not, and nobody asked."""

    RIGHT = "right"
    ASKED = "asked"
    MISSED = "missed"
    WRONG = "silently wrong"


class Lot(StrEnum):
    """What is counted by itself."""

    ONE = "one place then"
    SEVERAL = "several places then"
    GONE = "gone or changed"
    MOVED = "one place then and now, another one"
    REWRITTEN = "less than a third of its surroundings left, or a lookalike has as much"
    TWINS = "indistinguishable: the same 32 characters around"


# What can be told from what a decision keeps.
ASKABLE = (Lot.ONE, Lot.SEVERAL, Lot.GONE)


def judge(answer: Answer, truth: Span | None) -> Verdict:
    """How good an answer is."""
    if isinstance(answer, Found):
        return Verdict.RIGHT if truth == (answer.start, answer.end) else Verdict.WRONG
    if truth is None:
        return Verdict.RIGHT
    return Verdict.ASKED if isinstance(answer, Doubtful) else Verdict.MISSED


def seen(trial: Trial) -> Saw:
    """What a decision keeps of the target."""
    place = describe(trial.then, trial.start, trial.end, scope=trial.scope_then)
    return Saw(None, **asdict(place), block_sha256="", snapshot="")


def ours(trial: Trial, saw: Saw) -> Answer:
    """What is measured."""
    return find_again(saw, trial.now, scope=trial.scope_now)


def same_offset(trial: Trial, saw: Saw) -> Answer:
    """A rival: the offsets that it had on the page."""
    del saw
    quote = trial.then[trial.start : trial.end]
    there = trial.now[trial.start : trial.end] == quote
    return Found(trial.start, trial.end) if there else Gone()


def nearest(trial: Trial, saw: Saw) -> Answer:
    """A rival: the exact quote that is nearest to the old place in the scope."""
    assert saw.quote is not None
    places = _exact(trial, saw.quote)
    at = trial.start - trial.scope_then[0] + trial.scope_now[0]
    return Found(*min(places, key=lambda place: abs(place[0] - at))) if places else Gone()


def likest(trial: Trial, saw: Saw) -> Answer:
    """A rival: the exact quote with the best context, however bad."""
    assert saw.quote is not None
    scope, first = trial.now[slice(*trial.scope_now)], trial.scope_now[0]
    around = Surroundings.kept(saw.quote, saw.before, saw.after, folded=scope)
    places = _exact(trial, saw.quote)

    def weight(place: Span) -> float:
        return sum(around.likeness(place[0] - first, place[1] - first))

    return Found(*max(places, key=weight)) if places else Gone()


def _exact(trial: Trial, quote: str) -> list[Span]:
    found, at = [], trial.now.find(quote, *trial.scope_now)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = trial.now.find(quote, at + 1, trial.scope_now[1])
    return found


Way = Callable[[Trial, Saw], Answer]
WAYS: dict[str, Way] = {
    "lhextract": ours,
    "absolute offsets": same_offset,
    "nearest exact quote": nearest,
    "quote with the best context": likest,
}


@dataclass(slots=True)
class Tally:
    """Verdicts by way and lot, and the names of those that were not right."""

    counts: Counter[tuple[str, Lot, Verdict]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def play(self, trial: Trial, *, ways: Mapping[str, Way] = WAYS) -> None:
        """Ask them all."""
        saw = seen(trial)
        lot = lot_of(trial, saw)
        for name, way in ways.items():
            answer = way(trial, saw)
            verdict = judge(answer, trial.truth)
            self.counts[name, lot, verdict] += 1
            if way is ours and verdict is not Verdict.RIGHT:
                self.errors.append(f"{verdict}\t{lot}\t{trial.name}\t{', '.join(trial.edits)}")


def lot_of(trial: Trial, saw: Saw) -> Lot:
    """What kind of question a trial is."""
    assert saw.quote is not None
    now = _standing(trial.now, trial.scope_now, saw.quote)
    then = _standing(trial.then, trial.scope_then, saw.quote)
    own = _context(trial.then, trial.start, trial.end, trial.scope_then)
    here = None if trial.truth is None else _context(trial.now, *trial.truth, trial.scope_now)
    others_then = [_context(trial.then, *place, trial.scope_then) for place in then if place[0] != trial.start]
    others_now = [_context(trial.now, *place, trial.scope_now) for place in now if place != trial.truth]
    if own in others_then or here in others_now or (own in others_now and here != own):
        return Lot.TWINS
    if trial.truth is None and saw.of == 1 and len([place for place in now if not _is_part(trial.now, *place)]) == 1:
        return Lot.MOVED
    if trial.truth is None:
        return Lot.GONE
    if here is not None and (others_now or saw.of > 1):
        left = _alike(own, here)
        if left < LEAST_LEFT * sum(map(len, own)) or left <= max(
            (_alike(own, other) for other in others_now), default=0
        ):
            return Lot.REWRITTEN
    return Lot.ONE if len(then) == 1 else Lot.SEVERAL


def _standing(text: str, scope: Span, quote: str) -> list[Span]:
    """Every place at which the quote stands as words of its own."""
    return [match.span() for match in _pattern(quote).finditer(text, *scope)]


@cache
def _pattern(quote: str) -> re.Pattern[str]:
    """All writings of a quote, found in another way than that which is measured."""
    writings = {" ": r"\s+", "...": r"(?:\.\.\.|…)"}
    for code, plain in TYPOGRAPHY.items():
        if plain in ("'", '"', "-"):
            writings[plain] = writings.get(plain, re.escape(plain)) + f"|{re.escape(chr(code))}"
    pieces = re.split(r"(\.\.\.|['\"\- ])", fold(quote))
    written = "".join(f"(?:{writings[piece]})" if piece in writings else re.escape(piece) for piece in pieces)
    return re.compile(rf"(?<!\w){written}(?!\w)")


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or the like joins a place to another word or number."""
    joined = re.compile(r"[-‐‑–/+]?\w")
    return bool(joined.match(text[end : end + 2]) or joined.match(text[max(0, start - 2) : start][::-1]))


def _context(text: str, start: int, end: int, scope: Span) -> tuple[str, str]:
    return fold(text[max(scope[0], start - 32) : start]), fold(text[end : min(scope[1], end + 32)])


def _alike(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How many characters two surroundings have in common, in their order."""
    matchers = (SequenceMatcher(None, *pair, autojunk=False) for pair in zip(one, other, strict=True))
    return sum(block.size for matcher in matchers for block in matcher.get_matching_blocks() if block.size > 2)
