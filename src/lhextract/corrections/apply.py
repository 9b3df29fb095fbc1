"""Records and decisions to records and rulings; doing it again with the result of nothing new changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lhextract.corrections.entries import Entries, initiative_entries, name_entries
from lhextract.corrections.fold import History
from lhextract.corrections.heirs import Heirs
from lhextract.corrections.locate import Located, Page, key_of_reference, locate
from lhextract.corrections.put import Put, rebuild
from lhextract.corrections.renames import rename
from lhextract.corrections.restructure import Built, is_structural, restructure
from lhextract.corrections.rulings import Key, Memo, Ruled, rule
from lhextract.corrections.tidy import Tidier
from lhextract.model.correction import Decision, Rename, Ruling, State, Value
from lhextract.model.mention import Label
from lhextract.model.record import Corrections, Initiative, Provenance, RecordMention, Records

IN_FORCE = frozenset({State.APPLIED, State.REOPENED, State.CONFLICTING})

Puts = dict[str, tuple[Put, Ruling]]  # what is put into a record, by path, and by which ruling


@dataclass(frozen=True)
class Corrected:
    """`records` as they are published, without findings; how the decisions stand; and what the machine has where.

    `entries` are those of the machine's initiatives, after lookups and after initiatives were joined or divided.
    `heads` are, by entry, the decisions that a new one has to have seen.
    """

    records: Records
    rulings: tuple[Ruling, ...]
    entries: Entries
    heads: Mapping[Key, tuple[str, ...]]
    unnamed: Records

    @cached_property
    def names(self) -> Entries:
        """The entries of institutions and people, as they are before decisions about themselves."""
        return name_entries(self.unnamed)

    def knows(self, record: str) -> bool:
        """Whether there is an initiative, an institution or a person of this id."""
        return record in self.entries.of or record in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(one.id for group in (self.unnamed.institutions, self.unnamed.people) for one in group)

    @cached_property
    def by_entry(self) -> Mapping[Key, Ruling]:
        """The rulings by entry."""
        return {(one.record, one.path): one for one in self.rulings}


def apply(
    machine: Records, text: str, decisions: Iterable[Decision], *, renames: Sequence[Rename] = (), follow: bool = False
) -> Corrected:
    """Apply decisions to what the machine found on a page with this canonical text.

    The order of `decisions` makes no difference. With `follow`, the machine's value is in force where an entry is
    re-opened.
    """
    return Applier(machine, text, renames=renames, follow=follow).apply(decisions)


class Applier:
    """Applies decisions to the same records again and again, and works out only once what stays the same."""

    def __init__(self, machine: Records, text: str, *, renames: Sequence[Rename] = (), follow: bool = False) -> None:
        self._text, self._follow = text, follow
        self._renamed = rename(machine, text, renames)
        self._built: tuple[object, Built, Entries] | None = None
        self._located: dict[str, Located] = {}
        self._ruled: Memo = {}
        self._tidier: Tidier | None = None
        self._corrected: dict[str, tuple[Initiative, Puts, Initiative]] = {}

    def apply(self, decisions: Iterable[Decision]) -> Corrected:
        """The same as the function `apply`."""
        history = History(decisions)
        built, page = self._build(history)
        located = {
            one.id: self._locate(one, page)
            for one in history.decisions
            if one.id not in built.about and not _is_name(one.record)
        }
        ruled = rule(history, located, follow=self._follow, memo=self._ruled)
        records = self._put_all(built.records, _puts(ruled.rulings))
        if records != self._renamed:
            self._tidier = self._tidier or Tidier(self._renamed)
            records = self._tidier.tidy(records)
        # Institutions and people come last: an initiative may name one that the page does not.
        of_names = self._rule_names(history, records)
        every = (*built.rulings, *ruled.rulings, *of_names.rulings)
        return Corrected(
            records=replace(_put_names(records, of_names.rulings), corrections=_summary(every)),
            rulings=every,
            entries=page.entries,
            heads={**built.heads, **ruled.heads, **of_names.heads},
            unnamed=records,
        )

    def _build(self, history: History) -> tuple[Built, Page]:
        structural = frozenset(one.id for one in history.decisions if is_structural(one, history))
        if self._built is None or self._built[0] != structural:
            built = restructure(self._renamed, self._text, history)
            self._built = structural, built, initiative_entries(built.records, self._text)
            self._located, self._ruled = {}, {}
        _, built, entries = self._built
        categories: dict[Value, Value] = {
            key_of_reference(category.path): category.path for category in self._renamed.categories
        }
        return built, Page(entries, self._text, self._renamed.source.snapshot.sha256, built.heirs, categories)

    def _locate(self, decision: Decision, page: Page) -> Located:
        if decision.id not in self._located:
            self._located[decision.id] = locate(decision, page)
        return self._located[decision.id]

    def _put_all(self, records: Records, puts: Mapping[str, Puts]) -> Records:
        if not puts:
            return records
        initiatives = tuple(self._put(one, puts[one.id]) if one.id in puts else one for one in records.initiatives)
        return replace(records, initiatives=initiatives, mentions=_mentions(records, puts, self._text))

    def _put(self, initiative: Initiative, puts: Puts) -> Initiative:
        known = self._corrected.get(initiative.id)
        if known is None or known[0] is not initiative or known[1] != puts:
            known = initiative, puts, _corrected(initiative, puts)
            self._corrected[initiative.id] = known
        return known[2]

    def _rule_names(self, history: History, records: Records) -> Ruled:
        about = [one for one in history.decisions if _is_name(one.record)]
        entries = name_entries(records, only=frozenset(one.record for one in about))
        institutions: dict[Value, Value] = {one.id: one.id for one in records.institutions}
        page = Page(entries, self._text, records.source.snapshot.sha256, Heirs(), institutions)
        return rule(history, {one.id: locate(one, page) for one in about}, follow=self._follow)


def _is_name(record: str) -> bool:
    return record.startswith(("org-", "ps-"))


def _puts(rulings: Iterable[Ruling]) -> dict[str, Puts]:
    """What is put where, by record and path: only what differs from what the machine has."""
    found: dict[str, Puts] = {}
    for ruling in rulings:
        if ruling.state in IN_FORCE and ruling.value != ruling.machine:
            put = Put(ruling.value, ruling.start, ruling.end)
            found.setdefault(ruling.record, {})[ruling.path] = (put, ruling)
    return found


def _corrected(initiative: Initiative, puts: Puts) -> Initiative:
    values = {path: put for path, (put, _) in puts.items() if not path.startswith("mentions.")}
    provenance = {
        path: Provenance("correction", ruling.opinions[-1].decision, 1.0) for path, (_, ruling) in puts.items()
    }
    rebuilt = rebuild(initiative, values)
    if "name" in values:
        rebuilt = replace(rebuilt, name_derived=False)
    return replace(rebuilt, provenance={**initiative.provenance, **provenance})


def _mentions(records: Records, puts: Mapping[str, Puts], text: str) -> tuple[RecordMention, ...]:
    changed: dict[str, tuple[Put, str, Ruling]] = {}
    for record, each in puts.items():
        of_page = {path: (put, ruling) for path, (put, ruling) in each.items() if path.startswith("mentions.")}
        for path, (put, ruling) in of_page.items():
            changed[path.partition(".")[2]] = (put, record, ruling)
    if not changed:
        return records.mentions
    known = {mention.id for mention in records.mentions}
    kept = [
        _mention(mention, changed[mention.id][0]) if mention.id in changed else mention
        for mention in records.mentions
        if mention.id not in changed or changed[mention.id][0].value is not None
    ]
    fresh = [
        _fresh_mention(ident, put, record, records, text)
        for ident, (put, record, _) in changed.items()
        if ident not in known and put.value is not None
    ]
    return tuple(sorted((*kept, *fresh), key=lambda mention: (mention.start, mention.end)))


def _mention(mention: RecordMention, put: Put) -> RecordMention:
    value: Any = put.value
    return replace(
        mention,
        type=Label(value["type"]),
        institution=value.get("institution"),
        person=value.get("person"),
        rule="correction",
        confidence=1.0,
    )


def _fresh_mention(ident: str, put: Put, record: str, records: Records, text: str) -> RecordMention:
    value: Any = put.value
    line = next((line.number for line in records.lines if line.start <= put.start <= line.end), 1)
    return RecordMention(
        id=ident,
        type=Label(value["type"]),
        text=text[put.start : put.end],  # as the page writes it today
        start=put.start,
        end=put.end,
        line=line,
        initiative=record,
        institution=value.get("institution"),
        person=value.get("person"),
        rule="correction",
        confidence=1.0,
    )


def _put_names(records: Records, rulings: Sequence[Ruling]) -> Records:
    puts = _puts(rulings)
    if not puts:
        return records

    def corrected(one: Any) -> Any:  # noqa: ANN401 - an institution or a person
        own = puts.get(one.id, {})
        return replace(one, **{path: put.value for path, (put, _) in own.items()}) if own else one

    return replace(
        records,
        institutions=tuple(map(corrected, records.institutions)),
        people=tuple(map(corrected, records.people)),
    )


def _summary(rulings: Iterable[Ruling]) -> Corrections:
    """The ids of the decisions that stand, by state, in the order of time."""
    states: dict[State, list[str]] = {state: [] for state in State}
    for ruling in rulings:
        states[ruling.state] += [opinion.decision for opinion in ruling.opinions]
    return Corrections(**{state.value: tuple(sorted(set(ids))) for state, ids in states.items()})
