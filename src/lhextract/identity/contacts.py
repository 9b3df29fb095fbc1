"""Contacts of one initiative: the same person keeps the id, whatever number, role or title changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from lhextract.model.identity import KnownContact
from lhextract.people.writings import may_be_same, read_writings, same_name
from lhextract.registry.keys import name_key

SAME_PERSON, ALIKE_PERSON = 8.0, 4.0
SHORTER_PERSON = 5.5  # "E. Roth" for "Eva Roth": another number, or role and unit, say less than the name in full
NOBODY = 1.0  # neither contact names a person: an office
SLIP = 0.85  # letters that two writings of one name share
LEAST = 3.0  # of what two contacts share, for being one


def match_contacts(old: Sequence[KnownContact], new: Sequence[KnownContact]) -> dict[str, str]:
    """The known id of every new contact that is a known one, the surest first; tombstones last."""
    scores = sorted(
        (-_score(known, fresh), known.retired, i, j) for i, known in enumerate(old) for j, fresh in enumerate(new)
    )
    found: dict[int, int] = {}
    for score, _, i, j in scores:
        if -score >= LEAST and i not in found.values() and j not in found:
            found[j] = i
    found |= _only_office(old, new, found)
    return {new[j].id: old[i].id for j, i in found.items()}


def _only_office(old: Sequence[KnownContact], new: Sequence[KnownContact], found: Mapping[int, int]) -> dict[int, int]:
    """An office whose one number or address is another: nobody else came or went, and neither names a person."""
    gone = [i for i, known in enumerate(old) if not known.retired and i not in found.values()]
    come = [j for j in range(len(new)) if j not in found]
    if len(gone) == len(come) == 1 and not (old[gone[0]].person or new[come[0]].person):
        return {come[0]: gone[0]}
    return {}


def _score(known: KnownContact, fresh: KnownContact) -> float:
    """How much speaks for one contact; nothing makes two people of different names one, unless an address does."""
    reached = 2.0 * bool(set(known.phones) & set(fresh.phones)) + 2.0 * (_equal(known.email, fresh.email))
    placed = 1.0 * _equal(known.role, fresh.role) + 1.0 * _equal(known.unit, fresh.unit)
    if known.person and fresh.person:
        if same_name(known.person, fresh.person):
            return SAME_PERSON + reached + placed
        if may_be_same(known.person, fresh.person):
            return SHORTER_PERSON + reached + placed
        if _alike(known.person, fresh.person) and (reached or placed):
            return ALIKE_PERSON + reached + placed
        return 0.0
    if known.person or fresh.person:
        return NOBODY + reached + placed if reached else 0.0
    return NOBODY + reached + 2 * placed


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and name_key(one) == name_key(other)


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: a slip of the pen, or a second family name ("Roth", "Roth-Klein").

    A given name alone says nothing: the next Anna at the same desk is another person.
    """
    if SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= SLIP:
        return True
    return any(
        first.given[:1] == second.given[:1] and bool(set(first.family) & set(second.family))
        for first in read_writings(one)
        for second in read_writings(other)
        if first.given
    )
