"""Gives the records of a page the ids under which they were known, and new ones to what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lhextract.identity.categories import match_categories
from lhextract.identity.contacts import match_contacts
from lhextract.identity.known import (
    block_digest,
    known_categories,
    known_initiatives,
    known_institutions,
    known_people,
)
from lhextract.identity.match import Assignment, Pair, assign
from lhextract.identity.names import match_names
from lhextract.identity.renaming import rename_ids
from lhextract.model.identity import Answer, Doubt, Identities, KnownInitiative, KnownName, Match
from lhextract.model.record import Records


@dataclass(frozen=True, slots=True)
class Identified:
    """Records with lasting ids, what is now known, how every initiative got its id, and what is in doubt.

    Where there are doubts, records and identities are what they would be if the likeliest were true.
    """

    records: Records
    identities: Identities
    matches: tuple[Match, ...]
    doubts: tuple[Doubt, ...]


def identify(records: Records, known: Identities) -> Identified:
    """Match the records of a page to what is known of its source; doing it again with the result changes nothing."""
    fresh = known_initiatives(records)
    assignment = _assign(known, fresh)
    taken = {one.id for one in known.initiatives} | {c.id for one in known.initiatives for c in one.contacts}
    pairs = {pair.new: pair for pair in assignment.pairs}
    before = {index: known.initiatives[pair.old] for index, pair in pairs.items()}
    ids = _mint([one.id for index, one in enumerate(fresh) if index not in before], taken)
    ids |= {fresh[index].id: old.id for index, old in before.items()}
    contacts = _contact_ids(fresh, before, taken)
    renamed = tuple(_known_again(one, before.get(index), ids, contacts) for index, one in enumerate(fresh))
    categories, names = _name_ids(records, known, renamed)
    given = {block_digest(one): ids[one.id] for one in reversed(fresh)}
    return Identified(
        records=rename_ids(records, {**ids, **contacts, **categories, **names}),
        identities=Identities(
            initiatives=(*renamed, *_tombstones(known.initiatives, renamed)),
            categories=_merged(known.categories, known_categories(records), categories),
            institutions=_merged(known.institutions, known_institutions(records), names),
            people=_merged(known.people, known_people(records), names),
            answers=tuple(_kept_answer(answer, known, given) for answer in known.answers),
        ),
        matches=tuple(_match(index, one, pairs.get(index), ids) for index, one in enumerate(fresh)),
        doubts=tuple(
            _doubt(pair, rivals, reason, fresh, known.initiatives) for pair, rivals, reason in assignment.doubtful
        ),
    )


def _assign(known: Identities, fresh: Sequence[KnownInitiative]) -> Assignment:
    """The assignment, after what a person has said."""
    answered = _answered(known, fresh)
    fixed = {new: old for new, old in answered.items() if old is not None}
    ours = [index for index in range(len(known.initiatives)) if index not in fixed.values()]
    theirs = [index for index in range(len(fresh)) if index not in answered]
    found = assign([known.initiatives[index] for index in ours], [fresh[index] for index in theirs])

    def moved(pair: Pair) -> Pair:
        return replace(pair, old=ours[pair.old], new=theirs[pair.new])

    return Assignment(
        (*(Pair(old, new, 1.0, ()) for new, old in fixed.items()), *map(moved, found.pairs)),
        tuple((moved(pair), tuple(map(moved, rivals)), reason) for pair, rivals, reason in found.doubtful),
    )


def _answered(known: Identities, fresh: Sequence[KnownInitiative]) -> dict[int, int | None]:
    """What a person has said of the initiatives of a page: which known one it is, None for a new one.

    A known one is one block: of several answers the last that is about a block of this page counts, and of equal blocks
    the first. The others are matched as if nothing had been said of them.
    """
    place = {one.id: index for index, one in enumerate(known.initiatives)}
    digests = [block_digest(one) for one in fresh]
    said = {answer.block_sha256: answer.initiative for answer in known.answers}
    last = {answer.initiative: answer.block_sha256 for answer in known.answers if answer.block_sha256 in digests}
    answered: dict[int, int | None] = {}
    for index, digest in enumerate(digests):
        if digest not in said:
            continue
        old = place.get(said[digest] or "")
        if old is None or (last[said[digest]] == digest and old not in answered.values()):
            answered[index] = old
    return answered


def _kept_answer(answer: Answer, known: Identities, given: Mapping[str, str]) -> Answer:
    """The answer "a new one" is about the first time; from then on the block is the one that got this id.

    So is an answer that names one that is not known, as in a file that was edited by hand.
    """
    if any(one.id == answer.initiative for one in known.initiatives):
        return answer
    return replace(answer, initiative=given.get(answer.block_sha256, answer.initiative))


def _mint(fresh: Iterable[str], taken: set[str]) -> dict[str, str]:
    """Ids for what is new: as minted, or with a number behind where a known thing has that id."""
    ids = {}
    for ident in fresh:
        free, number = ident, 2
        while free in taken:
            free, number = f"{ident}{number}", number + 1
        taken.add(free)
        ids[ident] = free
    return ids


def _contact_ids(
    fresh: Sequence[KnownInitiative], before: Mapping[int, KnownInitiative], taken: set[str]
) -> dict[str, str]:
    ids: dict[str, str] = {}
    for index, one in enumerate(fresh):
        if index in before:
            ids |= match_contacts(before[index].contacts, one.contacts)
    new = [contact.id for one in fresh for contact in one.contacts if contact.id not in ids]
    return {**_mint(new, taken), **ids}


def _known_again(
    fresh: KnownInitiative, old: KnownInitiative | None, ids: Mapping[str, str], contacts: Mapping[str, str]
) -> KnownInitiative:
    """What is known of an initiative after it was seen again: all names it had, and the contacts it lost."""
    own = tuple(replace(contact, id=contacts[contact.id]) for contact in fresh.contacts)
    if old is None:
        return replace(fresh, id=ids[fresh.id], contacts=own)
    present = {contact.id for contact in own}
    lost = tuple(replace(contact, retired=True) for contact in old.contacts if contact.id not in present)
    return replace(
        fresh,
        id=old.id,
        names=tuple(dict.fromkeys((*fresh.names, *old.names))),
        contacts=(*own, *lost),
        was_retired=old.retired or old.was_retired,
    )


def _tombstones(old: Iterable[KnownInitiative], present: Iterable[KnownInitiative]) -> tuple[KnownInitiative, ...]:
    ids = {one.id for one in present}
    return tuple(
        replace(one, retired=True, was_retired=True) for one in sorted(old, key=lambda one: one.id) if one.id not in ids
    )


def _name_ids(
    records: Records, known: Identities, initiatives: Sequence[KnownInitiative]
) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of categories, and those of institutions and people."""
    categories = match_categories(known, known_categories(records), initiatives)
    taken = {one.id for one in known.categories}
    categories |= _mint([c.id for c in records.categories if c.id not in categories], taken)
    names: dict[str, str] = {}
    for old, new in ((known.institutions, known_institutions(records)), (known.people, known_people(records))):
        found = match_names(old, new)
        taken = {one.id for one in old}
        names |= {**_mint([one.id for one in new if one.id not in found], taken), **found}
    return categories, names


