"""Lines the entries of a source up for its queue, and works out anew only what a decision has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import Entries, Entry, list_of
from lhextract.corrections.renames import field_of
from lhextract.model.correction import Ruling, State
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import JOINT, Initiative, RecordMention, Records
from lhextract.review.model.queue import LOW, ORDER, Item, Standing, Why

PRESSING = {State.CONFLICTING: Why.CONFLICT, State.REOPENED: Why.REOPENED}
Codes = Mapping[str, tuple[str, ...]]  # of findings, by the path of the entry that they are about


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the queue of one initiative depends on: as long as this is the same, so is the queue."""

    initiative: Initiative
    entries: Mapping[str, Entry]
    rulings: Mapping[str, Ruling]
    codes: Codes
    doubtful: frozenset[tuple[int, int]]
    is_recent: bool

    def same_as(self, other: _Signs) -> bool:
        """Whether nothing has changed; what is large is compared as an object, because decisions replace it."""
        return (
            self.initiative is other.initiative
            and self.entries is other.entries
            and (self.rulings, self.codes, self.is_recent) == (other.rulings, other.codes, other.is_recent)
            and self.doubtful == other.doubtful
        )


@dataclass(slots=True)
class LineUp:
    """The queue of one source; `recent` are the initiatives that the page's last changes are about."""

    recent: frozenset[str]
    _known: dict[str, tuple[_Signs, tuple[Item, ...]]] = field(default_factory=dict)
    _starts: tuple[Entries, Mapping[int, Sequence[Entry]]] | None = None

    def standing(self, corrected: Corrected, records: Records) -> Standing:
        """All entries of the source, the most pressing first."""
        rulings = _by_record(corrected.rulings)
        codes = self._codes(records.findings, corrected)
        doubtful = _doubtful(corrected.records.mentions)
        items: list[Item] = []
        for one in records.initiatives:
            signs = _Signs(
                initiative=one,
                entries=corrected.entries.of.get(one.id, {}),
                rulings=rulings.get(one.id, {}),
                codes=codes.get(one.id, {}),
                doubtful=frozenset(doubtful.get(one.id, ())),
                is_recent=one.id in self.recent,
            )
            items += self._items(signs)
        items += _without_entry(corrected, records)
        return Standing(records, tuple(sorted(items, key=lambda item: ORDER[item.why])))

    def _items(self, signs: _Signs) -> tuple[Item, ...]:
        known = self._known.get(signs.initiative.id)
        if known is None or not known[0].same_as(signs):
            known = signs, tuple(_items_of(signs))
            self._known[signs.initiative.id] = known
        return known[1]

    def _codes(self, findings: Iterable[Finding], corrected: Corrected) -> dict[str, dict[str, tuple[str, ...]]]:
        """Findings by the entries that they are about: by the field, the place, the list; else the name."""
        if self._starts is None or self._starts[0] is not corrected.entries:
            self._starts = corrected.entries, _entries_by_start(corrected.entries)
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for finding in findings:
            if finding.severity is not Severity.NOTE:
                for record, path in _keys(finding, self._starts[1], corrected):
                    own = found.setdefault(record, {})
                    own[path] = (*own.get(path, ()), finding.code)
        return found


def _items_of(signs: _Signs) -> Iterator[Item]:
    one = signs.initiative
    category = JOINT.join(one.category)
    for entry in signs.entries.values():
        ruling = signs.rulings.get(entry.path)
        if not _is_listed(entry, ruling) and entry.path not in signs.codes:
            continue
        state = ruling.state.value if ruling is not None else ""
        codes = signs.codes.get(entry.path, ())
        why = _why(entry, ruling, signs)
        yield Item(
            one.id, one.name, entry.path, field_of(entry.path), category, why, state, codes, one.order, entry.key
        )


def _is_listed(entry: Entry, ruling: Ruling | None) -> bool:
    if ruling is not None and ruling.state is not State.ORPHANED:
        return True
    whole = entry.path.partition(".")[0]
    if whole in {"text", "mentions"} or list_of(entry.path) == "contacts":
        return False
    return entry.value not in (None, "", ())


def _why(entry: Entry, ruling: Ruling | None, signs: _Signs) -> Why:
    if ruling is not None:
        return PRESSING.get(ruling.state, Why.DONE)
    if entry.path in signs.codes:
        return Why.FAILED
    provenance = signs.initiative.provenance.get(entry.path)
    is_low = provenance is not None and provenance.confidence < LOW
    if is_low or (entry.quoted and (entry.start, entry.end) in signs.doubtful):
        return Why.DOUBTFUL
    return Why.NEW if signs.is_recent else Why.REST


def _by_record(rulings: Iterable[Ruling]) -> dict[str, dict[str, Ruling]]:
    found: dict[str, dict[str, Ruling]] = {}
    for ruling in rulings:
        found.setdefault(ruling.record, {})[ruling.path] = ruling
    return found


def _doubtful(mentions: Iterable[RecordMention]) -> dict[str, set[tuple[int, int]]]:
    """Where the machine is unsure of a name, by initiative."""
    found: dict[str, set[tuple[int, int]]] = {}
    for one in mentions:
        if one.confidence < LOW and one.initiative is not None:
            found.setdefault(one.initiative, set()).add((one.start, one.end))
    return found


def _without_entry(corrected: Corrected, records: Records) -> Iterator[Item]:
    """What stewards have added, and decisions about institutions, people and what is gone."""
    without = [one for one in corrected.rulings if one.path not in corrected.entries.of.get(one.record, {})]
    if not without:
        return
    known = {one.id: (one.name, "", 0) for group in (records.institutions, records.people) for one in group}
    known |= {one.id: (one.name, JOINT.join(one.category), one.order) for one in records.initiatives}
    for ruling in without:
        name, category, number = known.get(ruling.record, (ruling.record, "", 0))
        why = PRESSING.get(ruling.state, Why.DONE)
        codes = ("correction-orphaned",) if ruling.state is State.ORPHANED else ()
        field = field_of(ruling.path)
        key = ruling.record, ruling.path
        yield Item(ruling.record, name, ruling.path, field, category, why, ruling.state.value, codes, number, key)


def _entries_by_start(entries: Entries) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for own in entries.of.values():
        for entry in own.values():
            if entry.quoted and not entry.path.startswith("mentions."):
                found.setdefault(entry.start, []).append(entry)
    return found


def _keys(finding: Finding, starts: Mapping[int, Sequence[Entry]], corrected: Corrected) -> list[tuple[str, str]]:
    own = corrected.entries.of.get(finding.initiative or "", {})
    if finding.initiative is not None and finding.field is not None:
        key = finding.initiative, finding.field
        if finding.field in own or key in corrected.by_entry:
            return [key]
    at = [entry.key for span in finding.spans for entry in starts.get(span.start, ()) if entry.end == span.end]
    if at:
        return list(dict.fromkeys(at))
    if not own or finding.initiative is None:
        return []
    inside = (path for path in own if finding.field is not None and path.startswith(f"{finding.field}."))
    return [(finding.initiative, next(inside, "name"))]
