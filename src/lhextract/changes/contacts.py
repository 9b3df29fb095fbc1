"""What differs between the contacts of one initiative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial

from lhextract.changes.pairing import pair
from lhextract.model.change import Cause, Change, Kind
from lhextract.model.release import ReleasedContact, ReleasedInitiative

JOINED = ", "


def compare_contacts(old: ReleasedInitiative, new: ReleasedInitiative) -> Iterator[Change]:
    """Contacts that came, went or stand in another's place, and what differs in those that stayed."""
    ours = {contact.id: contact for contact in old.contacts}
    theirs = {contact.id: contact for contact in new.contacts}
    gone = [contact for contact in old.contacts if contact.id not in theirs]
    come = [contact for contact in new.contacts if contact.id not in ours]
    for before, after in pair(gone, come, alike=partial(_same_place, alone=len(gone) == len(come) == 1)):
        kind = (
            Kind.CONTACT_REMOVED if after is None else Kind.CONTACT_ADDED if before is None else Kind.CONTACT_REPLACED
        )
        yield Change(
            kind,
            Cause.PAGE,
            new.name,
            initiative=new.id,
            contact=(after or before or new.contacts[0]).id,
            old=asdict(before) if before else None,
            new=asdict(after) if after else None,
            related=(before.id,) if before and after else (),
        )
    for ident in ours.keys() & theirs.keys():
        yield from _contact(ours[ident], theirs[ident], new)


def _same_place(old: ReleasedContact, new: ReleasedContact, *, alone: bool) -> float:
    """Whether one came into the other's place: the same role, unit, phone or address, or nobody else came or went."""
    shared = (
        2 * bool(set(old.phones) & set(new.phones))
        + 2 * (old.email is not None and old.email == new.email)
        + (old.role is not None and old.role == new.role)
        + (old.unit is not None and old.unit == new.unit)
    )
    return shared + (alone and old.person is not None and new.person is not None)


def _contact(old: ReleasedContact, new: ReleasedContact, initiative: ReleasedInitiative) -> Iterator[Change]:
    for kind, before, after in (
        (Kind.PERSON_CHANGED, old.person, new.person),
        (Kind.TITLE_CHANGED, old.titles, new.titles),
        (Kind.ROLE_CHANGED, old.role, new.role),
        (Kind.UNIT_CHANGED, old.unit, new.unit),
        (Kind.PHONE_CHANGED, _joined(old.phones), _joined(new.phones)),
        (Kind.EMAIL_CHANGED, old.email, new.email),
    ):
        if before != after:
            yield Change(
                kind,
                Cause.PAGE,
                initiative.name,
                initiative=initiative.id,
                contact=new.id,
                old=before,
                new=after,
            )


def _joined(values: Sequence[str]) -> str | None:
    return JOINED.join(values) or None