def _merged(old: Sequence[KnownName], new: Sequence[KnownName], ids: Mapping[str, str]) -> tuple[KnownName, ...]:
    """What is known of named things after this page: every name they ever had, those of today first."""
    before = {one.id: one for one in old}
    merged = []
    for fresh in new:
        known = before.pop(ids[fresh.id], None)
        names = tuple(dict.fromkeys((*fresh.names, *(known.names if known else ()))))
        merged.append(KnownName(ids[fresh.id], names, fresh.ror or (known.ror if known else None)))
    gone = (replace(one, retired=True) for one in sorted(before.values(), key=lambda one: one.id))
    return (*merged, *gone)


def _match(index: int, fresh: KnownInitiative, pair: Pair | None, ids: Mapping[str, str]) -> Match:
    ident, digest = ids[fresh.id], block_digest(fresh)
    if pair is None:
        return Match(index + 1, fresh.names[0], ident, None, 0.0, (), digest)
    return Match(index + 1, fresh.names[0], ident, ident, pair.score, pair.cues, digest)


def _doubt(
    pair: Pair,
    rivals: Sequence[Pair],
    reason: str,
    fresh: Sequence[KnownInitiative],
    old: Sequence[KnownInitiative],
) -> Doubt:
    one = fresh[pair.new]
    candidates = tuple(
        Match(other.new + 1, old[other.old].names[0], old[other.old].id, old[other.old].id, other.score, other.cues)
        for other in (pair, *rivals)
    )
    return Doubt(pair.new + 1, one.names[0], candidates, reason)


def answer_doubt(known: Identities, block_sha256: str, initiative: str | None) -> Identities:
    """What is known after a person has said which initiative a block is, last; an earlier answer gives way."""
    answers = tuple(answer for answer in known.answers if answer.block_sha256 != block_sha256)
    return replace(known, answers=(*answers, Answer(block_sha256, initiative)))
