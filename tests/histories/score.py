"""What is told of a history, against its truth: ids kept, identities swapped, people asked, events right and wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from lhextract.model.change import Change, Kind, Value
from tests.histories.truth import Event

REORDERED = frozenset({Kind.CATEGORY_REORDERED, Kind.INITIATIVE_REORDERED})
# What is judged over the whole page, so that it may change wherever the page does.
JUDGED = ("partner-", "host-unit-")
# What follows the text where text comes and goes.
LISTS = (
    "contact-",
    "person-",
    "title-",
    "role-",
    "unit-",
    "phone-",
    "email-",
    "program-",
    "year-",
    "link-",
    "caption-",
)


@dataclass(slots=True)
class Tally:
    """Events of one kind: told and right, told and wrong, true ones, and those of them that were told."""

    right: int = 0
    wrong: int = 0
    true: int = 0
    met: int = 0


@dataclass(slots=True)
class Score:
    """Sums over steps.

    `kept` of `lasting` initiatives have the id they had; `swapped` got the id of another one, or a new one an old id.
    `asked` are doubts that a person was asked about, and answered truly; `guessed` those where the likeliest was right.
    `aside` are events that are not scored, by kind; `unread` expected values that the records never showed.
    """

    steps: int = 0
    lasting: int = 0
    kept: int = 0
    swapped: int = 0
    asked: int = 0
    guessed: int = 0
    kinds: dict[str, Tally] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    cosmetic_steps: int = 0
    cosmetic_events: int = 0
    errors: list[str] = field(default_factory=list)

    def tally(self, kind: Kind) -> Tally:
        """The events of one kind."""
        return self.tally_of(kind.value)

    def tally_of(self, kind: str) -> Tally:
        """The events of one kind, by its name."""
        return self.kinds.setdefault(kind, Tally())

    def add(self, other: Score) -> None:
        """Take in the score of another history."""
        for name in ("steps", "lasting", "kept", "swapped", "asked", "guessed", "unread", "cosmetic_steps"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.cosmetic_events += other.cosmetic_events
        self.aside += other.aside
        self.errors += other.errors
        for kind, theirs in other.kinds.items():
            ours = self.tally_of(kind)
            for name in ("right", "wrong", "true", "met"):
                setattr(ours, name, getattr(ours, name) + getattr(theirs, name))

    @property
    def precision(self) -> float:
        """Right events among those told."""
        right = sum(tally.right for tally in self.kinds.values())
        return right / max(1, right + sum(tally.wrong for tally in self.kinds.values()))

    @property
    def recall(self) -> float:
        """True events that were told."""
        return sum(tally.met for tally in self.kinds.values()) / max(1, sum(t.true for t in self.kinds.values()))

    @property
    def ids_kept(self) -> float:
        """Initiatives that kept their id, among those that were there before."""
        return self.kept / max(1, self.lasting)


@dataclass(frozen=True, slots=True)
class Told:
    """The changes of a step, with the key of what each is about, and of the initiatives whose name is derived."""

    changes: tuple[Change, ...]
    keys: Mapping[str, str]  # id of an initiative or category -> key
    derived: frozenset[str]

    def key_of(self, change: Change) -> str:
        """The key of what a change is about."""
        return self.keys.get(change.initiative or change.category or "", "?")


def score_events(score: Score, where: str, told: Told, events: Iterable[Event], loose: frozenset[str]) -> None:
    """Count right and wrong events of a step."""
    open_events = list(events)
    met: set[int] = set()
    seen: set[tuple[object, ...]] = set()
    for change in told.changes:
        same = (change.kind, change.initiative, change.category, change.contact, repr(change.old), repr(change.new))
        index = None if same in seen else _find(change, told.key_of(change), open_events, met)
        seen.add(same)
        if index is not None:
            met.add(index)
            score.tally(change.kind).right += 1
        elif is_aside(change, told, loose):
            score.aside[change.kind.value] += 1
        else:
            score.tally(change.kind).wrong += 1
            score.errors.append(f"{where}: wrong {shown(change)} of {told.key_of(change)}")
    for index, one in enumerate(open_events):
        score.tally(one.kind).true += 1
        score.tally(one.kind).met += index in met
        if index not in met:
            score.errors.append(f"{where}: not told {one.kind} of {sorted(one.keys)[:3]} {one.old!r} -> {one.new!r}")


def _find(change: Change, key: str, events: list[Event], met: set[int]) -> int | None:
    """An event that a change tells; one of order can be told once, a value by each contact that has it."""
    old, new = _flat(change.old, change.kind), _flat(change.new, change.kind)
    able = [
        index
        for index, one in enumerate(events)
        if one.kind is change.kind
        and key in one.keys
        and not (one.kind in REORDERED and index in met)
        and one.old in old
        and one.new in new
    ]
    # "DROPIT" is in "DROPIT Winter School" too.
    return max(able, key=lambda index: len(events[index].old) + len(events[index].new), default=None)


def _flat(value: object, kind: Kind) -> str:
    """All texts of a value in a row; of numbers the digits."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(_flat(item, kind) for item in value)
    text = str(value or "")
    return "".join(filter(str.isdigit, text)) if kind is Kind.PHONE_CHANGED else text


def is_aside(change: Change, told: Told, loose: frozenset[str]) -> bool:
    """Whether an event that nobody expects is not scored: what the records stage judges over the whole page."""
    key = told.key_of(change)
    if change.kind.value.startswith(JUDGED):
        return True
    if change.kind is Kind.INITIATIVE_RENAMED:
        return key in told.derived
    if change.kind is Kind.YEAR_CHANGED and isinstance(change.old, Mapping) and isinstance(change.new, Mapping):
        return change.old["value"] == change.new["value"]
    return key in loose and change.kind.value.startswith(LISTS)


def shown(change: Change) -> str:
    """A change on one line."""

    def short(value: Value) -> str:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return text if len(text) < 200 else text[:200] + "…"

    return f"{change.kind} {short(change.old)} -> {short(change.new)} {change.related or ''}"


def plain(value: object) -> dict[str, object]:
    """A dataclass as the JSON object that is written of it."""
    document: dict[str, object] = json.loads(json.dumps(asdict(value)))  # type: ignore[call-overload]
    return document
