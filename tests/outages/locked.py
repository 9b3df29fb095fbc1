"""Folders and files that nobody may change, root neither: immutable ones (chattr +i) and read-only mounts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.outages.machine import Machine
from tests.outages.places import COMMANDS
from tests.outages.stories import STORIES, copied
from tests.outages.suffering import Suffered, judged, stage

LOCKED = (
    "pipeline",
    "pipeline/identity",
    "pipeline/identity/example.json",
    "pipeline/corrections",
    "pipeline/corrections/example",
    "pipeline/lookups",
    "pipeline/lookups/renames.csv",
    "extracted",
    "extracted/example",
    "extracted/example/records.json",
    "raw/example",
    "out",
    "page.jsonl",
    "table.csv",
    ".",
)


@dataclass(frozen=True, slots=True)
class Lock:
    """How a place is locked, which says whether that could be done, and how it is opened again, with all below `root`.

    A file that is locked may have been moved meanwhile, with its folder.
    """

    close: Callable[[Path], bool]
    open: Callable[[Path, Path], bool]


def _done(*command: str | Path) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _mounted(place: Path) -> bool:
    return _done("mount", "--bind", place, place) and _done("mount", "-o", "remount,bind,ro", place)


IMMUTABLE = Lock(partial(_done, "chattr", "+i"), lambda root, _: _done("chattr", "-R", "-f", "-i", root))
READ_ONLY = Lock(_mounted, lambda _, place: _done("umount", place))


def locked_places(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = COMMANDS
) -> Iterator[tuple[str, Suffered]]:
    """Each command, with each place locked in each way; () for whom may not lock (root may)."""
    if os.geteuid() != 0:
        return
    for name in [name for name in (COMMANDS[::2] if quick else COMMANDS) if name in only]:
        undisturbed = stage(STORIES[name], folder / name, machine)
        for place in LOCKED:
            for lock in (IMMUTABLE, READ_ONLY):
                root = copied(undisturbed.template, folder / name / "work")
                here = root / place
                if not here.exists() or (lock is READ_ONLY and here.is_file()):
                    continue  # nobody mounts a file
                if not lock.close(here):
                    lock.open(root, here)
                    continue
                try:
                    ended = machine.run(undisturbed.story.args, cwd=root)
                    yield name, judged(undisturbed, ended, root, machine, mend=partial(lock.open, root, here))
                finally:
                    lock.open(root, here)
