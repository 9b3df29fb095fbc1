"""What a steward has to look at, the most pressing first, and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from lhextract.model.record import Initiative, Institution, Person, Records

MOST_FILTERS = 100  # whose entries are kept: whoever types in the search makes another one with each letter
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
    key: tuple[str, str]

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
    def _shown(self) -> dict[Filter, tuple[Item, ...]]:
        return {}

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], int]:
        """The place of an entry in the queue."""
        return {item.key: place for place, item in enumerate(self.items)}

    @cached_property
    def done(self) -> int:
        """How many entries are done."""
        return sum(item.why is Why.DONE for item in self.items)

    def shown(self, wanted: Filter) -> tuple[Item, ...]:
        """What a filter leaves, in the order of the queue."""
        if wanted not in self._shown:
            if len(self._shown) >= MOST_FILTERS:
                self._shown.clear()
            shown: Iterable[Item] = filter(wanted.shows, self._with_words(wanted.text))
            for name, value in wanted.chosen():
                shown = [item for item in shown if value in item.values(name)]
            self._shown[wanted] = tuple(shown)
        return self._shown[wanted]

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
    alike: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        alike.setdefault((item.why, item.field, item.category, item.state, item.codes), []).append(item)
    return [(each[0], len(each)) for each in alike.values()]


def _searched(record: Initiative | Institution | Person) -> str:
    return _folded(record.name, record.text if isinstance(record, Initiative) else "")


@lru_cache(maxsize=20_000)  # most records stay as they are when something is decided
def _folded(name: str, text: str) -> str:
    return " ".join(f"{name} {text}".casefold().split())
