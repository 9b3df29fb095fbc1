"""What a shell can complete: sources, records, paths, decisions. Quick, and silent about what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from lhextract.corrections.entries import list_of
from lhextract.desk import open_desk
from lhextract.errors import LhextractError
from lhextract.items import KINDS, LISTS
from lhextract.model.record import JOINT, InstitutionKind
from lhextract.pointing import find_record, names_of
from lhextract.standing import Stand, stands_of
from lhextract.workspace import find_workspace

# What can be put, and a word about it.
Choices = list[tuple[str, str]]


def sources(*, start: Path) -> Choices:
    """The profiles of the workspace."""
    workspace = find_workspace(start)
    return [(name, "") for name in workspace.sources()] if workspace is not None else []


def records(source: str, *, start: Path) -> Choices:
    """The ids of all records with their names."""
    return _quietly(lambda: iter(names_of(open_desk(source, start=start).corrected().records)))


def paths(source: str, record: str, *, start: Path) -> Choices:
    """The paths of all entries of a record, with what is in force."""
    return _quietly(lambda: ((one.path, _word(one)) for one in _stands(source, record, start)))


def lists(source: str, record: str, *, start: Path) -> Choices:
    """The lists of a record that something can be added to."""
    contacts = _quietly(
        lambda: (
            (f"{one.path}.phones", _word(one))
            for one in _stands(source, record, start)
            if one.path.startswith("contacts.") and one.path.count(".") == 1
        )
    )
    return [*((name, "") for name in (*LISTS, "mentions")), *contacts]


def decisions(source: str, *, start: Path) -> Choices:
    """The ids of the decisions that stand, with what they are about."""
    return _quietly(
        lambda: (
            (head, f"{one.record} {one.path}")
            for one in open_desk(source, start=start).corrected().rulings
            for head in one.heads
        )
    )


def decided(source: str, *, start: Path) -> Choices:
    """What can be taken back: decisions, and records that something was decided about."""
    every = decisions(source, start=start)
    about = {entry.partition(" ")[0] for _, entry in every}
    return [*every, *((ident, name) for ident, name in records(source, start=start) if ident in about)]


def values(path: str, *, start: Path) -> Choices:  # noqa: ARG001 - called like the others
    """The keys of an item, or the kinds of an institution; other values are free, or have blanks."""
    if (kind := list_of(path)) is not None:
        return [(f"{key}=", "") for key in KINDS[kind].keys]
    return [(one, "") for one in get_args(InstitutionKind)] if path == "kind" else []


def _stands(source: str, record: str, start: Path) -> tuple[Stand, ...]:
    desk = open_desk(source, start=start)
    return stands_of(desk.corrected(), find_record(desk, record))


def _word(stand: Stand) -> str:
    value = stand.value
    if isinstance(value, dict):
        value = next((each for each in value.values() if isinstance(each, str)), None)
    words = JOINT.join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return " ".join(words.split())[:60]  # a second line would be taken for another choice


def _quietly(find: Callable[[], Iterator[tuple[str, str]]]) -> Choices:
    """A message between what somebody types and what the shell offers would only be in the way."""
    try:
        return list(find())
    except (LhextractError, OSError, ValueError):
        return []
