"""Initiatives that a steward joins into one, or divides in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lhextract.items import LISTS
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, Provenance, RecordLine, Records

MERGE, SPLIT = "merge", "split"  # the first part of the path of such a decision


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an initiative is divided: the second one, with this id and name, begins at `at`."""

    record: str
    at: int
    ident: str
    name: str
    decision: str


def are_neighbours(records: Records, one: str, other: str) -> bool:
    """Whether two initiatives follow each other on the page, either way round."""
    order = {initiative.id: place for place, initiative in enumerate(records.initiatives)}
    return one in order and other in order and abs(order[one] - order[other]) == 1


def merge(records: Records, kept: str, joined: str, text: str) -> Records:
    """Join a neighbour into an initiative, which keeps its id, its name and its category."""
    by_id = {one.id: one for one in records.initiatives}
    first, second = sorted((by_id[kept], by_id[joined]), key=lambda one: one.start)
    lists: dict[str, Any] = {name: _joined(getattr(first, name), getattr(second, name)) for name in LISTS}
    lines = tuple(replace(line, initiative=kept) if line.initiative == joined else line for line in records.lines)
    whole = replace(by_id[kept], start=first.start, end=second.end, text=_body(lines, kept, text), **lists)
    return _renumbered(
        replace(
            records,
            lines=lines,
            initiatives=tuple(whole if one.id == kept else one for one in records.initiatives if one.id != joined),
            mentions=tuple(replace(m, initiative=kept) if m.initiative == joined else m for m in records.mentions),
        )
    )


def split(records: Records, cut: Cut, text: str) -> Records:
    """Divide an initiative before a line; what stands from there on belongs to the second one."""
    at = text.rfind("\n", 0, cut.at) + 1
    place = next(place for place, one in enumerate(records.initiatives) if one.id == cut.record)
    whole = records.initiatives[place]
    lines = tuple(
        replace(line, initiative=cut.ident) if line.initiative == cut.record and line.start >= at else line
        for line in records.lines
    )
    first = replace(
        whole,
        end=len(text[:at].rstrip("\n ")),
        text=_body(lines, cut.record, text),
        **_part(whole, lambda start: start < at),
    )
    second = replace(
        whole,
        id=cut.ident,
        name=cut.name,
        name_derived=False,
        start=at,
        text=_body(lines, cut.ident, text),
        provenance={"name": Provenance("correction", cut.decision, 1.0)},
        **_part(whole, lambda start: start >= at),
    )
    return _renumbered(
        replace(
            records,
            lines=lines,
            initiatives=(*records.initiatives[:place], first, second, *records.initiatives[place + 1 :]),
            mentions=tuple(
                replace(m, initiative=cut.ident) if m.initiative == cut.record and m.start >= at else m
                for m in records.mentions
            ),
        )
    )


def can_be_split(initiative: Initiative, at: int, text: str) -> bool:
    """Whether both parts would have text: the line of `at` is not the first of the block."""
    line = text.rfind("\n", 0, at) + 1
    return bool(text[initiative.start : line].strip()) and bool(text[line : initiative.end].strip())


def _part(whole: Initiative, belongs: Callable[[int], bool]) -> dict[str, Any]:
    return {name: tuple(item for item in getattr(whole, name) if belongs(item.start)) for name in LISTS}


def _joined(first: Sequence[Any], second: Sequence[Any]) -> tuple[Any, ...]:
    """The items of both, an institution once."""
    known = {getattr(item, "institution", None) for item in first} - {None}
    return (*first, *(item for item in second if getattr(item, "institution", None) not in known))


def _body(lines: Sequence[RecordLine], ident: str, text: str) -> str:
    body = (line for line in lines if line.initiative == ident and line.role is LineRole.BODY)
    return "\n".join(text[line.start : line.end] for line in body)


def _renumbered(records: Records) -> Records:
    initiatives = tuple(replace(one, order=number) for number, one in enumerate(records.initiatives, start=1))
    return replace(records, initiatives=initiatives)
