"""Which unit belongs to which institution, where the page says so: "X at Y", "Y's X", the units of a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.records.block_view import BlockView, ViewLine
from lhextract.records.name_forms import PART, is_unit, is_university

# "Faculty of Medicine at TU Dresden", "Lehrstuhl … der Universität X": what stands between unit and owner. After a
# comma ("vom Institut X, vom Institut Y") it is the next item of a list.
OWNED_BY = re.compile(
    r"""^[\"”“»]?(?:\ \([^()]{2,20}\))?
    \ (?:at|of|of\ the|at\ the|within\ the|within|der|des|an\ der|am|im|vom|von\ der|de|de\ la|della|dell['’]|du|do|da)
    \ $""",
    re.VERBOSE,
)
POSSESSIVE = re.compile(r"^(?:'s|’s|s['’]) $")
COMMA = re.compile(r"^(?:, | \| | [–/·-] |; )$")
# The rank of a unit, from a chair to a whole university; what has no rank is tied by words alone.
RANKS = tuple(
    (rank, re.compile(pattern, re.VERBOSE | re.IGNORECASE))
    for rank, pattern in (
        (
            1,
            r"""^(?:Chair|Lehrstuhl|Professur|Professorship|Fachgebiet|Arbeitsgruppe|(?:[\w-]+\ ){0,4}Group\b|AG\ )
            | lehrstuhl | professur\b""",
        ),
        (
            2,
            r"""^(?:Division|Section|Abteilung|Laborator|Unit|Arbeitsbereich|Sekretariat|Geschäftsstelle)
            | \bUnit$ | \bLab$ | labor\b""",
        ),
        (
            3,
            r"""^(?:Institute?|Department|Clinic|Klinik|Poliklinik|Seminar|Cent(?:er|re)|Zentrum|Dezernat
                |Referat|Stabsstelle|Office)\b
            | (?:institut|seminar|zentrum|klinik|dezernat)s?\b
            | \b(?:Institute|Department|Office|Cent(?:er|re)|Clinic)\b""",
        ),
        (
            4,
            r"""^(?:Facult|Fakult|Departement|School|College\ of|Fachbereich)
            | fakultät\b | \bSchool(?:\ of|$) | \bFaculty\b""",
        ),
    )
)
UNIVERSITY = 5


@dataclass(frozen=True, slots=True)
class Tie:
    """A unit and its owner by the starts of their mentions; `assumed` where no word says it, as in a contact."""

    unit: int
    owner: int
    assumed: bool = False


def rank_of(name: str) -> int | None:
    """The rank of a unit by its name; None where the name shows none."""
    if is_university(name):
        return UNIVERSITY
    return next((rank for rank, pattern in RANKS if pattern.search(name)), None)


def may_be_unit(name: str) -> bool:
    """Whether a name can be that of a part of something."""
    return is_unit(name) or (bool(PART.search(name)) and not is_university(name))


def find_ties(views: Sequence[BlockView]) -> list[Tie]:
    """Return all ties of the page."""
    return [tie for view in views for tie in (*_in_lines(view), *_between_lines(view))]


def _in_lines(view: BlockView) -> Iterator[Tie]:
    for line in view.lines:
        named = line.of(Label.INSTITUTION)
        for left, right in pairwise(named):
            between = line.text[left.span.end - line.line.start : right.span.start - line.line.start]
            tie = _tie(left, right, between, in_contact=line.role.is_contact)
            if tie is not None:
                yield tie


def _tie(left: Mention, right: Mention, between: str, *, in_contact: bool) -> Tie | None:
    if OWNED_BY.match(between) and may_be_unit(left.text):
        lower, higher = rank_of(left.text), rank_of(right.text)
        return Tie(left.span.start, right.span.start) if (lower or 0) <= (higher or UNIVERSITY) else None
    if POSSESSIVE.match(between) and may_be_unit(right.text):
        return Tie(right.span.start, left.span.start)
    if in_contact and COMMA.match(between):
        return _by_rank(left, right)
    return None


def _by_rank(first: Mention, second: Mention) -> Tie | None:
    """The lower of two units belongs to the higher one."""
    ranks = rank_of(first.text), rank_of(second.text)
    if ranks[0] is None or ranks[1] is None or ranks[0] == ranks[1]:
        return None
    unit, owner = (first, second) if ranks[0] < ranks[1] else (second, first)
    return Tie(unit.span.start, owner.span.start)


def _between_lines(view: BlockView) -> Iterator[Tie]:
    """Two lines of units that follow each other in a contact ("Institute of Physics" / "Faculty of Science")."""
    for above, below in pairwise(view.lines):
        if above.role is LineRole.CONTACT_UNIT and below.role is LineRole.CONTACT_UNIT:
            pair = _edges(above, below)
            tie = _by_rank(*pair) if pair else None
            if tie is not None:
                yield tie


def _edges(above: ViewLine, below: ViewLine) -> tuple[Mention, Mention] | None:
    """The last institution of a line and the first of the next, if each stands at the edge of its line."""
    upper, lower = above.of(Label.INSTITUTION), below.of(Label.INSTITUTION)
    if not upper or not lower:
        return None
    ends = above.line.end - upper[-1].span.end <= 2 and lower[0].span.start - below.line.start <= 2
    return (upper[-1], lower[0]) if ends else None
