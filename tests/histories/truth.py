"""What an edit does to a page, in the terms of `changes.jsonl`: the events that a reader of the page would name."""

from __future__ import annotations

from dataclasses import dataclass

from lhextract.model.change import Kind
from lhextract.model.mention import Label
from lhextract.wording import fold
from tests.histories.pages import Part, State


@dataclass(frozen=True, slots=True)
class Event:
    """An event that must be told.

    `keys` are the initiatives or categories of which one must be named. `old` and `new` must be found in the values
    (digits in a number). `if_read`: only if the records show the value at all, because what is a partner is judged
    over the whole page, and not by identity or changes.
    """

    kind: Kind
    keys: frozenset[str]
    old: str = ""
    new: str = ""
    if_read: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """A page after an edit, with the events.

    `touched` are the keys of what the edit was about; `loose` those of initiatives whose lists (contacts, years,
    links ...) follow the text that came or went, so that only `events` are scored, and the rest is counted aside.
    """

    state: State
    events: tuple[Event, ...]
    touched: frozenset[str]
    loose: frozenset[str] = frozenset()
    is_cosmetic: bool = False


def event(kind: Kind, key: str, *, old: str = "", new: str = "", if_read: bool = False) -> Event:
    """An event of one initiative or category."""
    return Event(kind, frozenset({key}), fold(old), fold(new), if_read)


def rewritten(old: Part, new: Part) -> tuple[Event, ...]:
    """That the text of an initiative is another one, if it is, and the programmes that it names no more or newly."""
    body = (event(Kind.BODY_REWORDED, new.key),) if fold(old.body) != fold(new.body) else ()
    return (*body, *_programs(old, new))


def changed_block(state: State, old: Part, new: Part, *events: Event) -> Edited:
    """A page on which one initiative is another; that its text is, and what that says, is added here."""
    return Edited(state.put(old.key, new), (*events, *rewritten(old, new)), frozenset({new.key}))


def _programs(old: Part, new: Part) -> list[Event]:
    """The programmes that an initiative names no more, or for the first time."""
    ours, theirs = (
        {fold(row.slice(mark)): None for row in part.rows for mark in row.of(Label.PROGRAM)} for part in (old, new)
    )
    gone = [event(Kind.PROGRAM_REMOVED, new.key, old=name) for name in ours if name not in theirs]
    return gone + [event(Kind.PROGRAM_ADDED, new.key, new=name) for name in theirs if name not in ours]


def order_events(old: State, new: State) -> tuple[Event, ...]:
    """What stands elsewhere within its category, or among the categories; which of two that swapped is left open."""
    before, after = old.members(), new.members()
    found = _moves(Kind.CATEGORY_REORDERED, [k for k in before if k], [k for k in after if k])
    for key in after.keys() & before.keys():
        found += _moves(Kind.INITIATIVE_REORDERED, before[key], after[key])
    return tuple(found)


def _moves(kind: Kind, before: list[str], after: list[str]) -> list[Event]:
    """As many events as items must be moved at the least; each may be of any item that some such choice moves."""
    common = [key for key in after if key in set(before)]
    ranks = [before.index(key) for key in common]
    longest = _longest(ranks)
    able = frozenset(key for i, key in enumerate(common) if _longest([*ranks[:i], *ranks[i + 1 :]]) == longest)
    return [Event(kind, able)] * (len(common) - longest)


def _longest(ranks: list[int]) -> int:
    """The length of the longest rising run, by trying all: lists are short."""
    lengths: list[int] = []
    for index, rank in enumerate(ranks):
        lengths.append(1 + max((lengths[i] for i in range(index) if ranks[i] < rank), default=0))
    return max(lengths, default=0)


def category_events(old: State, new: State) -> tuple[Event, ...]:
    """Categories that came, went, or are called otherwise; the path counts, so a heading renames those under it."""
    before, after = ({key: state.homes()[key][1] for key in state.members() if key} for state in (old, new))
    found = [event(Kind.CATEGORY_REMOVED, key) for key in before if key not in after]
    for key, path in after.items():
        if key not in before:
            found.append(event(Kind.CATEGORY_ADDED, key, new=path[-1]))
        elif tuple(map(fold, before[key])) != tuple(map(fold, path)):
            found.append(event(Kind.CATEGORY_RENAMED, key, old=before[key][-1], new=path[-1]))
    return tuple(found)
