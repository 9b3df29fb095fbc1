"""A bench for decisions: records of a page, and stewards who decide about them without disk or clock."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from lhextract.corrections.apply import Applier, Corrected
from lhextract.corrections.decide import decide
from lhextract.corrections.entries import Scope
from lhextract.corrections.store import timestamp
from lhextract.corrections.wishes import Stamp, Wish
from lhextract.identity.identify import identify
from lhextract.model.correction import Action, Decision, Ruling, State, Value
from lhextract.model.identity import Identities
from lhextract.model.record import Corrections, Records
from lhextract.text.canonical import canonicalise
from tests.conftest import GOLDEN
from tests.histories.pages import golden_states, text_of
from tests.histories.reading import read_records

START = datetime(2026, 1, 1, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def chance_of(seed: object) -> random.Random:
    """Chance that is the same for the same seed."""
    return random.Random(str(seed))  # noqa: S311 - no secret


@cache
def golden_records(number: int) -> tuple[Records, str]:
    """Records of a golden page as its gold has them, with ids, and its text; each page in turn."""
    states = golden_states(GOLDEN)
    state = states[number % len(states)]
    records = identify(read_records(state).records, Identities()).records
    return replace(records, findings=()), canonicalise(text_of(state)).text


@dataclass
class Bench:
    """Records of a page, and all that was decided about them; time goes on by a second for each decision."""

    records: Records
    text: str
    decisions: tuple[Decision, ...] = ()
    drawn: int = 0
    follow: bool = False
    _applier: Applier | None = field(default=None, repr=False)

    def corrected(self, decisions: Iterable[Decision] | None = None) -> Corrected:
        """The records after these decisions, or after all."""
        if self._applier is None:
            self._applier = Applier(self.records, self.text, follow=self.follow)
        return self._applier.apply(self.decisions if decisions is None else decisions)

    def make(self, wish: Wish, *, author: str = "Ann Lee", view: Sequence[Decision] | None = None) -> Decision:
        """The decision that a wish comes to, for somebody who has these decisions in view; it is not taken yet."""
        self.drawn += 1
        at = START + timedelta(seconds=self.drawn)
        ident = f"co-{at.strftime('%Y%m%dt%H%M%S%f')}z-{letters(self.drawn)}"
        return decide(wish, self.corrected(view), self.text, Stamp(ident, timestamp(at), author))

    def take(self, *wishes: Wish, author: str = "Ann Lee") -> Decision:
        """Decide, one after the other, with all in view; the last decision."""
        for wish in wishes:
            self.decisions = (*self.decisions, self.make(wish, author=author))
        return self.decisions[-1]

    def do(
        self,
        action: Action,
        record: str,
        path: str = "",
        value: Value = None,
        *,
        place: Scope | None = None,
        author: str = "Ann Lee",
    ) -> Decision:
        """Decide one thing."""
        return self.take(Wish(action, record, path, value, place=place), author=author)

    def ruling(self, record: str, path: str) -> Ruling:
        """How the decisions about an entry stand."""
        return self.corrected().by_entry[record, path]

    def state(self, record: str, path: str) -> State:
        """The state of the decisions about an entry."""
        return self.ruling(record, path).state

    def moved_to(self, records: Records, text: str) -> Bench:
        """The same decisions on another extraction or another page."""
        return Bench(records, text, self.decisions, self.drawn, self.follow)


def letters(number: int) -> str:
    """Eight letters for the end of an id."""
    return "".join(LETTERS[number >> (5 * place) & 31] for place in range(8))


def bench(number: int = 0) -> Bench:
    """A bench with a golden page, each in turn."""
    return Bench(*golden_records(number))


def plain(records: Records) -> Records:
    """Records but for what says where a value comes from."""
    return replace(
        records,
        corrections=Corrections(),
        initiatives=tuple(replace(one, provenance={}) for one in records.initiatives),
    )
