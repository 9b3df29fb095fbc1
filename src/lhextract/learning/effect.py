"""What a remedy would change: decisions that it makes redundant, and what else would be published differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lhextract.corrections.apply import Applier, Corrected
from lhextract.corrections.entries import Entry, initiative_entries, list_of, name_entries
from lhextract.desk import Desk
from lhextract.learning.remedies import Remedy
from lhextract.learning.touching import touches
from lhextract.model.correction import Rename, State, Value
from lhextract.model.record import Records
from lhextract.pointing import names_of

# What the machine finds on the page of a desk, with a remedy or without any.
Finding = Callable[[Desk, Remedy | None], Records]
STANDS = frozenset({State.APPLIED, State.REOPENED})
FINE = frozenset({State.APPLIED, State.REDUNDANT})


@dataclass(frozen=True, slots=True)
class Place:
    """An entry that would be published with another value; None is nothing. `name` is that of the record."""

    source: str
    record: str
    name: str
    path: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Effect:
    """`redundant` are the decisions that are not needed any more, `against` those that a remedy works against.

    `others` are the places where nobody has decided anything and something else would be published.
    """

    redundant: tuple[str, ...]
    against: tuple[str, ...]
    others: tuple[Place, ...]


def effect_of(remedy: Remedy, desks: Sequence[Desk], find: Finding) -> Effect:
    """The effect on all sources of a workspace; pages that do not have the words of the remedy are not read."""
    redundant, against, others = dict[str, None](), dict[str, None](), list[Place]()
    for desk in desks:
        if not touches(remedy, desk.text, source=desk.source):
            continue
        before, after = _before_and_after(remedy, desk, find)
        old, new = _states(before), _states(after)
        for ident, state in old.items():
            if state in STANDS and new.get(ident) is State.REDUNDANT:
                redundant[ident] = None
            elif state in FINE and new.get(ident) not in {state, State.REDUNDANT}:
                against[ident] = None
        others += _differences(desk, before, after)
    return Effect(tuple(redundant), tuple(against), tuple(others))


def _before_and_after(remedy: Remedy, desk: Desk, find: Finding) -> tuple[Corrected, Corrected]:
    renames = desk.lookups.renames
    if isinstance(remedy, Rename):
        return desk.corrected(), _corrected(desk, desk.machine, (*renames, remedy))
    return _corrected(desk, find(desk, None), renames), _corrected(desk, find(desk, remedy), renames)


def _corrected(desk: Desk, machine: Records, renames: Sequence[Rename]) -> Corrected:
    follow = desk.profile.corrections.reopened == "follow"
    return Applier(machine, desk.text, renames=renames, follow=follow).apply(desk.decisions().decisions)


def _states(corrected: Corrected) -> dict[str, State]:
    return {opinion.decision: ruling.state for ruling in corrected.rulings for opinion in ruling.opinions}


def _differences(desk: Desk, before: Corrected, after: Corrected) -> Iterator[Place]:
    """The entries that differ, as they are published; an item whose id is another is paired by its place."""
    old, new = (_entries(one.records, desk.text) for one in (before, after))
    names = dict((*names_of(after.records), *names_of(before.records)))
    successors = {_place(entry): entry for key, entry in new.items() if key not in old}
    for key, entry in old.items():
        other = new.get(key)
        if other is None:
            other = successors.pop(_place(entry), None)
        if other is None or other.value != entry.value:
            yield Place(desk.source, *_named(entry, names), entry.path, entry.value, other.value if other else None)
    for entry in successors.values():
        yield Place(desk.source, *_named(entry, names), entry.path, None, entry.value)


def _named(entry: Entry, names: Mapping[str, str]) -> tuple[str, str]:
    return entry.record, names.get(entry.record, entry.record)


def _place(entry: Entry) -> tuple[str, str, int]:
    """Where an item stands, whatever its id; a field is told by its path."""
    parent = entry.path.rpartition(".")[0] if list_of(entry.path) else entry.path
    return entry.record, parent, entry.start


def _entries(records: Records, text: str) -> dict[tuple[str, str], Entry]:
    """The entries to compare: contacts are compared by their parts, and of a name that is gone its name is enough."""
    found = {
        (entry.record, entry.path): entry
        for own in initiative_entries(records, text).of.values()
        for entry in own.values()
        if list_of(entry.path) != "contacts" and entry.path != "text"
    }
    return found | {
        (entry.record, entry.path): entry
        for own in name_entries(records).of.values()
        for entry in own.values()
        if entry.value not in (None, ())
    }
