"""What a steward confirmed or set, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lhextract.corrections.settled import Settled
from lhextract.corrections.structure import MERGE, SPLIT
from lhextract.items import KINDS
from lhextract.model.record import Contact, Initiative, Person, RecordMention, Records
from lhextract.selection.agreeing import agreeing
from lhextract.selection.places import Places
from lhextract.selection.thinning import thinned


def confirmed_only(records: Records, confirmed: Settled) -> Records:
    """The initiatives of which something was decided, with their names, categories and texts, and what was decided.

    A mention stays if somebody confirmed it, or if an item or person that stays stands there. A person's titles stay
    if somebody decided about them; institutions are as the tables of names have them.
    """
    ids = confirmed_initiatives(confirmed)
    kept = [_confirmed_parts(one, confirmed) for one in records.initiatives if one.id in ids]
    places = Places(kept)
    mentions = [one for one in records.mentions if _is_confirmed(one, places, confirmed)]
    left = agreeing(records, initiatives=kept, mentions=mentions)
    return replace(left, people=tuple(_confirmed_titles(one, confirmed) for one in left.people))


def confirmed_initiatives(confirmed: Settled) -> frozenset[str]:
    """The ids of the initiatives that have a decided value; what was only taken out says nothing about the rest.

    One that a steward made of a part of another has its name from them.
    """
    ids = set()
    for record, rulings in confirmed.of.items():
        for one in (one for one in rulings if one.value is not None):
            action, _, rest = one.path.partition(".")
            ids |= {rest} if action == SPLIT else {record} if action != MERGE else set()
    return frozenset(ids)


def _confirmed_parts(initiative: Initiative, confirmed: Settled) -> Initiative:
    def items(parent: str, kind: str, listed: Sequence[Any]) -> list[bool]:
        return [confirmed.has_item(initiative.id, parent, kind, KINDS[kind].value_of(one)) for one in listed]

    def field(contact: Contact, name: str) -> bool:
        return confirmed.has_value(initiative.id, f"contacts.{contact.id}.{name}", getattr(contact, name))

    return thinned(initiative, items=items, field=field)


def _is_confirmed(mention: RecordMention, places: Places, confirmed: Settled) -> bool:
    if mention.initiative is None:
        return False
    value = KINDS["mentions"].value_of(mention)
    return places.has(mention) or confirmed.has_item(mention.initiative, "mentions", "mentions", value)


def _confirmed_titles(person: Person, confirmed: Settled) -> Person:
    if not person.titles or confirmed.has_value(person.id, "titles", person.titles):
        return person
    return replace(person, titles=())
