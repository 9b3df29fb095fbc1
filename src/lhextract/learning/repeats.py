"""Which corrections repeat: the same values again, and patterns among values that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lhextract.corrections.apply import Corrected
from lhextract.corrections.entries import list_of
from lhextract.corrections.renames import field_of
from lhextract.corrections.restructure import STRUCTURAL
from lhextract.corrections.values import PLAIN
from lhextract.items import KINDS
from lhextract.model.correction import Ruling, State, Value
from lhextract.registry.keys import name_key
from lhextract.wording import fold

LEAST = 2  # fixes that make a repetition
IN_FORCE = frozenset({State.APPLIED, State.REOPENED})
# What a fix of an item is compared by leaves these out: ids, and what follows from other keys.
LEFT_OUT = frozenset({"institution", "person", "national", "region"})
INSTITUTIONS = "institutions"
KIND = f"{INSTITUTIONS}.kind"
LINK_FIELDS = frozenset(f"{INSTITUTIONS}.{name}" for name in ("name", "aliases", "kind", "country", "ror", "parent"))


class Pattern(StrEnum):
    """What fixes have in common.

    `equal`: the same value became the same value. `added`: the machine misses the same item. `cut`: values that
    differ lost the words on one side of the same word. `links`: what one institution is. `region`: phone numbers
    that were read by the wrong country.
    """

    EQUAL = "equal"
    ADDED = "added"
    CUT = "cut"
    LINKS = "links"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Fix:
    """One correction in force: `written` is what the machine has as the page writes it, `becomes` what it became.

    `field` is the path without ids; both texts are None where there is nothing. `name` is that of the record.
    """

    source: str
    record: str
    path: str
    field: str
    name: str
    machine: Value
    value: Value
    written: str | None
    becomes: str | None
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Fixes that are alike: `what` is what they have in common, a word, a name, a ROR id or a region."""

    pattern: Pattern
    field: str
    what: str
    fixes: tuple[Fix, ...]

    @property
    def decisions(self) -> tuple[str, ...]:
        """The ids of the decisions behind them."""
        return tuple(dict.fromkeys(ident for fix in self.fixes for ident in fix.decisions))


def fixes_of(source: str, corrected: Corrected) -> list[Fix]:
    """The corrections of a source that change something today."""
    records = corrected.records
    names = {one.id: one.name for group in (records.initiatives, records.institutions, records.people) for one in group}
    before = {one.id: one.name for one in corrected.unnamed.institutions}
    return [
        _fix(source, ruling, {**names, **before}.get(ruling.record, ruling.record))
        for ruling in corrected.rulings
        if ruling.state in IN_FORCE
        and ruling.value != ruling.machine
        and not any(opinion.action in STRUCTURAL for opinion in ruling.opinions)
    ]


def _fix(source: str, ruling: Ruling, name: str) -> Fix:
    kind = list_of(ruling.path)
    prefix = {"org": f"{INSTITUTIONS}.", "ps": "people."}.get(ruling.record.partition("-")[0], "")
    return Fix(
        source=source,
        record=ruling.record,
        path=ruling.path,
        field=prefix + field_of(ruling.path),
        name=name,
        machine=ruling.machine,
        value=ruling.value,
        written=_text(ruling.machine, "raw" if kind == "phones" else KINDS[kind].main[0] if kind else ""),
        becomes=_text(ruling.value, PLAIN[kind] if kind and kind != "mentions" else "text"),
        decisions=tuple(opinion.decision for opinion in ruling.opinions),
    )


def _text(value: Value, key: str) -> str | None:
    if isinstance(value, Mapping):
        value = value.get(key)
    return value if isinstance(value, str) and value else None


def find_repeats(fixes: Iterable[Fix], *, least: int = LEAST) -> list[Repeat]:
    """The repetitions among fixes, those of most fixes first; one fix may be part of several."""
    listed = list(fixes)
    found = [repeat for find in (_equal, _kinds, _added, _cut, _links, _regions) for repeat in find(listed)]
    found = [one for one in found if len(one.fixes) >= least]
    return sorted(found, key=lambda one: (-len(one.fixes), one.pattern, one.field, one.what))


