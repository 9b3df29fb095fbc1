"""The values of what is hidden on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lhextract.forgetting.masks import Mask
from lhextract.forgetting.matching import Named
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole, Outline
from lhextract.model.record import Contact, Records
from lhextract.model.span import Span


@dataclass(frozen=True, slots=True)
class Hidden:
    """A part of a page that is hidden, and what stands there."""

    span: Span
    mask: Mask


@dataclass(frozen=True, slots=True)
class Hiding:
    """All that is hidden of a page, in page order.

    `contacts` are the ids of the contacts that are the person's; `named` the places that name the person. `reached`
    are the addresses, in small letters, and the last digits of numbers by which links lead to those contacts alone.
    """

    parts: tuple[Hidden, ...] = ()
    contacts: frozenset[str] = frozenset()
    named: tuple[Named, ...] = ()
    reached: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def hides(self, start: int, end: int) -> bool:
        """Whether something between two offsets is hidden."""
        return any(part.span.start < end and start < part.span.end for part in self.parts)

    def covers(self, start: int, end: int) -> bool:
        """Whether everything between two offsets is hidden."""
        return any(part.span.start <= start and end <= part.span.end for part in self.parts)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a page: the roles of its lines, its blocks, its contacts, and where people are named."""

    roles: Sequence[LineRole]
    blocks: Sequence[Span]
    contacts: Sequence[Contact] = ()
    people: Sequence[tuple[Span, str]] = ()


def of_outline(outline: Outline) -> Surroundings:
    """What the outline alone knows."""
    return Surroundings(outline.roles, [block.span for block in outline.blocks])


def of_records(records: Records) -> Surroundings:
    """What an extraction knows."""
    return Surroundings(
        roles=[line.role for line in records.lines],
        blocks=[Span(one.start, one.end) for one in records.initiatives],
        contacts=[contact for one in records.initiatives for contact in one.contacts],
        people=[(Span(m.start, m.end), m.text) for m in records.mentions if m.type is Label.PERSON],
    )


def merge(parts: Iterable[Hidden], text: str) -> tuple[Hidden, ...]:
    """Parts of a text without overlap, in order; what overlaps becomes one part with the mask of the first.

    So do titles and a name with a blank between them: who was there is one person.
    """
    merged: list[Hidden] = []
    for part in sorted(parts, key=lambda one: (one.span.start, -one.span.end)):
        last = merged[-1] if merged else None
        beside = last is not None and last.mask is part.mask and text[last.span.end : part.span.start] == " "
        if last is not None and (part.span.start < last.span.end or beside):
            merged[-1] = Hidden(Span(last.span.start, max(last.span.end, part.span.end)), last.mask)
        else:
            merged.append(part)
    return tuple(merged)
