"""Applies the decisions that join or divide initiatives, before any other: they say which records there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lhextract.corrections.anchor import Found, find_again
from lhextract.corrections.fold import History
from lhextract.corrections.heirs import Heirs, Tie
from lhextract.corrections.structure import MERGE, SPLIT, Cut, are_neighbours, can_be_split, merge, split
from lhextract.model.correction import Action, Decision, Opinion, Ruling, State
from lhextract.model.record import Records

STRUCTURAL = frozenset({Action.MERGE, Action.SPLIT})
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Built:
    """The records there are now; `heirs` says where the items of a record may be; `about` are the decisions used."""

    records: Records
    heirs: Heirs
    rulings: tuple[Ruling, ...]
    about: frozenset[str]
    heads: Mapping[Key, tuple[str, ...]]


@dataclass(slots=True)
class _Work:
    records: Records
    heirs: dict[str, tuple[str, ...]]
    ties: tuple[Tie, ...]
    successors: dict[str, str] = field(default_factory=dict)
    rulings: list[Ruling] = field(default_factory=list)


def restructure(records: Records, text: str, history: History) -> Built:
    """Join and divide, in the order of the decisions; one that has no place any more is orphaned."""
    work = _Work(records, {one.id: (one.id,) for one in records.initiatives}, tuple(_ties(history)))
    about = frozenset(one.id for one in history.decisions if is_structural(one, history))
    heads: dict[Key, dict[str, None]] = {}
    standing: dict[str, tuple[Decision, dict[str, None]]] = {}
    for one in history.standing:
        subject = one.effect or history.first_taken_back(one.head)
        if subject is None or subject.id not in about:
            continue
        heads.setdefault((subject.record, subject.path), {})[one.head.id] = None
        if one.effect is not None:
            standing.setdefault(f"{subject.record} {subject.path}", (subject, {}))[1][one.head.id] = None
    for subject, own in sorted(standing.values(), key=lambda pair: pair[0].id):
        act = _merge if subject.action is Action.MERGE else _split
        state, start, why = act(work, subject, text)
        work.rulings.append(_ruling(subject, state, start, tuple(own), why))
    heirs = Heirs(work.heirs, work.successors, work.ties)
    return Built(work.records, heirs, tuple(work.rulings), about, {key: tuple(ids) for key, ids in heads.items()})


def _ties(history: History) -> Iterator[Tie]:
    """Who was part of whom at some time: what was joined, and what was divided."""
    for one in history.decisions:
        if one.action is Action.MERGE:
            yield Tie(one.path.removeprefix(f"{MERGE}."), one.record, one.id)
        elif one.action is Action.SPLIT:
            yield Tie(one.record, one.path.removeprefix(f"{SPLIT}."), "")


def is_structural(decision: Decision, history: History) -> bool:
    """Whether a decision, or what it takes back, joins or divides initiatives."""
    subject = history.first_taken_back(decision) or decision
    return subject.action in STRUCTURAL


def _merge(work: _Work, decision: Decision, text: str) -> tuple[State, int, str]:
    kept, joined = decision.record, decision.path.removeprefix(f"{MERGE}.")
    if not are_neighbours(work.records, kept, joined):
        return State.ORPHANED, 0, "the two do not stand next to each other on the page any more"
    work.records = merge(work.records, kept, joined, text)
    for record, heirs in work.heirs.items():
        work.heirs[record] = tuple(dict.fromkeys(kept if one == joined else one for one in heirs))
    start = next(one.start for one in work.records.initiatives if one.id == kept)
    return State.APPLIED, start, f"{joined} is part of it"


def _split(work: _Work, decision: Decision, text: str) -> tuple[State, int, str]:
    ident = decision.path.removeprefix(f"{SPLIT}.")
    heirs = Heirs(work.heirs, work.successors, work.ties).of_items(decision.record, decision.id)
    for whole in [one for record in heirs for one in work.records.initiatives if one.id == record]:
        found = find_again(decision.saw, text, scope=(whole.start, whole.end))
        if isinstance(found, Found) and can_be_split(whole, found.start, text):
            cut = Cut(whole.id, found.start, ident, str(decision.value), decision.id)
            work.records = split(work.records, cut, text)
            work.heirs[whole.id] = (*work.heirs.get(whole.id, (whole.id,)), ident)
            work.heirs[ident] = (ident,)
            return State.APPLIED, found.start, f"{ident} begins here"
    begins = decision.saw.quote or ""
    here = [one for one in work.records.initiatives if begins and text.startswith(begins, one.start)]
    if here:
        work.successors[ident] = here[0].id
        return State.REDUNDANT, here[0].start, "an initiative of its own begins here"
    return State.ORPHANED, 0, "the line at which it was divided is gone"


def _ruling(decision: Decision, state: State, start: int, heads: tuple[str, ...], why: str) -> Ruling:
    opinion = Opinion(decision.id, decision.author, decision.at, decision.action, decision.value)
    value = decision.value if state is State.APPLIED else None
    return Ruling(decision.record, decision.path, state, (opinion,), None, None, value, start, start, heads, why)
