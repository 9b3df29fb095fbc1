"""The file of ids without a person: what stays is what other things need to be found again."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from lhextract.forgetting.scrub import Scrub
from lhextract.identity.known import block_digest
from lhextract.model.identity import Identities, KnownInitiative, KnownName


def scrub_identities(known: Identities, scrub: Scrub, *, contacts: Set[str], people: Set[str]) -> Identities:
    """Return what is known of a source without the person.

    Their ids go too, tombstones included: an id is made of the name, so that it would confirm a guess. `contacts`
    and `people` are ids that are known to be theirs. Answers about an initiative follow its masked text.
    """
    initiatives = tuple(_initiative(one, scrub, contacts) for one in known.initiatives)
    digests = {block_digest(old): block_digest(new) for old, new in zip(known.initiatives, initiatives, strict=True)}
    answers = [replace(one, block_sha256=digests.get(one.block_sha256, one.block_sha256)) for one in known.answers]
    return replace(
        known,
        initiatives=initiatives,
        categories=tuple(_named(one, scrub) for one in known.categories),
        institutions=tuple(_named(one, scrub) for one in known.institutions),
        people=tuple(one for one in known.people if one.id not in people and not any(map(scrub.names, one.names))),
        answers=tuple(answers),
    )


def changed_blocks(old: Identities, new: Identities) -> dict[str, str]:
    """The digests of blocks that have masks now, by those that they had."""
    pairs = zip(map(block_digest, old.initiatives), map(block_digest, new.initiatives), strict=True)
    return {before: after for before, after in pairs if before != after}


def _initiative(one: KnownInitiative, scrub: Scrub, contacts: Set[str]) -> KnownInitiative:
    texts = (*one.names, one.text, *one.people, *(contact.person or "" for contact in one.contacts))
    known = tuple(named for text in texts for named in scrub.names(text))
    kept = [c for c in one.contacts if c.id not in contacts and not scrub.find(c.person or "", known=known)]
    kept = [replace(c, unit=scrub.text(c.unit) if c.unit else c.unit) for c in kept]

    def masked(*values: str) -> tuple[str, ...]:
        return tuple(scrub.text(value, known=known) for value in values)

    return replace(
        one,
        names=masked(*one.names),
        category=masked(*one.category),
        text=masked(one.text)[0],
        partners=masked(*one.partners),
        people=tuple(name for name in one.people if not scrub.find(name, known=known)),
        contacts=tuple(kept),
    )


def _named(one: KnownName, scrub: Scrub) -> KnownName:
    return replace(one, names=tuple(scrub.text(name) for name in one.names))
