"""What speaks for two initiatives being the same: shared word triples, words, names, partners, people, acronyms."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lhextract.model.identity import Cue, KnownInitiative
from lhextract.registry.keys import name_key
from lhextract.wording import folded_words, triples

# What each kind of evidence weighs where both sides have it. Text tells most, but may be rewritten; a shown title is
# rarely given to another initiative; people change their posts.
WEIGHTS = {
    "text": 4.0,
    "words": 2.0,
    "name": 3.0,
    "partners": 2.0,
    "people": 2.0,
    "acronyms": 1.0,
    "addresses": 1.0,
    "category": 0.3,
}
SHOWN = 4  # shared things that are named as a detail


@dataclass(frozen=True, slots=True)
class Features:
    """One initiative as sets of what may be shared, by kind of evidence."""

    initiative: KnownInitiative
    sets: dict[str, frozenset[str]]


def features_of(initiative: KnownInitiative) -> Features:
    """Return what an initiative may share with another one."""
    contacts = [contact for contact in initiative.contacts if not contact.retired]
    sets = {
        "text": frozenset(" ".join(triple) for triple in triples(initiative.text)),
        "words": frozenset(folded_words(initiative.text)),
        "name": frozenset(key for name in initiative.names if (key := name_key(name))),
        "partners": frozenset(map(name_key, initiative.partners)),
        "people": frozenset(map(name_key, initiative.people)),
        "acronyms": frozenset(initiative.acronyms),
        "addresses": frozenset(
            value for contact in contacts for value in (*contact.phones, contact.email) if value is not None
        ),
        "category": frozenset({" ".join(initiative.category)} if initiative.category else ()),
    }
    return Features(initiative, sets)


class Rarity:
    """How much it says that two initiatives share something: little if many have it."""

    def __init__(self, sides: Sequence[Sequence[Features]]) -> None:
        self._total = max(map(len, sides))
        # A thing counts as often as the side has it that has it most: the new page repeats what the old one had.
        self._having: Counter[tuple[str, str]] = Counter()
        for side in sides:
            self._having |= Counter(
                (kind, item) for features in side for kind, own in features.sets.items() for item in own
            )

    def weight(self, kind: str, items: Iterable[str]) -> float:
        """The sum of the inverse document frequencies of some things."""
        return sum(math.log((self._total + 1) / self._having[kind, item]) for item in items)


def compare_initiatives(old: Features, new: Features, rarity: Rarity) -> tuple[float, tuple[Cue, ...]]:
    """How alike two initiatives are, from 0 to 1, and what that consists of; kinds that one side lacks do not count."""
    cues, possible = [], 0.0
    for kind, full in WEIGHTS.items():
        ours, theirs = old.sets[kind], new.sets[kind]
        if not ours or not theirs:
            continue
        # A name that the page does not show follows the order of the page: twins that change places would exchange it.
        if kind == "name" and (old.initiative.name_derived or new.initiative.name_derived):
            continue
        shared = ours & theirs
        alike = _alike(kind, old, new, rarity, shared)
        possible += full
        if alike:
            cues.append(Cue(kind, round(full * alike, 2), ", ".join(_examples(kind, shared))))
    score = sum(cue.weight for cue in cues) / possible if possible else 0.0
    return round(score, 3), tuple(sorted(cues, key=lambda cue: -cue.weight))


def _alike(kind: str, old: Features, new: Features, rarity: Rarity, shared: frozenset[str]) -> float:
    ours, theirs = old.sets[kind], new.sets[kind]
    if kind == "name":
        return 1.0 if shared else _alike_names(ours, theirs)
    # What one side has weighs more than nothing: however many have it, they are no more than all.
    return 2 * rarity.weight(kind, shared) / (rarity.weight(kind, ours) + rarity.weight(kind, theirs))


def _alike_names(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The best share of words between two names; below a half they only resemble each other."""

    def share(one: str, other: str) -> float:
        first, second = frozenset(one.split()), frozenset(other.split())
        return 2 * len(first & second) / (len(first) + len(second))

    best = max(share(one, other) for one in ours for other in theirs)
    return best if best >= HALF else 0.0


HALF = 0.5


def _examples(kind: str, shared: frozenset[str]) -> list[str]:
    """Some of what is shared, the longest first; a number for the rest."""
    ranked = sorted(shared, key=lambda item: (-len(item), item))
    more = len(ranked) - SHOWN
    if kind in {"text", "words"}:
        return [f"{len(shared)} shared"]
    return [*ranked[:SHOWN], *([f"{more} more"] if more > 0 else [])]
