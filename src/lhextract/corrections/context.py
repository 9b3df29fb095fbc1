"""How much of what stood around a quote still stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from lhextract.corrections.folded import fold_within
from lhextract.wording import fold

NEAR = 32  # characters that are kept on each side
LOOK = 56  # characters that are looked at on each side today, as words may have been put in
FADE = 64  # a word that stands so far off would weigh nothing
_BREAK = re.compile(r"\s*(?:\n|[.!?:;|]|$)")  # read backwards on the left side
EDGE = "^"  # stands for the end of the scope
EDGE_WEIGHT = 4  # as a short word
HALF = 0.5  # what likeness is worth where what stands nearest is not the same
LEAST_TAIL = 12  # characters by which the end of a long quote is known

_TOKEN = re.compile(r"\w+|[^\w\s]")  # a word, or a mark


@dataclass(frozen=True, slots=True)
class Side:
    """What stood on one side: folded, the nearest character first; `ends` if the scope ended there.

    `words` are its words and marks with their `weights`. `beside` reaches to the end of another place with the same
    quote, if there is one so near (else it is empty). `breaks` if a sentence, a line or the like ends right here.
    """

    text: str
    ends: bool
    words: tuple[str, ...]
    weights: tuple[float, ...]
    beside: str
    breaks: bool

    @classmethod
    def kept(cls, text: str, quote: str) -> Side:
        """Read one side of what was seen, the nearest character first; `quote` is read in the same direction."""
        ends = len(text) < NEAR
        plain = _read(fold_within(text), ends=ends)
        found = [(match.group().casefold(), match.start()) for match in _TOKEN.finditer(plain)]
        if found and not ends and found[-1][0].isalnum() and found[-1][1] + len(found[-1][0]) == len(plain):
            found.pop()  # a word that was cut
        words, weights = [word for word, _ in found], [_weight(len(word), start) for word, start in found]
        if ends:
            words.append(EDGE)
            weights.append(_weight(EDGE_WEIGHT, len(plain)))
        return cls(plain, ends, tuple(words), tuple(weights), _to_the_next(plain, quote), bool(_BREAK.match(text)))

    @property
    def weight(self) -> float:
        """What all of it weighs."""
        return sum(self.weights)

    @property
    def reach(self) -> int:
        """How many characters have to be looked at."""
        return max(LOOK, len(self.text)) + 1

    def stands_in(self, today: str, *, ends: bool) -> bool:
        """Whether all that was seen stands there; `ends` if the scope ends behind `today`."""
        today = _read(today, ends=ends)
        return today == self.text and ends if self.ends else today.startswith(self.text)

    def stands_alone_in(self, folded: str, quote: str) -> bool:
        """Whether all of it stands somewhere without the quote before it."""
        at = folded.find(self.text)
        while at >= 0:
            if not folded.endswith(quote, 0, at):
                return True
            at = folded.find(self.text, at + 1)
        return False

    def likeness(self, today: str, *, ends: bool) -> float:
        """The weight of the words and marks that are left in their order; half of it where the nearest are others."""
        tokens = [match.group().casefold() for match in _TOKEN.finditer(_read(today, ends=ends)[:LOOK])]
        if ends and len(today) <= LOOK:
            tokens.append(EDGE)
        near = self._nearest()
        return _common(self.words, self.weights, tokens) * (1 if tuple(tokens[: len(near)]) == near else HALF)

    def _nearest(self) -> Sequence[str]:
        """All up to the first word or the end of the scope."""
        first = next((i for i, word in enumerate(self.words) if word.isalnum() or word == EDGE), len(self.words))
        return self.words[: first + 1]


class Fate(Enum):
    """What became of what stood on one side of a quote.

    `PARTED`: it stands elsewhere, and a sentence or line began between the two, so that something may have come in
    between. `REPLACED`: it stands elsewhere, in the middle of a sentence, so that something else is in the place of
    the quote. `OPEN`: nothing is known.
    """

    OPEN = auto()
    PARTED = auto()
    REPLACED = auto()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stood before and behind a quote."""

    before: Side
    after: Side

    @classmethod
    def kept(cls, quote: str, before: str, after: str) -> Surroundings:
        """Read what was seen around a quote."""
        plain = fold(quote)
        return cls(Side.kept(before[::-1], plain[::-1]), Side.kept(after, plain))

    def stand_at(self, folded: str, start: int, end: int) -> bool:
        """Whether all of it stands around a place of a folded scope."""
        left, right = self._today(folded, start, end)
        return self.before.stands_in(left, ends=len(left) == start) and self.after.stands_in(
            right, ends=end + len(right) == len(folded)
        )

    def fate(self, folded: str, start: int, end: int, quote: str) -> Fate:
        """What became of the one side, where all of the other one stands around a place of a folded scope."""
        left, right = self._today(folded, start, end)
        before = self.before.stands_in(left, ends=len(left) == start)
        after = self.after.stands_in(right, ends=end + len(right) == len(folded))
        if before == after:
            return Fate.OPEN
        lost, whole, bound = (self.after, folded, quote) if before else (self.before, folded[::-1], quote[::-1])
        if len(lost.text) < LEAST_TAIL or not lost.stands_alone_in(whole, bound):
            return Fate.OPEN
        return Fate.PARTED if lost.breaks else Fate.REPLACED

    def likeness(self, folded: str, start: int, end: int) -> int:
        """How much of it stands around a place of a folded scope, in hundredths of its weight."""
        left, right = self._today(folded, start, end)
        same = self.before.likeness(left, ends=len(left) == start) + self.after.likeness(
            right, ends=end + len(right) == len(folded)
        )
        # If one of two neighbours is taken out, the other one stands between the words around both.
        beside = left.startswith(self.before.beside) and right.startswith(self.after.beside)
        return round(100 * same / (self.before.weight + self.after.weight or 1) * (1 if beside else HALF))

    def _today(self, folded: str, start: int, end: int) -> tuple[str, str]:
        return folded[max(0, start - self.before.reach) : start][::-1], folded[end : end + self.after.reach]


def _read(text: str, *, ends: bool) -> str:
    """Blanks at the end of the scope say nothing."""
    return text.rstrip() if ends else text


def _to_the_next(text: str, quote: str) -> str:
    """The text up to the end of the next place with the same quote, as far as it is kept; empty if there is none."""
    at = text.find(quote)
    if at >= 0:
        return text[: at + len(quote)]
    tail = quote[:LEAST_TAIL]
    at = text.find(tail) if len(tail) == LEAST_TAIL else -1
    return text if at >= 0 and quote.startswith(text[at:]) else ""


def _weight(length: int, distance: int) -> float:
    """Letters count, the nearer the more."""
    return length * max(0.0, 1 - distance / FADE)


def _common(words: Sequence[str], weights: Sequence[float], others: Sequence[str]) -> float:
    """The weight of the heaviest common subsequence."""
    row = [0.0] * (len(others) + 1)
    for word, weight in zip(words, weights, strict=True):
        corner = 0.0
        for index, other in enumerate(others, start=1):
            above = row[index]
            row[index] = corner + weight if word == other else max(above, row[index - 1])
            corner = above
    return row[-1]
