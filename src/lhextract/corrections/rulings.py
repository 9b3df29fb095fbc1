"""How the decisions about every entry stand today: the three-way comparison of design section 7, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.entries import list_of
from lhextract.corrections.fold import Effect, History
from lhextract.corrections.locate import Located
from lhextract.items import same_value, same_writing
from lhextract.model.correction import Action, Decision, Opinion, Ruling, State, Value

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that is said of an entry today: by which head, and what (None: what the machine says)."""

    head: Decision
    effect: Effect


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rulings, and for every entry that was ever decided about the decisions that a new one has to have seen."""

    rulings: tuple[Ruling, ...]
    heads: Mapping[Key, tuple[str, ...]]


def wanted(decision: Decision) -> Value:
    """The value that a decision gives its entry; None takes it away."""
    return None if decision.action is Action.REMOVE else decision.value


# Rulings by what was said, so that decisions about other entries do not make them anew.
Memo = dict[tuple[object, ...], Ruling | None]


def rule(history: History, located: Mapping[str, Located], *, follow: bool, memo: Memo | None = None) -> Ruled:
    """Return a ruling for every entry that decisions stand about, in the order of their first decision.

    `located` has the decisions to rule about by id. With `follow`, the machine's value is in force where an entry is
    re-opened. A `memo` is for the same places of the same decisions.
    """
    if not located:
        return Ruled((), {})
    memo = memo if memo is not None else {}
    said: dict[Key, list[_Said]] = {}
    for standing in history.standing:
        about = standing.effect or history.first_taken_back(standing.head)
        if about is not None and about.id in located:
            said.setdefault(located[about.id].key, []).append(_Said(standing.head, standing.effect))
    rulings = []
    for key, each in said.items():
        asked = (key, *((one.head.id, one.effect and one.effect.id) for one in each))
        ruling = memo[asked] if asked in memo else _rule_one(key, each, history, located, follow=follow)
        if ruling is None or ruling.state is not State.CONFLICTING:  # what was agreed before may become known later
            memo[asked] = ruling
        if ruling is not None:
            rulings.append(ruling)
    heads = {key: tuple(sorted({one.head.id for one in each})) for key, each in said.items()}
    return Ruled(_part_containers(rulings, history), heads)


def _rule_one(
    key: Key, said: Sequence[_Said], history: History, located: Mapping[str, Located], *, follow: bool
) -> Ruling | None:
    effects = list({one.effect.id: one.effect for one in said if one.effect is not None}.values())
    if not effects:
        return None  # everything was taken back
    heads = tuple(sorted({one.head.id for one in said}))
    kind = list_of(key[1])
    newest = max(effects, key=lambda one: one.id)
    entry = located[newest.id].entry
    machine = entry.value if entry is not None else None
    values = [machine if one.effect is None else wanted(one.effect) for one in said]
    if all(same_value(kind, value, wanted(newest)) for value in values):
        return _three_way(newest, effects, heads, located, follow=follow)
    parted = [one.head for one in said]
    return _conflict(key, parted, effects, heads, history, located)


def _three_way(
    newest: Decision,
    effects: Sequence[Decision],
    heads: tuple[str, ...],
    located: Mapping[str, Located],
    *,
    follow: bool,
) -> Ruling:
    where = located[newest.id]
    value = wanted(where.decision)
    machine = where.entry.value if where.entry is not None else None
    state = state_of(where, machine, value)
    in_force = value
    if state is State.ORPHANED:
        in_force = None
    elif state is State.REDUNDANT or (state is State.REOPENED and (follow or not where.possible)):
        in_force = machine
    return Ruling(
        record=where.record,
        path=where.path,
        state=state,
        opinions=tuple(map(_opinion, sorted(effects, key=lambda one: one.id))),
        saw=newest.saw.value,
        machine=machine,
        value=in_force,
        start=where.start,
        end=where.end,
        heads=heads,
        why=where.why,
    )


def state_of(where: Located, machine: Value, value: Value) -> State:
    """The state of a decision that nobody contradicts; the table of design section 7, line by line."""
    kind = list_of(where.path)
    if where.gone:
        nothing_to_do = value is None and where.decision.action is Action.REMOVE
        return State.REDUNDANT if nothing_to_do else State.ORPHANED
    if same_value(kind, machine, value):
        return State.REDUNDANT
    if not where.possible:
        return State.REOPENED
    if where.unchanged or same_writing(kind, machine, where.decision.saw.value):
        return State.APPLIED
    return State.REOPENED


def _conflict(
    key: Key,
    parted: Sequence[Decision],
    effects: Sequence[Decision],
    heads: tuple[str, ...],
    history: History,
    located: Mapping[str, Located],
) -> Ruling:
    newest = max(effects, key=lambda one: one.id)
    where = located[newest.id]
    machine = where.entry.value if where.entry is not None else None
    before = history.last_agreed(parted)
    authors = ", ".join(dict.fromkeys(one.author for one in sorted(parted, key=lambda one: one.id)))
    return Ruling(
        record=key[0],
        path=key[1],
        state=State.CONFLICTING,
        opinions=tuple(
            map(_opinion, sorted({one.id: one for one in (*effects, *parted)}.values(), key=lambda o: o.id))
        ),
        saw=newest.saw.value,
        machine=machine,
        value=wanted(before) if before is not None and _is_possible(before, located) else machine,
        start=where.start,
        end=where.end,
        heads=heads,
        why=f"decided differently by {authors}",
    )


def _is_possible(decision: Decision, located: Mapping[str, Located]) -> bool:
    return decision.id not in located or located[decision.id].possible


def _opinion(decision: Decision) -> Opinion:
    return Opinion(decision.id, decision.author, decision.at, decision.action, wanted(decision))


def _part_containers(rulings: Iterable[Ruling], history: History) -> tuple[Ruling, ...]:
    """A contact that one steward takes out while another corrects what is in it: a conflict of the two.

    Who had the corrections in view when taking it out has superseded them, and they do not stand any more.
    """
    listed = list(rulings)
    removed = {
        (one.record, one.path): place
        for place, one in enumerate(listed)
        if list_of(one.path) == "contacts" and one.state in {State.APPLIED, State.REOPENED} and one.value is None
    }
    for place, one in enumerate(listed if removed else ()):
        container = ".".join(one.path.split(".")[:2])
        outer = removed.get((one.record, container))
        if outer is None or outer == place or not _says_more(one):
            continue
        heads = [head for ident in (*one.heads, *listed[outer].heads) if (head := history.get(ident))]
        before = history.last_agreed(heads)
        for each, other in ((outer, one), (place, listed[outer])):
            agreed = before if before is not None and before.path == listed[each].path else None
            listed[each] = _parted(listed[each], other, agreed)
    return tuple(listed)


def _says_more(ruling: Ruling) -> bool:
    return any(opinion.action is not Action.CONFIRM for opinion in ruling.opinions)


def _parted(ruling: Ruling, other: Ruling, agreed: Effect) -> Ruling:
    authors = ", ".join(dict.fromkeys(opinion.author for opinion in (*ruling.opinions, *other.opinions)))
    return replace(
        ruling,
        state=State.CONFLICTING,
        value=wanted(agreed) if agreed is not None else ruling.machine,
        why=f"decided differently by {authors}: the contact is taken out, and corrected",
    )
