"""How every entry of a record stands: what the machine found, what is in force, and the decisions that led there."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.corrections.apply import Corrected
from lhextract.corrections.decide import in_force, ruling_of
from lhextract.corrections.entries import Entry
from lhextract.corrections.wishes import DecisionError
from lhextract.desk import Desk
from lhextract.model.correction import Decision, Ruling, Value
from lhextract.pointing import find_record


@dataclass(frozen=True, slots=True)
class Stand:
    """One entry: `machine` is None for an item that a steward has added, `value` for what is not in force.

    `[start, end)` is where it stands, an empty span where it stands on no characters. `ruling` is None where nothing
    stands that was decided. `heads` are the decisions that a new one has to have seen.
    """

    record: str
    path: str
    machine: Value
    value: Value
    start: int
    end: int
    ruling: Ruling | None
    heads: tuple[str, ...]

    @property
    def state(self) -> str:
        """The state of its decisions, empty where there are none."""
        return self.ruling.state.value if self.ruling is not None else ""


def stands_of(corrected: Corrected, record: str) -> tuple[Stand, ...]:
    """Every entry of a record in its order, behind them what stewards have added or decided about what is gone."""
    entries = corrected.entries.of.get(record) or corrected.names.of.get(record, {})
    found = [_stand(corrected, entry) for entry in entries.values()]
    found += [
        _without_entry(corrected, one) for one in corrected.rulings if one.record == record and one.path not in entries
    ]
    return tuple(found)


def _stand(corrected: Corrected, entry: Entry) -> Stand:
    return Stand(
        record=entry.record,
        path=entry.path,
        machine=entry.value,
        value=in_force(corrected, entry),
        start=entry.start,
        end=entry.end if entry.quoted else entry.start,
        ruling=ruling_of(corrected, entry.record, entry.path),
        heads=corrected.heads.get(entry.key, ()),
    )


def _without_entry(corrected: Corrected, ruling: Ruling) -> Stand:
    heads = corrected.heads.get((ruling.record, ruling.path), ruling.heads)
    return Stand(ruling.record, ruling.path, None, ruling.value, ruling.start, ruling.end, ruling, heads)


def history_of(desk: Desk, record: str, path: str) -> tuple[Decision, ...]:
    """Everything that was ever decided about an entry, in the order of time: what stands, and what led there."""
    by_id = {one.id: one for one in desk.decisions().decisions}
    found: dict[str, Decision] = {}
    todo = list(desk.corrected().heads.get((record, path), ()))
    while todo:
        decision = by_id.get(todo.pop())
        if decision is not None and decision.id not in found:
            found[decision.id] = decision
            todo += decision.supersedes
    return tuple(found[ident] for ident in sorted(found))


def stands_at(desk: Desk, record: str, path: str | None) -> tuple[Stand, ...]:
    """The entries of a record: all, one, or those below a path ("contacts"). Raises `DecisionError` where none is."""
    every = stands_of(desk.corrected(), record)
    if not every:
        raise DecisionError("record", record, "the id, number or name of a record; ids complete in the shell")
    found = [one for one in every if path in (None, one.path)]
    found = found or [one for one in every if one.path.startswith(f"{path}.")]
    if not found:
        allowed = "the path of an entry, or its beginning"
        raise DecisionError("path", path, allowed, f"`lhextract correct show {desk.source} {record}` lists them")
    return tuple(found)


def rulings_of(desk: Desk, *, state: str | None, author: str | None, record: str | None) -> tuple[Ruling, ...]:
    """How the decisions on a source stand, only those that are asked for."""
    ident = find_record(desk, record) if record is not None else None
    return tuple(
        one
        for one in desk.corrected().rulings
        if state in (None, one.state.value)
        and ident in (None, one.record)
        and (author is None or author in {opinion.author for opinion in one.opinions})
    )
