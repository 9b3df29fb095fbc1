"""What is in the queue and why; when something is decided, only initiatives that have changed are looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import Entries, Entry, list_of
from lhextract.corrections.renames import field_of
from lhextract.model.correction import Ruling, State
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import Initiative, Records
from lhextract.review.model.queue import ORDER, Item, Standing, Why

LOW = 0.7  # below it a value is worth a look: on golden pages three of ten such names are wrong

Codes = Mapping[str, list[str]]  # of findings, by the path of the entry that they are about


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the items of an initiative are made from: while it is the same, they are.

    `doubtful` are the places of mentions that the machine is not sure of, `rulings` those about the initiative.
    """

    initiative: Initiative
    entries: Mapping[str, Entry]
    rulings: Mapping[str, Ruling]
    codes: Codes
    doubtful: frozenset[tuple[int, int]]
    is_recent: bool


@dataclass(slots=True)
class Lister:
    """Works out the queue of a source again and again; `recent` are the initiatives of the page's last changes."""

    recent: frozenset[str]
    _listed: dict[str, tuple[_Seen, Mapping[str, Item]]] = field(default_factory=dict)
    _starts: tuple[Entries, Mapping[int, Sequence[Entry]]] | None = None

    def list(self, corrected: Corrected, records: Records) -> Standing:
        """The queue as it is now."""
        codes = _codes_by_record(records.findings, corrected, self._by_start(corrected.entries))
        doubtful, rulings = _doubtful(corrected), _by_record(corrected.rulings)
        listed: dict[str, Mapping[str, Item]] = {}
        for one in records.initiatives:
            seen = _Seen(
                one,
                corrected.entries.of.get(one.id, {}),
                rulings.get(one.id, {}),
                codes.get(one.id, {}),
                frozenset(doubtful.get(one.id, ())),
                one.id in self.recent,
            )
            known = self._listed.get(one.id)
            if known is None or known[0] != seen:
                known = self._listed[one.id] = seen, _items(seen)
            listed[one.id] = known[1]
        without = _without_entry(corrected, records)
        items = [*chain.from_iterable(each.values() for each in listed.values()), *without]
        for item in without:
            listed[item.record] = {**listed.get(item.record, {}), item.path: item}
        return Standing(records, tuple(sorted(items, key=lambda item: ORDER[item.why])), listed)

    def _by_start(self, entries: Entries) -> Mapping[int, Sequence[Entry]]:
        if self._starts is None or self._starts[0] is not entries:
            self._starts = entries, _entries_by_start(entries)
        return self._starts[1]


def _items(seen: _Seen) -> Mapping[str, Item]:
    """The entries of an initiative that are looked at."""
    initiative = seen.initiative
    category = " › ".join(initiative.category)
    return {
        entry.path: Item(
            initiative.id,
            initiative.name,
            entry.path,
            field_of(entry.path),
            category,
            _why(entry, ruling, seen),
            ruling.state.value if ruling is not None else "",
            tuple(seen.codes.get(entry.path, ())),
            initiative.order,
        )
        for entry in seen.entries.values()
        if _is_listed(entry, ruling := seen.rulings.get(entry.path))
    }


def _is_listed(entry: Entry, ruling: Ruling | None) -> bool:
    if ruling is not None and ruling.state is not State.ORPHANED:
        return True
    whole = entry.path.partition(".")[0]
    if whole in {"text", "mentions"} or list_of(entry.path) == "contacts":
        return False
    return entry.value not in (None, "", ())


def _why(entry: Entry, ruling: Ruling | None, seen: _Seen) -> Why:
    if ruling is not None:
        return {State.CONFLICTING: Why.CONFLICT, State.REOPENED: Why.REOPENED}.get(ruling.state, Why.DONE)
    if entry.path in seen.codes:
        return Why.FAILED
    provenance = seen.initiative.provenance.get(entry.path)
    low = provenance is not None and provenance.confidence < LOW
    if low or (entry.quoted and (entry.start, entry.end) in seen.doubtful):
        return Why.DOUBTFUL
    return Why.NEW if seen.is_recent else Why.REST


def _without_entry(corrected: Corrected, records: Records) -> list[Item]:
    """What stewards have added, and decisions about institutions, people and what is gone."""
    without = [one for one in corrected.rulings if one.path not in corrected.entries.of.get(one.record, ())]
    if not without:
        return []
    known = {one.id: (one.name, "", 0) for group in (records.institutions, records.people) for one in group}
    known |= {one.id: (one.name, " › ".join(one.category), one.order) for one in records.initiatives}
    found = []
    for ruling in without:
        name, category, number = known.get(ruling.record, (ruling.record, "", 0))
        why = {State.CONFLICTING: Why.CONFLICT, State.REOPENED: Why.REOPENED}.get(ruling.state, Why.DONE)
        codes = ("correction-orphaned",) if ruling.state is State.ORPHANED else ()
        found.append(
            Item(
                ruling.record,
                name,
                ruling.path,
                field_of(ruling.path),
                category,
                why,
                ruling.state.value,
                codes,
                number,
            )
        )
    return found


def _doubtful(corrected: Corrected) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for one in corrected.records.mentions:
        if one.confidence < LOW and one.initiative is not None:
            found.setdefault(one.initiative, []).append((one.start, one.end))
    return found


def _by_record(rulings: Iterable[Ruling]) -> dict[str, dict[str, Ruling]]:
    found: dict[str, dict[str, Ruling]] = {}
    for ruling in rulings:
        found.setdefault(ruling.record, {})[ruling.path] = ruling
    return found


def _codes_by_record(
    findings: Iterable[Finding], corrected: Corrected, starts: Mapping[int, Sequence[Entry]]
) -> dict[str, dict[str, list[str]]]:
    """Findings by the entries that they are about: by the field, else by the place, else the name of the initiative."""
    found: dict[str, dict[str, list[str]]] = {}
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            for record, path in _keys(finding, starts, corrected):
                found.setdefault(record, {}).setdefault(path, []).append(finding.code)
    return found


def _entries_by_start(entries: Entries) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for each in entries.of.values():
        for entry in each.values():
            if entry.quoted and not entry.path.startswith("mentions."):
                found.setdefault(entry.start, []).append(entry)
    return found


def _keys(finding: Finding, starts: Mapping[int, Sequence[Entry]], corrected: Corrected) -> list[tuple[str, str]]:
    if finding.initiative is not None and finding.field is not None:
        return [(finding.initiative, finding.field)]
    at = [entry.key for span in finding.spans for entry in starts.get(span.start, ()) if entry.end == span.end]
    if at:
        return list(dict.fromkeys(at))
    if finding.initiative is not None and finding.initiative in corrected.entries.of:
        return [(finding.initiative, "name")]
    return []
