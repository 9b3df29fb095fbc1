"""A workspace with a page of many initiatives: the lighthouse page again and again, and decisions about it on disk."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

from lhextract.corrections.apply import Applier, Corrected
from lhextract.corrections.decide import Stamp, Wish, decide
from lhextract.corrections.store import new_id, timestamp, write_decision
from lhextract.exports.records_json import write_records
from lhextract.exports.schema import validate
from lhextract.model.correction import Action, Decision
from lhextract.model.record import Records

SOURCE = "lighthouses"
STEWARDS = ("Ada Beispiel", "Bo Muster", "Cy Example")
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PROFILE = '[source]\nlanguage = "en"\n\n[phone]\nregion = "DE"\n\n[host]\nnames = ["Technische Universität Dresden"]\n'


def write_workspace(root: Path, *, initiatives: int, decisions: int, seed: int = 1) -> None:
    """Write profile, extraction and decisions of the page below a folder."""
    folder = ROOT / "extracted" / SOURCE
    small = validate((folder / "machine.json").read_text(encoding="utf-8"))
    records, text = repeated(small, (folder / "text.txt").read_text(encoding="utf-8"), initiatives=initiatives)
    profile = root / "pipeline" / "profiles" / f"{SOURCE}.toml"
    profile.parent.mkdir(parents=True)
    profile.write_text(PROFILE, encoding="utf-8")
    shutil.copytree(ROOT / "pipeline" / "lookups", root / "pipeline" / "lookups")
    machine = write_records(records).encode("utf-8")
    outputs = {"machine.json": machine, "text.txt": text.encode("utf-8"), "changes.jsonl": b""}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"] = {name: hashlib.sha256(content).hexdigest() for name, content in outputs.items()}
    extracted, decided = root / "extracted" / SOURCE, root / "pipeline" / "corrections" / SOURCE
    extracted.mkdir(parents=True)
    decided.mkdir(parents=True)
    for name, content in outputs.items():
        (extracted / name).write_bytes(content)
    (extracted / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    for decision in decisions_about(records, text, number=decisions, seed=seed):
        (decided / f"{decision.id}.json").write_bytes(write_decision(decision))


def repeated(records: Records, text: str, *, initiatives: int) -> tuple[Records, str]:
    """The page again and again, until it has so many initiatives; those of each copy have ids of their own."""
    copies = -(-initiatives // len(records.initiatives))
    parts = [
        _moved(records, by=number * (len(text) + 1), tag=f"x{_letters(number)}" if number else "")
        for number in range(copies)
    ]
    every = [one for part in parts for one in part.initiatives][:initiatives]
    kept = {one.id for one in every}
    lines = [one for part in parts for one in part.lines]
    long = replace(
        records,
        initiatives=tuple(replace(one, order=place) for place, one in enumerate(every, start=1)),
        mentions=tuple(one for part in parts for one in part.mentions if one.initiative in {None, *kept}),
        lines=tuple(
            replace(one, number=place, initiative=one.initiative if one.initiative in kept else None)
            for place, one in enumerate(lines, start=1)
        ),
        people=tuple(
            replace(one, initiatives=tuple(ident for part in same for ident in part.initiatives if ident in kept))
            for one, same in zip(records.people, zip(*(part.people for part in parts), strict=True), strict=True)
        ),
    )
    return long, (text + "\n") * copies


def _letters(number: int) -> str:
    return LETTERS[number % 26] * (1 + number // 26)


def _moved(value: Any, *, by: int, tag: str) -> Any:  # noqa: ANN401 - any part of the records
    """A copy that stands further down the page."""
    changes: dict[str, Any] = {}
    for part in dataclasses.fields(value):
        old = getattr(value, part.name)
        if part.name in {"start", "end"}:
            changes[part.name] = old + by
        elif part.name in {"id", "initiative"} and isinstance(old, str) and old.startswith(("lh-", "ct-", "mn-")):
            changes[part.name] = old + tag
        elif part.name == "initiatives" and all(isinstance(each, str) for each in old):
            changes[part.name] = tuple(each + tag for each in old)
        elif isinstance(old, tuple) and old and dataclasses.is_dataclass(old[0]):
            changes[part.name] = tuple(_moved(each, by=by, tag=tag) for each in old)
    return replace(value, **changes)


def decisions_about(records: Records, text: str, *, number: int, seed: int) -> list[Decision]:
    """Decisions of three stewards in the course of a year, half of them confirmations."""
    corrected: Corrected = Applier(records, text).apply(())
    keys = [key for key, path in ((each, each[1]) for each in _keys(corrected)) if _is_decided(path)]
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    chance.shuffle(keys)
    made = []
    for (record, path), place in zip(keys[:number], count(), strict=False):
        at = BEGIN + timedelta(minutes=200 * place)
        value = f"+49 351 463-3{place:04}" if ".phones." in path else f"Value {place}"
        wish = Wish(Action.CONFIRM, record, path) if place % 2 else Wish(Action.SET, record, path, value)
        made.append(decide(wish, corrected, text, Stamp(new_id(at), timestamp(at), STEWARDS[place % 3])))
    return made


def _keys(corrected: Corrected) -> list[tuple[str, str]]:
    return [(record, path) for record, entries in corrected.entries.of.items() for path in entries]


def _is_decided(path: str) -> bool:
    return (
        path.endswith(("name", ".person", ".role")) or ".phones." in path or path.startswith(("programs.", "partners."))
    )


def main() -> None:
    """Write one into a new folder and print where."""
    root = Path(tempfile.mkdtemp(prefix="lhextract-large-"))
    write_workspace(root, initiatives=1000, decisions=2000)
    print(root)


if __name__ == "__main__":
    main()
