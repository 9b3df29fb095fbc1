"""What a block shows of an institution that may take part: readable cues, each a short string.

Words are those of the sentence around its mentions, other mentions replaced by their type; the words before a list are
those of each of its items ("partners are <inst>, <inst> and X").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lhextract.language.cues import Cues
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.records.block_view import BlockView, ViewLine
from lhextract.records.host import NAME_WORD, HostTest
from lhextract.records.institutions.link import DEEPEST, Linked
from lhextract.records.name_forms import is_unit, is_university, shapes
from lhextract.records.parties.candidates import Candidate, Place, Survey
from lhextract.records.sentences import REACH, sentence_around
from lhextract.wording import fold

NEAR = 3  # words on each side that count by their distance
FAR = 8  # words on each side that count wherever they stand
WORD = re.compile(r"<\w+>|[^\W\d_][\w'-]*|[():;\"]|\d+")  # of a folded text: typography tells nothing
# Between the items of a list, bracketed places and short forms included.
BETWEEN_ITEMS = re.compile(
    r"^(?:\s*\([^()]{0,40}\))?[\"”“»]?(?:,|;|/| and| und| or| oder| as well as| sowie| &|, and|, und)?"
    r"(?: (?:the|der|die|das|dem|den|at|in|an|am))*(?: [\"„“«])?\s*$"
)
LIST = re.compile(r",|;|/|\b(?:and|und|or|oder|sowie|as well as)\b|&")
OURS = re.compile(r"(?:\b(?:our|its|unsere[rnms]?|ihre[rnms]?|own|hauseigenen?)|’s|'s) (?:[\w-]+ )?$", re.IGNORECASE)
HOST, ANOTHER, ITSELF = "the host", "another", "itself"  # owners; a known body of its own has none
# Kinds that give money or orders rather than take part.
MONEY = frozenset({"funder", "agency", "international"})
# Kinds of known bodies that are a part of no university.
OUTSIDE = frozenset({"university", "company", "funder", "agency", "international", "facility", "association"})
OWN = "own name"
MANY = 3


@dataclass(frozen=True, slots=True)
class PartyContext:
    """What is known beside the block: the host, the survey of the page, the initiative's own names.

    By id, `kinds` are those that a lookup table gives, and `owners` tell "the host" or "another" where the owner of a
    unit is known, and "itself" for a known body that is a unit of no university.
    """

    is_host: HostTest
    survey: Survey
    kinds: Mapping[str, str]
    owners: Mapping[str, str]
    cues: Cues
    own_names: Container[str] = frozenset()


def describe(candidate: Candidate, view: BlockView, context: PartyContext, others: Sequence[Candidate]) -> list[str]:
    """Return the cues of a candidate, each once, in a fixed order."""
    found: dict[str, None] = {}
    for cue in (
        *_of_name(candidate, context),
        *_of_page(candidate, context),
        *_of_block(candidate, view, others),
        *(cue for place in candidate.places for cue in _of_place(place, context)),
    ):
        found[cue] = None
    return list(found)


def _of_name(candidate: Candidate, context: PartyContext) -> Iterator[str]:
    name = candidate.name.text
    signs = shapes(name)
    yield from (f"name {sign}" for sign in signs)
    yield f"name {'+'.join(signs)}"
    yield f"name begins {name.split()[0].lower()}"
    yield f"name ends {name.split()[-1].lower()}"
    yield f"name words {min(len(name.split()), 6)}"
    kind = context.kinds.get(candidate.institution)
    if kind:
        yield "known funder" if kind in MONEY else f"known {kind}"
    if any(form in context.cues.words["institutions.funders"] for form in candidate.forms):
        yield "known funder"
    owner = context.owners.get(candidate.institution)
    if owner in {HOST, ANOTHER}:
        yield f"unit of {owner}"
    if any(form in context.own_names for form in candidate.forms):
        yield OWN
    if owner != ITSELF and context.is_host.distinctive & {word.casefold() for word in NAME_WORD.findall(name)}:
        yield "named like the host"
        yield f"named like the host, {'+'.join(signs)}"


def _of_page(candidate: Candidate, context: PartyContext) -> Iterator[str]:
    survey, institution = context.survey, candidate.institution
    yield f"in {min(survey.blocks[institution], MANY)} blocks"
    if survey.contacts[institution]:
        yield f"in {min(survey.contacts[institution], MANY)} contacts of the page"
    if institution in survey.outside:
        yield "named outside the initiatives"


def _of_block(candidate: Candidate, view: BlockView, others: Sequence[Candidate]) -> Iterator[str]:
    roles = {place.line.role for place in candidate.places}
    body = [place for place in candidate.places if place.line.role is LineRole.BODY]
    yield f"named {min(len(candidate.places), MANY)} times"
    yield f"place {min(candidate.order, 4)} of {'few' if len(others) <= 4 else 'many'}"
    yield from (f"in {role}" for role in sorted(roles))
    if not body:
        yield "in contacts alone"
    first = next((line for line in view.lines if line.role is LineRole.BODY), None)
    if body and body[0].line is first:
        yield "in the first paragraph"


def _of_place(place: Place, context: PartyContext) -> Iterator[str]:
    """The cues of one mention: the words around it, what it is tied to, the list that it stands in."""
    line, mention = place.line, place.mention
    if line.role.is_contact:
        yield from _of_contact_line(place, context)
        return
    if line.role is not LineRole.BODY:
        return
    start, end = mention.span.start - line.line.start, mention.span.end - line.line.start
    first, last = sentence_around(line.text, start, end)
    near = place.near(REACH)
    left = _words(line, near, first, start, context)
    right = _words(line, near, end, last, context)
    yield from _near("before", left[::-1])
    yield from _near("after", right)
    if first == start or not left:
        yield "opens the sentence"
    yield from (f"before… {word}" for word in left[-FAR:])
    yield from (f"after… {word}" for word in right[:FAR])
    yield from _of_list(place, context, first)
    if OURS.search(line.text[first:start]):
        yield "ours"


def _near(side: str, words: Sequence[str]) -> Iterator[str]:
    for distance, word in enumerate(words[:NEAR], start=1):
        yield f"{side} {distance} {word}"
    if len(words) > 1:
        yield f"{side} {words[0]} {words[1]}"


def _words(line: ViewLine, near: Sequence[Mention], start: int, end: int, context: PartyContext) -> list[str]:
    """The words of a stretch of a line in small letters, mentions replaced by their type."""
    return [word.lower() for word in WORD.findall(fold(_masked(line, near, start, end, context)))]


def _masked(line: ViewLine, near: Sequence[Mention], start: int, end: int, context: PartyContext) -> str:
    parts, position = [], start
    for mention in near:
        a, b = mention.span.start - line.line.start, mention.span.end - line.line.start
        if a >= position and b <= end:
            parts += [line.text[position:a], f"<{_type(mention, context)}>"]
            position = b
    return "".join([*parts, line.text[position:end]])


def _type(mention: Mention, context: PartyContext) -> str:
    if mention.label is not Label.INSTITUTION:
        return mention.label.value.lower()
    if context.is_host(mention.text):
        return "host"
    return "unit" if is_unit(mention.text) else "inst"


def _of_contact_line(place: Place, context: PartyContext) -> Iterator[str]:
    beside = [m for m in _institutions(place.near(REACH)) if m.span != place.mention.span]
    if any(context.is_host(m.text) for m in beside):
        yield "beside the host in a contact"
    if any("whole" in shapes(m.text) and not context.is_host(m.text) for m in beside):
        yield "beside another university in a contact"


def _of_list(place: Place, context: PartyContext, first: int) -> Iterator[str]:
    """The words before the list that the mention is an item of, and the types of the items beside it."""
    line, mention, near = place.line, place.mention, place.near(REACH)
    named = _institutions(near)
    at = next(i for i, m in enumerate(named) if m.span == mention.span)
    head = at
    while head and _tied(line, named[head - 1], named[head]) and named[head - 1].span.start - line.line.start >= first:
        head -= 1
    tail = at
    while tail + 1 < len(named) and _tied(line, named[tail], named[tail + 1]):
        tail += 1
    if head == tail:
        return
    yield f"list of {min(tail - head + 1, 4)}"
    yield f"list with {'+'.join(sorted({_type(m, context) for m in named[head : tail + 1]}))}"
    lead = _words(line, near, first, named[head].span.start - line.line.start, context)
    yield from _near("before list", lead[::-1])
    if not lead:
        yield "list opens the sentence"


def _institutions(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.label is Label.INSTITUTION]


def _tied(line: ViewLine, left: Mention, right: Mention) -> bool:
    between = line.text[left.span.end - line.line.start : right.span.start - line.line.start]
    return len(between) <= 60 and bool(BETWEEN_ITEMS.match(between)) and bool(LIST.search(between))


def owners_of(linked: Linked, is_host: HostTest) -> dict[str, str]:
    """Whose units they are, by the unit graph and what is known: the host's, or another university's."""
    institutions, known = linked.institutions, linked.known
    parents = {institution.id: institution.parent for institution in institutions}
    universities = {i.id for i in institutions if i.kind == "university" or is_university(i.name)}
    hosts = {institution.id for institution in institutions if institution.host}
    owners = {}
    for institution in institutions:
        top = institution.id
        for _ in range(DEEPEST):
            top = parents.get(top) or top
        row = known.get(institution.id)
        said = (top != institution.id and top in hosts) or (row is not None and is_host(row.parent or ""))
        if said or (institution.id in linked.assumed and row is None):
            owners[institution.id] = HOST
        elif top != institution.id and top in universities:
            owners[institution.id] = ANOTHER
        elif row is not None and row.kind in OUTSIDE:
            owners[institution.id] = ITSELF
    return owners
