"""Another extractor on the same page: what it finds differs at random, and sometimes in what a steward corrected."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from lhextract.corrections.entries import initiative_entries
from lhextract.corrections.kinds import LISTS
from lhextract.corrections.put import Put, rebuild
from lhextract.corrections.renames import known_values
from lhextract.corrections.values import UnfitValueError, read_value
from lhextract.model.record import Initiative, Records
from tests.corrections.wishes import another

Key = tuple[str, str]


def upgrade(records: Records, text: str, chance: random.Random, *, kept: frozenset[Key], share: float = 0.4) -> Records:
    """The records with a share of the values changed, items dropped and in another order, but for what is `kept`."""
    entries = initiative_entries(records, text)
    initiatives = tuple(_upgraded(one, entries.of[one.id], records, chance, kept, share) for one in records.initiatives)
    mentions = tuple(
        mention
        for mention in records.mentions
        if (mention.initiative, f"mentions.{mention.id}") in kept or chance.random() > share / 2
    )
    return replace(records, initiatives=initiatives, mentions=mentions)


def _upgraded(
    one: Initiative, entries: Any, records: Records, chance: random.Random, kept: frozenset[Key], share: float
) -> Initiative:
    puts: dict[str, Put] = {}
    for path, entry in entries.items():
        held = any(own == one.id and (path == other or other.startswith(f"{path}.")) for own, other in kept)
        if (
            held
            or path.startswith("mentions.")
            or path in {"category"}
            or (path.count(".") == 1 and path.startswith("contacts."))
            or chance.random() > share
        ):
            continue
        if entry.kind is not None and chance.random() < 0.5:
            puts[path] = Put(None, entry.start, entry.end)
            continue
        try:
            value = read_value(
                path, another(entry, records, chance.randrange(20)), known=known_values(records), before=entry.value
            )
        except UnfitValueError:
            continue
        puts[path] = Put(value, entry.start, entry.end)
    changed = rebuild(one, puts)
    lists = {name: tuple(chance.sample(list(getattr(changed, name)), len(getattr(changed, name)))) for name in LISTS}
    return replace(changed, **lists)
