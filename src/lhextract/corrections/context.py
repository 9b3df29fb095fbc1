"""How much of what stood around a quote still stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lhextract.corrections.folded import fold_within
from lhextract.wording import fold

NEAR = 32  # characters that are kept on each side
LOOK = 56  # characters that are looked at on each side today, as words may have been put in
FADE = 64  # a word that stands so far off would weigh nothing
HALF = 0.5  # what likeness is worth where what stands nearest is not the same
KNOWN = 12  # characters by which a stretch of text is known
EDGE = "^"  # stands for the end of the scope
EDGE_WEIGHT = 4  # as a short word

_TOKEN = re.compile(r"\w+|[^\w\s]")  # a word, or a mark
# Where a sentence or line ends, behind the quote and, read backwards, before it.
_END = {False: re.compile(r"\n|(?<=[.!?])\s"), True: re.compile(r"\n|\s(?=[.!?])")}


@dataclass(frozen=True, slots=True)
class Side:
    """What stood on one side of `quote`: folded, the nearest character first; `ends` if the scope ended there.

    `tokens` are its words and marks with their `weights`. `near` reaches to the end of the sentence or line, `far` is
    what stood beyond, if there is enough of it to be known again. `beside` reaches to the end of another place with
    the same quote, if there is one so near (else it is empty).
    """

    quote: str
    text: str
    ends: bool
    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    near: str
    far: str
    beside: str

    @classmethod
    def kept(cls, text: str, quote: str, *, backwards: bool) -> Side:
        """Read one side of what was seen, the nearest character first; `quote` is read in the same direction."""
        ends = len(text) < NEAR
        plain = _read(fold_within(text), ends=ends)
        found = [(match.group().casefold(), match.start()) for match in _TOKEN.finditer(plain)]
        if found and not ends and found[-1][0].isalnum() and found[-1][1] + len(found[-1][0]) == len(plain):
            found.pop()  # a word that was cut
        tokens, weights = [token for token, _ in found], [_weight(len(token), start) for token, start in found]
        if ends:
            tokens.append(EDGE)
            weights.append(_weight(EDGE_WEIGHT, len(plain)))
        match = _END[backwards].search(text)
        near, far = (fold_within(text[: match.end()]), fold(text[match.end() :])) if match else (plain, "")
        far = far if len(far) >= KNOWN else ""
        at = _next_place(plain, quote)
        beside = plain[: at + len(quote)] if at is not None else ""
        return cls(quote, plain, ends, tuple(tokens), tuple(weights), near.rstrip(), far, beside)

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

    def likeness(self, today: str, *, ends: bool) -> float:
        """The weight of the words and marks that are left in their order; half of it where the nearest are others.

        What stands beyond another place with the quote belongs to that one, if there was none so near.
        """
        at = None if self.beside else _next_place(today, self.quote)
        today, ends = (today, ends) if at is None else (today[:at], False)
        tokens = [match.group().casefold() for match in _TOKEN.finditer(_read(today, ends=ends)[:LOOK])]
        if ends and len(today) <= LOOK:
            tokens.append(EDGE)
        nearest = self._nearest()
        same = tuple(tokens[: len(nearest)]) == nearest
        return _common(self.tokens, self.weights, tokens) * (1 if same else HALF)

    def likeness_if_parted(self, today: str) -> float:
        """The same, if what stood beyond the sentence stands elsewhere: that is half as good as if it stood here."""
        if not today.startswith(self.near):
            return 0.0
        own = sum(self.weights[: len(_TOKEN.findall(self.near))])
        return own + HALF * (self.weight - own)

    def is_elsewhere(self, folded: str) -> bool:
        """Whether what stood beyond the sentence stands somewhere in the scope, and the quote not before it."""
        lead = f"{self.quote}{self.near}"
        leads = lead, f"{lead} "
        return bool(self.far) and any(not folded.endswith(leads, 0, at) for at in _places_of(self.far, folded))

    def is_replaced(self, folded: str, today: str) -> bool:
        """Whether the same sentence goes on otherwise: it stands somewhere, but not behind the quote, nor near by."""
        if len(self.near) < KNOWN or self.near.strip() in today:
            return False
        return any(not folded.endswith(self.quote, 0, at) for at in _places_of(self.near, folded))

    def _nearest(self) -> Sequence[str]:
        """All up to the first word or the end of the scope."""
        first = next((i for i, token in enumerate(self.tokens) if token.isalnum() or token == EDGE), len(self.tokens))
        return self.tokens[: first + 1]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stood before and behind a quote, to be looked for in the folded text of a scope, and the same backwards.

    `parted` says for both sides whether what stood beyond the sentence stands elsewhere now.
    """

    before: Side
    after: Side
    folded: str
    backwards: str
    parted: tuple[bool, bool]

    @classmethod
    def kept(cls, quote: str, before: str, after: str, *, folded: str) -> Surroundings:
        """Read what was seen around a quote."""
        plain, backwards = fold(quote), folded[::-1]
        left = Side.kept(before[::-1], plain[::-1], backwards=True)
        right = Side.kept(after, plain, backwards=False)
        return cls(left, right, folded, backwards, (left.is_elsewhere(backwards), right.is_elsewhere(folded)))

    def stand_at(self, start: int, end: int) -> bool:
        """Whether all of it stands around a place of a folded scope."""
        return all(self._sides_at(start, end))

    def likeness(self, start: int, end: int) -> tuple[float, float]:
        """How much of it stands around a place of a folded scope: before and behind, in hundredths of all of it."""
        (left, left_ends), (right, right_ends) = self._today(start, end)
        unit = (self.before.weight + self.after.weight or 1) / 100
        before = self.before.likeness(left, ends=left_ends) / unit
        after = self.after.likeness(right, ends=right_ends) / unit
        whole_before, whole_after = self._sides_at(start, end)
        if whole_after and self.parted[0]:
            before = max(before, self.before.likeness_if_parted(left) / unit)
        if whole_before and self.parted[1]:
            after = max(after, self.after.likeness_if_parted(right) / unit)
        # If one of two neighbours is taken out, the other one stands between the words around both.
        if left.startswith(self.before.beside) and right.startswith(self.after.beside):
            return before, after
        return HALF * before, HALF * after

    def is_replaced(self, start: int, end: int) -> bool:
        """Whether the sentence of the quote stands somewhere else with something in its place, or nothing."""
        (left, _), (right, _) = self._today(start, end)
        return self.before.is_replaced(self.backwards, left) or self.after.is_replaced(self.folded, right)

    def _sides_at(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether all of each side stands around a place."""
        (left, left_ends), (right, right_ends) = self._today(start, end)
        return self.before.stands_in(left, ends=left_ends), self.after.stands_in(right, ends=right_ends)

    def _today(self, start: int, end: int) -> tuple[tuple[str, bool], tuple[str, bool]]:
        left = self.folded[max(0, start - self.before.reach) : start][::-1]
        right = self.folded[end : end + self.after.reach]
        return (left, len(left) == start), (right, end + len(right) == len(self.folded))


def _read(text: str, *, ends: bool) -> str:
    """Blanks at the end of the scope say nothing."""
    return text.rstrip() if ends else text


def _next_place(text: str, quote: str) -> int | None:
    """Where the quote stands next, or as much of it as the text has; None if it does not."""
    at = text.find(quote)
    if at < 0 and len(quote) > KNOWN:
        at = text.find(quote[:KNOWN])
        at = at if quote.startswith(text[at:]) else -1
    return at if at >= 0 else None


def _places_of(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _weight(length: int, distance: int) -> float:
    """Letters count, the nearer the more."""
    return length * max(0.0, 1 - distance / FADE)


def _common(tokens: Sequence[str], weights: Sequence[float], others: Sequence[str]) -> float:
    """The weight of the heaviest common subsequence."""
    row = [0.0] * (len(others) + 1)
    for token, weight in zip(tokens, weights, strict=True):
        corner = 0.0
        for index, other in enumerate(others, start=1):
            above = row[index]
            row[index] = corner + weight if token == other else max(above, row[index - 1])
            corner = above
    return row[-1]
