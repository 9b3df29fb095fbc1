"""Records to select from: golden pages, and one made by hand; and what stewards may have decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from lhextract.corrections.entries import Entry, initiative_entries, name_entries
from lhextract.corrections.settled import Settled
from lhextract.exports.schema import validate
from lhextract.exports.tables.layout import BY_NAME, TABLES
from lhextract.exports.tables.rows import tables_of
from lhextract.model.correction import Ruling, State, Value
from lhextract.model.record import Records
from tests.conftest import ROOT

LIGHTHOUSES = ROOT / "extracted" / "lighthouses"


@cache
def lighthouses() -> tuple[Records, str]:
    """The committed extraction: records and text."""
    text = (LIGHTHOUSES / "text.txt").read_bytes().decode("utf-8")
    return validate((LIGHTHOUSES / "records.json").read_text(encoding="utf-8")), text


def ruling(record: str, path: str, value: Value, state: State = State.APPLIED) -> Ruling:
    """A decision that stands: this is the value of the entry."""
    return Ruling(record, path, state, (), value, value, value, 0, 0, (), "")


def settled_of(rulings: Iterable[Ruling]) -> Settled:
    """What is settled if these decisions stand."""
    of: dict[str, tuple[Ruling, ...]] = {}
    for one in rulings:
        of[one.record] = (*of.get(one.record, ()), one)
    return Settled(frozenset(), of)


def confirming(records: Records, text: str, is_confirmed: Callable[[Entry], bool]) -> Settled:
    """What is settled if a steward confirmed these entries as they are."""
    every = {**initiative_entries(records, text).of, **name_entries(records).of}
    entries = [entry for own in every.values() for entry in own.values()]
    return settled_of(ruling(one.record, one.path, one.value) for one in entries if is_confirmed(one))


def faults_of(records: Records, text: str) -> list[str]:
    """What of the records leads nowhere, stands twice, or is not what the text has."""
    tables = tables_of(records)
    faults = []
    for table in TABLES:
        rows = [dict(zip(table.column_names(), row, strict=True)) for row in tables[table.name]]
        keys = [tuple(row[name] for name in table.key) for row in rows]
        faults += [f"{table.name}: {key} stands twice" for key in set(keys) if keys.count(key) > 1]
        for foreign in table.foreign_keys:
            names = BY_NAME[foreign.table].column_names()
            theirs = {tuple(row[names.index(name)] for name in foreign.references) for row in tables[foreign.table]}
            ours = {tuple(row[name] for name in foreign.columns) for row in rows} - {(None,) * len(foreign.columns)}
            faults += [f"{table.name}: no {foreign.table} {key}" for key in ours - theirs]
        required = [column.name for column in table.columns if column.required]
        faults += [f"{table.name}: {name} is empty" for row in rows for name in required if row[name] is None]
    faults += [f"{one.id} is {one.text!r}" for one in records.mentions if text[one.start : one.end] != one.text]
    by_id = {one.id for one in records.initiatives}
    faults += [f"{one.id} is of {ident}" for one in records.people for ident in one.initiatives if ident not in by_id]
    return faults
