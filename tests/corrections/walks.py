"""A steward who decides at random, with all that was decided before in view."""

from __future__ import annotations

import random

from lhextract.corrections.decide import in_force
from lhextract.corrections.wishes import DecisionError, Wish
from lhextract.items import LISTS
from lhextract.model.correction import Action
from tests.corrections.bench import Bench
from tests.corrections.wishes import another


def walk(bench: Bench, chance: random.Random, *, steps: int, author: str = "Ann Lee", names: bool = True) -> None:
    """Some decisions of all kinds; what the desk refuses is passed over."""
    for _ in range(steps):
        wish = draw(bench, chance, names=names)
        try:
            bench.take(wish, author=author)
        except DecisionError:
            continue


def draw(bench: Bench, chance: random.Random, *, names: bool = True) -> Wish:
    """A wish about something that is there, was added, or was decided about."""
    corrected = bench.corrected()
    lot = chance.random()
    if lot < 0.15 and corrected.heads:
        record, path = chance.choice(sorted(corrected.heads))
        return Wish(Action.RETRACT, record, path)
    records = corrected.records
    record = chance.choice([one.id for one in records.initiatives])
    if lot < 0.2:
        other = chance.choice([one.id for one in records.initiatives])
        return Wish(Action.MERGE, record, value=other)
    whole = next(one for one in records.initiatives if one.id == record)
    place = chance.randrange(whole.start, whole.end - 3)
    if lot < 0.25:
        return Wish(Action.SPLIT, record, value="A Second One", place=(place, place + 3))
    if lot < 0.4:
        return _addition(bench, chance, record, (place, min(whole.end, place + chance.randrange(3, 12))))
    if names and lot < 0.5:
        record = chance.choice([*corrected.names.of])
    entries = {**corrected.entries.of, **corrected.names.of}[record]
    decided = [path for own, path in corrected.by_entry if own == record and not path.startswith(("merge", "split"))]
    path = chance.choice(decided if decided and chance.random() < 0.3 else sorted(entries))
    entry = entries.get(path)
    if entry is None:  # added by a steward
        model = next(one for one in bench.corrected().by_entry.values() if (one.record, one.path) == (record, path))
        if model.value is None or chance.random() < 0.5:
            return Wish(Action.REMOVE, record, path)
        return Wish(Action.SET, record, path, _typed(path, chance))
    value = another(entry, bench.records, chance.randrange(6))
    if chance.random() < 0.15 and entry.kind is not None:  # what another item says already
        twins = [one for one in entries.values() if one.kind == entry.kind and one.path != path]
        value = in_force(corrected, chance.choice(twins)) if twins else value
    return Wish(chance.choice((Action.SET, Action.SET, Action.REMOVE, Action.CONFIRM)), record, path, value)


def _addition(bench: Bench, chance: random.Random, record: str, place: tuple[int, int]) -> Wish:
    contacts = [path for path in bench.corrected().entries.of[record] if path.startswith("contacts.")]
    phones = [f"{path}.phones" for path in contacts if path.count(".") == 1]
    path = chance.choice([*LISTS, "mentions", *phones])
    if path == "mentions":
        return Wish(
            Action.ADD, record, path, {"type": chance.choice(("PROGRAM", "INSTITUTION", "PERSON"))}, place=place
        )
    selected = place if chance.random() < 0.5 and path in {"programs", "captions"} else None
    return Wish(Action.ADD, record, path, None if selected else _typed(path, chance), place=selected)


def _typed(path: str, chance: random.Random) -> str:
    number = chance.randrange(5)
    by_list = {
        "years": str(1990 + number),
        "links": f"https://www.university.example/new/{number}",
        "phones": f"+49 351 463-3401{number}",
    }
    names = path.split(".")
    return by_list.get(names[2] if len(names) > 2 else names[0], f"New Thing {'ABCDE'[number]}")
