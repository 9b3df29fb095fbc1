"""Records under other ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lhextract.model.record import Initiative, Records


def rename_ids(records: Records, ids: Mapping[str, str]) -> Records:
    """Return records in which every id that is a key of `ids` is its value; all at once, so that two can be swapped."""

    def of(ident: str) -> str:
        return ids.get(ident, ident)

    def maybe(ident: str | None) -> str | None:
        return None if ident is None else ids.get(ident, ident)

    def initiative(row: Initiative) -> Initiative:
        return replace(
            row,
            id=of(row.id),
            partners=tuple(replace(party, institution=of(party.institution)) for party in row.partners),
            host_units=tuple(replace(party, institution=of(party.institution)) for party in row.host_units),
            contacts=tuple(replace(contact, id=of(contact.id)) for contact in row.contacts),
        )

    return replace(
        records,
        lines=tuple(replace(line, initiative=maybe(line.initiative)) for line in records.lines),
        categories=tuple(replace(category, id=of(category.id)) for category in records.categories),
        initiatives=tuple(map(initiative, records.initiatives)),
        institutions=tuple(replace(row, id=of(row.id), parent=maybe(row.parent)) for row in records.institutions),
        people=tuple(
            replace(person, id=of(person.id), initiatives=tuple(map(of, person.initiatives)))
            for person in records.people
        ),
        mentions=tuple(
            replace(
                mention,
                initiative=maybe(mention.initiative),
                institution=maybe(mention.institution),
                person=maybe(mention.person),
            )
            for mention in records.mentions
        ),
    )
