"""Every institution that a block names, with all its mentions there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.page import PageText
from lhextract.records.block_view import BlockView, ViewLine


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, the line that it stands on, and its place among the mentions of the line."""

    mention: Mention
    line: ViewLine
    index: int

    def near(self, reach: int) -> list[Mention]:
        """The mentions of the line that begin at most `reach` characters before or after this one, and this one."""
        mentions, here = self.line.mentions, self.mention.span.start
        first, last = self.index, self.index + 1
        while first > 0 and abs(mentions[first - 1].span.start - here) <= reach:
            first -= 1
        while last < len(mentions) and abs(mentions[last].span.start - here) <= reach:
            last += 1
        # As pairs of numbers, because spans compare ten times slower.
        return sorted(mentions[first:last], key=lambda mention: (mention.span.start, mention.span.end))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution of a block: `name` is its first mention in body or contact, a long form if the block has one."""

    institution: str
    name: Mention
    places: tuple[Place, ...]
    order: int

    @property
    def forms(self) -> frozenset[str]:
        """The forms under which the block names it."""
        return frozenset(place.mention.text for place in self.places)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the whole page tells of an institution: in how many blocks it is named, and in how many contacts."""

    blocks: Counter[str]
    contacts: Counter[str]
    outside: frozenset[str]


def survey(views: Sequence[BlockView], mentions: Sequence[Mention], institution_of: Mapping[int, str]) -> Survey:
    """Count over all blocks; `outside` are institutions named in title, introduction, headings or descriptions."""
    blocks: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    inside: set[int] = set()
    for view in views:
        named = [(line, mention) for line in view.lines for mention in line.of(Label.INSTITUTION)]
        inside.update(mention.span.start for _, mention in named)
        blocks.update({institution_of[mention.span.start] for _, mention in named})
        contacts.update({institution_of[mention.span.start] for line, mention in named if line.role.is_contact})
    outside = {
        institution_of[m.span.start] for m in mentions if m.label is Label.INSTITUTION and m.span.start not in inside
    }
    return Survey(blocks, contacts, frozenset(outside))


def find_candidates(view: BlockView, page: PageText, institution_of: Mapping[int, str]) -> list[Candidate]:
    """Return the institutions of a block that body or contact lines name, in the order of their first mention.

    A title or caption names institutions again that the text is about; what only they name takes no part.
    """
    places: dict[str, list[Place]] = {}
    for line in view.lines:
        for index, mention in enumerate(line.mentions):
            if mention.label is Label.INSTITUTION:
                places.setdefault(institution_of[mention.span.start], []).append(Place(mention, line, index))
    shorts = {short for _, short in view.pairs} | {page.slice(short) for _, short in view.pairs}
    candidates = []
    for institution, named in places.items():
        telling = [place for place in named if place.line.role is LineRole.BODY or place.line.role.is_contact]
        if telling:
            full = [p for p in telling if p.mention.span not in shorts and p.mention.text not in shorts]
            name = (full or telling)[0].mention
            candidates.append((name, institution, tuple(named)))
    candidates.sort(key=lambda row: min(place.mention.span.start for place in row[2]))
    return [Candidate(i, name, named, order) for order, (name, i, named) in enumerate(candidates)]
