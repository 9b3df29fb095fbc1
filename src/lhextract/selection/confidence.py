"""What is at least so sure.

How sure something is: 1.0 where a steward confirmed or set it; else what its provenance says; else what the mention
says that it was read from; else 1.0. A number or a year that a rule reads from its mention is as sure as the mention,
and what was copied from its line as it stands (a link, a role, an e-mail address) has nothing that could be unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lhextract.corrections.settled import Settled
from lhextract.items import KINDS
from lhextract.model.record import Contact, Initiative, RecordMention, Records
from lhextract.selection.agreeing import agreeing
from lhextract.selection.places import Sureness
from lhextract.selection.thinning import thinned


def at_least(records: Records, least: float, confirmed: Settled) -> Records:
    """No item, no field of a contact and no mention that is less sure.

    Initiatives stay, with name, category and text, which are never empty; provenance says how sure a name is.
    """
    sure = _Sure(least, Sureness(records.mentions), confirmed)
    return agreeing(
        records,
        initiatives=[sure.parts_of(one) for one in records.initiatives],
        mentions=[one for one in records.mentions if sure.has_mention(one)],
    )


@dataclass(frozen=True, slots=True)
class _Sure:
    least: float
    mentions: Sureness
    confirmed: Settled

    def has_mention(self, mention: RecordMention) -> bool:
        if mention.confidence >= self.least:
            return True
        value = KINDS["mentions"].value_of(mention)
        return mention.initiative is not None and self.confirmed.has_item(
            mention.initiative, "mentions", "mentions", value
        )

    def parts_of(self, initiative: Initiative) -> Initiative:
        made = initiative.provenance

        def items(parent: str, kind: str, listed: Sequence[Any]) -> list[bool]:
            sure = [self.mentions.of_item(kind, one.start, one.end) for one in listed]
            if any(path.startswith(f"{parent}.") for path in made):
                paths = [f"{parent}.{ident}" for ident in KINDS[kind].ids(listed)]
                sure = [made[path].confidence if path in made else at for path, at in zip(paths, sure, strict=True)]
            return [
                at >= self.least or self.confirmed.has_item(initiative.id, parent, kind, KINDS[kind].value_of(one))
                for at, one in zip(sure, listed, strict=True)
            ]

        def field(contact: Contact, name: str) -> bool:
            path = f"contacts.{contact.id}.{name}"
            found = made[path].confidence if path in made else self.mentions.of_field(contact, name)
            return found >= self.least or self.confirmed.has_value(initiative.id, path, getattr(contact, name))

        return thinned(initiative, items=items, field=field)
