"""Something else where a file or a folder belongs: the other kind, or a link to nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.outages.machine import Ended, Machine
from tests.outages.states import things_in
from tests.outages.stories import STORIES, copied, prepared
from tests.outages.suffering import Suffered

PLACES = (
    "pipeline/identity/example.json",
    "pipeline/identity",
    "pipeline/corrections/example",
    "pipeline/lookups/renames.csv",
    "pipeline/lookups/institutions.csv",
    "pipeline/profiles/example.toml",
    "pipeline/forgotten.csv",
    "extracted/example",
    "extracted/example/manifest.json",
    "extracted/example/records.json",
    "extracted",
    "raw/example",
    "raw/example/20260201T080000Z-broken/meta.json",
    "out",
    "page.jsonl",
    "table.csv",
)
COMMANDS = (
    "run",
    "correct set",
    "correct everywhere",
    "corrections export",
    "identity new",
    "purge --snapshots",
    "export csv",
    "export jsonl",
    "lookups import-ror",
    "review save",
    "review everywhere",
    "review publish",
)


def _folder(place: Path) -> None:
    place.mkdir(parents=True)
    (place / "somebody's.txt").write_text("kept", "utf-8")


def _file(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("", "utf-8")


def _link(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to("nowhere")


WRONG: dict[str, Callable[[Path], None]] = {"a folder": _folder, "a file": _file, "a dangling link": _link}


def wrong_places(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = COMMANDS
) -> Iterator[tuple[str, Suffered]]:
    """Each kind in each place, under each command."""
    for name in [name for name in (COMMANDS[::3] if quick else COMMANDS) if name in only]:
        template = folder / name / "template"
        prepared(STORIES[name], template, machine)
        for place in PLACES:
            for kind, make in WRONG.items():
                root = copied(template, folder / name / "work")
                here = root / place
                if here.is_dir() and not here.is_symlink():
                    shutil.rmtree(here)
                here.unlink(missing_ok=True)
                make(here)
                before = things_in(root)
                ended = machine.run(STORIES[name].args, cwd=root)
                yield name, _judged(ended, before, root, f"{kind} as {place}")


def _judged(ended: Ended, before: dict[str, str], root: Path, what: str) -> Suffered:
    """No traceback, one message where it fails, and somebody's file is still there."""
    losses = []
    if ended.has_traceback or ended.code == 1:
        losses.append(f"{what}: a traceback, or exit code 1: {ended.err.strip()[-160:]}")
    elif ended.code not in (0, 3) and not ended.said:
        losses.append(f"{what}: ended with {ended.code} without a word")
    now = things_in(root)
    losses += [f"{what}: {name} is gone" for name in before if name.endswith("somebody's.txt") and name not in now]
    return Suffered(ended, "old" if now == before else "new", tuple(losses))
