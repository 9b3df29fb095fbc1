"""What a steward has to look at, the most pressing first, and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import Entry, list_of
from lhextract.corrections.renames import field_of
from lhextract.model.correction import Ruling, State
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import Initiative, Institution, Person, Records

LOW = 0.7  # below it a value is worth a look: on golden pages three of ten such names are wrong
UNLISTED = frozenset({"text", "mentions", "contacts"})  # no row of the form of its own, unless decided about


class Why(StrEnum):
    """Why an entry is in the queue; in the order of the queue."""

    CONFLICT = "conflict"
    REOPENED = "re-opened"
    FAILED = "failed check"
    DOUBTFUL = "low confidence"
    NEW = "new"
    REST = "not looked at"
    DONE = "done"


# The ways to narrow the queue, and what they are called.
FACETS = {"why": "Why", "field": "Field", "category": "Category", "state": "State", "finding": "Finding"}
ORDER = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in the queue: `codes` are the findings about it, `state` is how its decisions stand ("" for none)."""

    record: str
    name: str
    path: str
    field: str
    category: str
    why: Why
    state: str
    codes: tuple[str, ...]
    number: int

    @property
    def key(self) -> tuple[str, str]:
        """The address of the entry."""
        return self.record, self.path

    def values(self, facet: str) -> tuple[str, ...]:
        """What it has of a facet: findings are several."""
        if facet == "finding":
            return self.codes
        value: str = getattr(self, facet)
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is shown; an empty text means all. `done` shows what is done, too."""

    why: str = ""
    field: str = ""
    category: str = ""
    state: str = ""
    finding: str = ""
    text: str = ""
    done: bool = False

    def shows(self, item: Item) -> bool:
        """Whether an item is shown that may be done: what is done is shown where it is asked for."""
        return item.why is not Why.DONE or self.done or self.why == Why.DONE or self.state != ""

    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The facets that narrow the queue, each with the value that is wanted."""
        return tuple((name, value) for name in FACETS if (value := getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the queue: its values with the number of entries that each would leave, the most first."""

    name: str
    label: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Standing:
    """All entries of a source that are looked at, in the order of the queue."""

    records: Records
    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], int]:
        """The place of an entry in the queue."""
        return {item.key: place for place, item in enumerate(self.items)}

    @property
    def done(self) -> int:
        """How many entries are done."""
        return sum(item.why is Why.DONE for item in self.items)

    def shown(self, wanted: Filter) -> tuple[Item, ...]:
        """What a filter leaves, in the order of the queue."""
        chosen = wanted.chosen()
        return tuple(
            item
            for item in self._with_words(wanted.text)
            if wanted.shows(item) and all(value in item.values(name) for name, value in chosen)
        )

    def facets(self, wanted: Filter) -> tuple[Facet, ...]:
        """How the queue can be narrowed further: for each facet, what each of its values would leave."""
        chosen = wanted.chosen()
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        alike = _alike(self._with_words(wanted.text)) if wanted.text.strip() else self._alike
        for item, number in alike:
            against = [name for name, value in chosen if value not in item.values(name)]
            shown = wanted.shows(item)
            for name in FACETS if not against else against if len(against) == 1 else ():
                # To choose a state, or what is done, shows what is done, too.
                if shown or name in {"why", "state"}:
                    counts[name].update(dict.fromkeys(item.values(name), number))
        whys = [(why.value, counts["why"][why.value]) for why in Why if counts["why"][why.value]]
        ranked = {name: counted.most_common() for name, counted in counts.items()} | {"why": whys}
        return tuple(Facet(name, label, tuple(ranked[name])) for name, label in FACETS.items())

    @cached_property
    def _alike(self) -> Sequence[tuple[Item, int]]:
        return _alike(self.items)

    def _with_words(self, text: str) -> tuple[Item, ...]:
        """The entries of records that have some words: in their name, or an initiative anywhere in its block."""
        if not text.strip():
            return self.items
        words = " ".join(text.casefold().split())
        records: list[Initiative | Institution | Person] = [*self.records.initiatives, *self.records.institutions]
        found = {one.id for one in [*records, *self.records.people] if words in _searched(one)}
        return tuple(item for item in self.items if item.record in found)


def _alike(items: Iterable[Item]) -> Sequence[tuple[Item, int]]:
    """One item for all that have the same of every facet, and how many these are: few, also where items are many."""
    one: dict[tuple[object, ...], Item] = {}
    counts = Counter((item.why, item.field, item.category, item.state, item.codes) for item in items)
    for item in items:
        one.setdefault((item.why, item.field, item.category, item.state, item.codes), item)
    return [(one[key], number) for key, number in counts.items()]


def _searched(record: Initiative | Institution | Person) -> str:
    text = record.text if isinstance(record, Initiative) else ""
    return " ".join(f"{record.name} {text}".casefold().split())


@dataclass(slots=True)
class _Signs:
    """What speaks for looking at an entry."""

    doubtful: frozenset[tuple[str, int, int]]
    findings: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    recent: frozenset[str] = frozenset()


def standing_of(corrected: Corrected, records: Records, *, recent: frozenset[str]) -> Standing:
    """Work out the queue; `recent` are the initiatives that the page's last changes are about."""
    doubtful = frozenset(
        (one.initiative, one.start, one.end)
        for one in corrected.records.mentions
        if one.confidence < LOW and one.initiative is not None
    )
    signs = _Signs(doubtful, _findings_by_entry(records.findings, corrected), recent)
    items: list[Item] = []
    for initiative in records.initiatives:
        category = " › ".join(initiative.category)
        provenance = initiative.provenance
        for entry in corrected.entries.of.get(initiative.id, {}).values():
            ruling = corrected.by_entry.get(entry.key)
            if not _is_listed(entry, ruling) and entry.key not in signs.findings:
                continue
            low = provenance[entry.path].confidence < LOW if entry.path in provenance else False
            why = _why(entry, ruling, signs, low=low)
            codes = tuple(signs.findings.get(entry.key, ()))
            state = ruling.state.value if ruling is not None else ""
            items.append(
                Item(
                    initiative.id,
                    initiative.name,
                    entry.path,
                    field_of(entry.path),
                    category,
                    why,
                    state,
                    codes,
                    initiative.order,
                )
            )
    items += _without_entry(corrected, records)
    return Standing(records, tuple(sorted(items, key=lambda item: ORDER[item.why])))


def _is_listed(entry: Entry, ruling: Ruling | None) -> bool:
    if ruling is not None and ruling.state is not State.ORPHANED:
        return True
    whole = entry.path.partition(".")[0]
    if whole in {"text", "mentions"} or list_of(entry.path) == "contacts":
        return False
    return entry.value not in (None, "", ())


def _why(entry: Entry, ruling: Ruling | None, signs: _Signs, *, low: bool) -> Why:
    if ruling is not None:
        return {State.CONFLICTING: Why.CONFLICT, State.REOPENED: Why.REOPENED}.get(ruling.state, Why.DONE)
    if entry.key in signs.findings:
        return Why.FAILED
    if low or (entry.quoted and (entry.record, entry.start, entry.end) in signs.doubtful):
        return Why.DOUBTFUL
    return Why.NEW if entry.record in signs.recent else Why.REST


def _without_entry(corrected: Corrected, records: Records) -> list[Item]:
    """What stewards have added, and decisions about institutions, people and what is gone."""
    known = {one.id: (one.name, "", 0) for group in (records.institutions, records.people) for one in group}
    known |= {one.id: (one.name, " › ".join(one.category), one.order) for one in records.initiatives}
    found = []
    for ruling in corrected.rulings:
        if ruling.record in corrected.entries.of and ruling.path in corrected.entries.of[ruling.record]:
            continue
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


def _findings_by_entry(findings: Iterable[Finding], corrected: Corrected) -> dict[tuple[str, str], list[str]]:
    """Findings by the entries that they are about: by the field, the place, the list; else the initiative's name."""
    found: dict[tuple[str, str], list[str]] = {}
    starts = _entries_by_start(corrected)
    for finding in findings:
        if finding.severity is Severity.NOTE:
            continue
        keys = _keys(finding, starts, corrected)
        for key in keys:
            found.setdefault(key, []).append(finding.code)
    return found


def _entries_by_start(corrected: Corrected) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entries in corrected.entries.of.values():
        for entry in entries.values():
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
