"""Two commands at once on one workspace: both orders are fine, nothing in between is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.outages.machine import Ended, Machine
from tests.outages.states import Things, leftovers_in, things_in
from tests.outages.stories import STORIES, copied, prepared
from tests.outages.suffering import Suffered

# The workspace is that of the first one.
PAIRS = (
    ("run", "run"),
    ("run", "correct set"),
    ("run, decided", "review save"),
    ("run", "identity new"),
    ("run, decided", "export jsonl"),
    ("run, decided", "purge"),
    ("run, decided", "review publish"),
    ("correct set", "review save"),
    ("corrections export", "corrections export"),
    ("export sqlite", "export sqlite"),
    ("export csv", "run"),
    ("lookups import-ror", "lookups import-ror"),
    ("batch, later", "batch, later"),
    ("batch", "batch, resumed"),
)
STAGGER = (0.0, 0.02, 0.05, 0.1, 0.2)  # seconds that the second one waits; 0.3 are a run


def pairs(
    folder: Path, machine: Machine, *, quick: bool, only: Sequence[str] = tuple(STORIES)
) -> Iterator[tuple[str, Suffered]]:
    """Each pair, the second one a little later each time."""
    with Machine() as other:
        for one, two in [pair for pair in PAIRS if pair[0] in only]:
            for after in STAGGER[::2] if quick else STAGGER:
                yield f"{one} + {two}", meet(one, two, after, folder / f"{one} and {two} {after}", machine, other)


def meet(one: str, two: str, after: float, folder: Path, machine: Machine, other: Machine) -> Suffered:
    """Two commands at once; what is on disk has to be what one after the other would have left."""
    template = folder / "template"
    prepared(STORIES[one], template, machine)
    turns = (((one, 0), (two, 1)), ((two, 1), (one, 0)), ((one, 0),), ((two, 1),))
    orders = [_in_turn(turn, template, folder, machine) for turn in turns]
    root = copied(template, folder / "work")
    with ThreadPoolExecutor() as pool:
        first = pool.submit(machine.run, STORIES[one].args, cwd=root)
        time.sleep(after)
        second = pool.submit(other.run, STORIES[two].args, cwd=root, moment=1)
        ends = (first.result(), second.result())
    done = [end.code in (0, 3) for end in ends]
    allowed = orders[:2] if all(done) else [things for things, here in zip(orders[2:], done, strict=True) if here]
    now = things_in(root)
    losses = list(_wrong(ends, allowed, now, root))
    worse = max(ends, key=lambda end: end.code)
    return Suffered(worse, "new" if now in allowed else "other: the files of neither order", tuple(losses))


def _in_turn(turn: tuple[tuple[str, int], ...], template: Path, folder: Path, machine: Machine) -> Things:
    root = copied(template, folder / "work")
    for name, moment in turn:
        machine.run(STORIES[name].args, cwd=root, moment=moment)
    return things_in(root)


def _wrong(ends: tuple[Ended, Ended], allowed: list[Things], now: Things, root: Path) -> Iterator[str]:
    for end in ends:
        if end.has_traceback or end.code == 1:
            yield f"a traceback, or exit code 1: {end.err.strip()[-200:]}"
        if end.code not in (0, 3) and not end.said:
            yield f"ended with {end.code} without a word"
    if now not in allowed:
        nearest = min(allowed, key=lambda things: len(dict(things.items() ^ now.items())), default={})
        others = sorted(dict(nearest.items() ^ now.items()))
        yield f"neither order leaves this: {others[:3]} {[end.err for end in ends]}"
    if left := leftovers_in(root):
        yield f"left over: {left[0]}"
