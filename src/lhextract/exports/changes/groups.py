"""Changes by what they are about: the page's categories first, then initiative by initiative, notes behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lhextract.exports.changes.names import Names
from lhextract.exports.changes.sentences import NO_NAMES
from lhextract.model.change import Change, Kind

PAGE = "Categories"
PLURALS = {"category": "categories", "body": "bodies"}


@dataclass(frozen=True, slots=True)
class Group:
    """What changed about one initiative, or (without an id) about the categories.

    `category` is the path of the category that the initiative stands in, "" where it is not known.
    """

    name: str
    initiative: str | None
    changes: tuple[Change, ...]
    notes: tuple[Change, ...]
    category: str = ""


def group_changes(changes: Iterable[Change], names: Names = NO_NAMES, *, notes: bool = True) -> tuple[Group, ...]:
    """Groups in the order in which they first come; without `notes`, only what needs attention."""
    found: dict[str | None, list[Change]] = {}
    for change in changes:
        if notes or not change.kind.is_note:
            found.setdefault(change.initiative, []).append(change)
    return tuple(
        Group(
            PAGE if ident is None else own[-1].name,
            ident,
            tuple(change for change in own if not change.kind.is_note),
            tuple(change for change in own if change.kind.is_note),
            names.homes.get(ident or "", ""),
        )
        for ident, own in sorted(found.items(), key=lambda item: item[0] is not None)
    )


def summarise(changes: Iterable[Change]) -> str:
    """One line: how many changes and notes, and of which kinds."""
    counted = Counter(change.kind for change in changes)
    notes = sum(number for kind, number in counted.items() if kind.is_note)
    real = counted.total() - notes
    if not counted:
        return "no changes"
    head = f"{_number(real, 'change')}, {_number(notes, 'note')}"
    kinds = ", ".join(_counted(counted[kind], kind) for kind in Kind if counted[kind] and not kind.is_note)
    return f"{head}: {kinds}" if kinds else head


def _number(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def _counted(count: int, kind: Kind) -> str:
    """How often, and the kind as people say it: two of host-unit-added are "2 host units added"."""
    noun, _, verb = kind.value.replace("-", " ").rpartition(" ")
    return f"{count} {noun if count == 1 else PLURALS.get(noun, f'{noun}s')} {verb}"
