"""Decides on a source as a steward asks for it, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lhextract.corrections.decide import confirm_all, ruling_of
from lhextract.corrections.entries import list_of
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.desk import Desk
from lhextract.items import KINDS
from lhextract.model.correction import Action, Decision, Ruling, State, Value
from lhextract.pointing import find_decided, find_record, find_words, names_of

CONFLICT_LEFT = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a steward asks for, in words: `record` as in `pointing.find_record`, `quote` words of the page.

    For `merge`, `value` names the other initiative. For `retract`, `record` may be a decision, without a `path`.
    """

    action: Action
    record: str
    path: str = ""
    value: Value = None
    reason: str | None = None
    quote: str | None = None
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: `rulings` say how each of the decisions stands now; without `written` it was tried only.

    `names` are those of the records. `place` says what a run is started with, and `folder` what it then brings up to
    date.
    """

    source: str
    decisions: tuple[Decision, ...]
    rulings: tuple[Ruling | None, ...]
    names: dict[str, str]
    written: bool
    place: str
    folder: str

    @property
    def exit_code(self) -> int:
        """4 where stewards still disagree about one of the entries."""
        left = any(one is not None and one.state is State.CONFLICTING for one in self.rulings)
        return CONFLICT_LEFT if left else 0


def wishes_of(desk: Desk, asked: Asked) -> tuple[Wish, ...]:
    """The wishes that this comes to; raises `DecisionError` for what is not on the page."""
    if asked.action is Action.RETRACT and not asked.path:
        record, path = find_decided(desk, asked.record)
        return (Wish(Action.RETRACT, record, path, reason=asked.reason),)
    record = find_record(desk, asked.record)
    if asked.action is Action.CONFIRM and not asked.path and desk.corrected().knows(record):
        return tuple(replace(one, reason=asked.reason) for one in confirm_all(record, desk.corrected()))
    if asked.nth is not None and asked.quote is None:
        raise DecisionError("--nth", asked.nth, "a number beside --quote")
    place = find_words(desk, record, asked.quote, nth=asked.nth) if asked.quote is not None else None
    value = find_record(desk, str(asked.value)) if asked.action is Action.MERGE else asked.value
    return (Wish(asked.action, record, asked.path, value, asked.reason, place),)


def decide_on(desk: Desk, wishes: Sequence[Wish], *, author: str, write: bool) -> Decided:
    """Decide all of it or nothing; raises what `Desk.decide` does."""
    names = dict(names_of(desk.corrected().records))
    decisions = desk.decide(wishes, author=author, write=write)
    corrected = desk.corrected()
    names |= dict(names_of(corrected.records))
    return Decided(
        source=desk.source,
        decisions=decisions,
        rulings=tuple(ruling_of(corrected, one.record, one.path) for one in decisions),
        names=names,
        written=write and bool(decisions),
        place=desk.source if desk.workspace is not None else f"… --out {desk.folder.parent}",
        folder="extracted/" if desk.workspace is not None else str(desk.folder.parent),
    )


def read_given(path: str, values: Sequence[str]) -> Value:
    """The value that words of the command line are: one text, or KEY=VALUE for an item (an empty VALUE is nothing).

    `path` is that of an entry, or of a list that something is added to. Raises `DecisionError`.
    """
    kind = list_of(path) or path.rpartition(".")[2]
    keys = KINDS[kind].keys if kind in KINDS else ()
    pairs = [one.partition("=") for one in values]
    if pairs and all(key in keys and equals for key, equals, _ in pairs):
        return {key: value or None for key, _, value in pairs}
    if len(values) > 1:
        odd = next((one for one, (key, *_) in zip(values, pairs, strict=True) if key not in keys), values[1])
        allowed = f"KEY=VALUE with the keys {', '.join(keys)}" if keys else "one value"
        raise DecisionError(path, odd, allowed, "put a value with blanks between quotes")
    return values[0] if values else None