def _grouped(fixes: Iterable[Fix], key: Callable[[Fix], Hashable]) -> Iterator[tuple[Fix, ...]]:
    groups: dict[Hashable, list[Fix]] = defaultdict(list)
    for fix in fixes:
        if (found := key(fix)) is not None:
            groups[found].append(fix)
    yield from (tuple(group) for group in groups.values())


def _equal(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    own = [fix for fix in fixes if fix.field not in LINK_FIELDS and not _is_added(fix)]
    for group in _grouped(own, lambda fix: (fix.field, _said(fix.machine), _said(fix.value))):
        yield Repeat(Pattern.EQUAL, group[0].field, group[0].written or "", group)


def _kinds(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    """Several institutions that were taken for the same and are the same."""
    own = [fix for fix in fixes if fix.field == KIND]
    for group in _grouped(own, lambda fix: (fix.written, fix.becomes)):
        if len({name_key(fix.name) for fix in group}) > 1:
            yield Repeat(Pattern.EQUAL, KIND, group[0].written or "", group)


def _said(value: Value) -> Hashable:
    """A value without ids: two institutions of the same name say the same."""
    if isinstance(value, Mapping):
        return tuple((key, _said(each)) for key, each in sorted(value.items()) if key not in LEFT_OUT)
    return tuple(map(_said, value)) if isinstance(value, tuple) else value


def _is_added(fix: Fix) -> bool:
    return fix.machine is None and list_of(fix.path) is not None


def _added(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    own = [fix for fix in fixes if _is_added(fix) and fix.becomes and fix.field in ADDED_NAMES]
    for group in _grouped(own, lambda fix: (_kind_of_name(fix), name_key(fix.becomes or ""))):
        yield Repeat(Pattern.ADDED, group[0].field, group[0].becomes or "", group)


# The lists whose items are names that a lookup can know.
ADDED_NAMES = frozenset({"programs", "partners", "host_units", "mentions"})


def _kind_of_name(fix: Fix) -> str:
    """Partners and host units are both institutions; a mention says itself what it is."""
    if isinstance(fix.value, Mapping) and fix.field == "mentions":
        return str(fix.value["type"])
    return "PROGRAM" if fix.field == "programs" else "INSTITUTION"


def _cut(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    for group in _grouped(fixes, lambda fix: (fix.field, cut) if (cut := cut_of(fix)) else None):
        if len({fix.written for fix in group}) > 1:  # else it is the same value again
            yield Repeat(Pattern.CUT, group[0].field, cut_of(group[0]) or "", group)


def cut_of(fix: Fix) -> str | None:
    """Where a value was cut: "before in" ("Institute in Jena" became "Institute"), or "after frau"."""
    if not fix.written or not fix.becomes:
        return None
    old, new = fold(fix.written).split(), fold(fix.becomes).split()
    if len(new) >= len(old):
        return None
    if old[: len(new)] == new:
        return f"before {_word(old[len(new)])}"
    if old[-len(new) :] == new:
        return f"after {_word(old[-len(new) - 1])}"
    return None


def _word(word: str) -> str:
    return word.strip(",;:()").casefold() or word


def _links(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    """Fixes of institutions that are one: they were given the same ROR id, or have the same name."""
    own = [fix for fix in fixes if fix.field in LINK_FIELDS]
    ids = {(fix.source, fix.record): fix.becomes for fix in own if fix.field == f"{INSTITUTIONS}.ror"}
    for group in _grouped(own, lambda fix: ids.get((fix.source, fix.record)) or name_key(fix.name)):
        yield Repeat(Pattern.LINKS, INSTITUTIONS, group[0].name, group)


def _regions(fixes: Sequence[Fix]) -> Iterator[Repeat]:
    for group in _grouped(fixes, lambda fix: (fix.source, region) if (region := region_of(fix)) else None):
        yield Repeat(Pattern.REGION, group[0].field, region_of(group[0]) or "", group)


def region_of(fix: Fix) -> str | None:
    """The region of a number that is written the same and was read by another one."""
    if list_of(fix.path) != "phones" or not isinstance(fix.machine, Mapping) or not isinstance(fix.value, Mapping):
        return None
    old, new = fix.machine.get("region"), fix.value.get("region")
    same = fix.machine.get("raw") == fix.value.get("raw")
    return str(new) if same and new and new != old else None
