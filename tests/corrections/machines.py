"""Another extractor on the same page: what it finds differs at random, and sometimes in what a steward corrected."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from lhextract.corrections.entries import Entry, initiative_entries
from lhextract.corrections.put import Put, rebuild
from lhextract.corrections.renames import known_values
from lhextract.corrections.values import UnfitValueError, read_value
from lhextract.items import LISTS
from lhextract.model.record import Initiative, Records
from tests.corrections.wishes import another

Key = tuple[str, str]  # record and path of an entry


def upgrade(
    records: Records, text: str, chance: random.Random, *, share: float = 0.4, kept: frozenset[Key] = frozenset()
) -> Records:
    """The records of the same text with a share of the values changed, items dropped, and lists in another order.

    What is `kept` is read as before. Initiatives and contacts are the same: their ids are what identity is for.
    """
    entries = initiative_entries(records, text)
    initiatives = tuple(
        _upgraded(one, _drawn(entries.of[one.id], chance, share, kept), records, chance) for one in records.initiatives
    )
    mentions = tuple(
        mention
        for mention in records.mentions
        if (mention.initiative, f"mentions.{mention.id}") in kept or chance.random() > share / 2
    )
    return replace(records, initiatives=initiatives, mentions=mentions)


def _drawn(entries: Mapping[str, Entry], chance: random.Random, share: float, kept: frozenset[Key]) -> list[Entry]:
    """The entries that the other extractor reads otherwise."""
    return [
        entry
        for entry in entries.values()
        if chance.random() < share
        and entry.kind not in {"mentions", "contacts"}
        and entry.path != "category"
        and entry.key not in kept
    ]


def _upgraded(one: Initiative, drawn: list[Entry], records: Records, chance: random.Random) -> Initiative:
    known = known_values(records)
    puts: dict[str, Put] = {}
    for entry in drawn:
        if entry.kind is not None and chance.random() < 0.5:
            puts[entry.path] = Put(None, entry.start, entry.end)
            continue
        given = another(entry, records, chance.randrange(20))
        try:
            value = read_value(entry.path, given, known=known, before=entry.value)
        except UnfitValueError:
            continue
        puts[entry.path] = Put(value, entry.start, entry.end)
    changed = rebuild(one, puts)
    lists = {name: tuple(chance.sample(getattr(changed, name), len(getattr(changed, name)))) for name in LISTS}
    return replace(changed, **lists)
