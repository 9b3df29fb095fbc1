"""A file that was there when its folder was listed, and is gone when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.outages.layer import GONE, Fault
from tests.outages.machine import Ended, Machine
from tests.outages.states import things_in
from tests.outages.stories import STORIES, copied
from tests.outages.suffering import Suffered, stage

READING = (
    *("run", "run --out", "correct set", "corrections export", "corrections import", "identity new", "purge"),
    *("export csv", "lookups import-ror", "batch", "batch, later", "review save", "review publish"),
)
MOST = 200  # files that a command opens


def vanishing_files(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = READING
) -> Iterator[tuple[str, Suffered]]:
    """The k-th file that a command opens to read is removed right before, for every k; quick: for every third."""
    for name in [name for name in READING if name in only]:
        undisturbed = stage(STORIES[name], folder / name, machine)
        for at in range(1, MOST, 3 if quick else 1):
            root = copied(undisturbed.template, folder / name / "work")
            before = things_in(root)
            ended = machine.run(undisturbed.story.args, cwd=root, fault=Fault(at, GONE, ("read",)))
            if len(ended.steps) < at:
                break
            yield name, _judged(ended, before, things_in(root), ended.steps[at - 1])


def _judged(ended: Ended, before: dict[str, str], now: dict[str, str], what: str) -> Suffered:
    """No traceback, and a message where the command fails."""
    losses = []
    if ended.has_traceback or ended.code == 1 or ended.code < 0:
        losses.append(f"{what}: a traceback, or exit code 1: {ended.err.strip()[-300:]}")
    elif ended.code not in (0, 3) and not ended.said and what.split()[1] not in ended.err + ended.out:
        losses.append(f"{what}: ended with {ended.code} without a word")
    return Suffered(ended, "old" if len(now.items() - before.items()) == 0 else "new", tuple(losses))
