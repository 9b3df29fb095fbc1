"""The addresses and numbers that are the person's and nobody else's, for texts that know no contacts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lhextract.addresses import find_email
from lhextract.forgetting.extracted import Extracted
from lhextract.forgetting.keys import Keys
from lhextract.forgetting.masks import Mask
from lhextract.forgetting.matching import find_names
from lhextract.model.identity import Identities, KnownContact
from lhextract.model.record import Contact

FEWEST_DIGITS = 6  # shorter numbers are everywhere


def personal_details(extractions: Iterable[Extracted], identities: Iterable[Identities], keys: Keys) -> tuple[str, ...]:
    """Return every writing of the person's addresses and numbers that is known; those of others too are none."""
    own: set[str] = set()
    theirs: set[str] = set()
    for one in extractions:
        contacts = [contact for initiative in one.records.initiatives for contact in initiative.contacts]
        for contact in contacts:
            (own if contact.id in one.hiding.contacts else theirs).update(_writings(contact))
        hidden = (one.page.slice(part.span) for part in one.hiding.parts if part.mask in {Mask.PHONE, Mask.ADDRESS})
        own.update(text for text in hidden if find_email(text) or not re.search(r"[^\W\d_]", text))
    for known in identities:
        for kept in (contact for initiative in known.initiatives for contact in initiative.contacts):
            (own if find_names(kept.person or "", keys) else theirs).update(_known(kept))
    return tuple(sorted(text for text in own - theirs if "@" in text or len(re.sub(r"\D", "", text)) >= FEWEST_DIGITS))


def _writings(contact: Contact) -> Iterator[str]:
    for phone in contact.phones:
        yield from filter(None, (phone.raw, phone.e164, phone.national))
    if contact.email:
        yield contact.email


def _known(contact: KnownContact) -> Iterator[str]:
    yield from contact.phones
    if contact.email:
        yield contact.email
