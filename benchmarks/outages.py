"""Faults of the machine under every command that writes: what is on disk afterwards, what was said, what was lost?

    python -m benchmarks.outages [--only FAULT ...] [--story NAME ...] [--quick] [--to FILE]

`kill`, `torn` (killed when half of a write is done) and errors by name (ENOSPC, EIO, EACCES, EROFS; they last) strike
each command at each of its operations on the disk once (`tests/outages/layer.py`), `--quick` at a sample of them.
`damage` leaves each file of a workspace and of an unfinished batch half-written and gives commands that read it;
`tmpfs` is a real disk that is full, of several sizes (as root); `strace` injects errors and SIGKILL into real system
calls, those of SQLite too (needs strace); `places` puts folders, files and dangling links where others belong;
`locked` makes them immutable or mounts them read-only (as root); `vanishing` removes each file right before it is
opened; `together` starts two commands at once.

A state is `old`, `new`, `between` (several things are written, each is the old or the new one) or `other`. A loss is
everything that `tests/outages/suffering.py` names: another state, a success that was none, a traceback, unfinished
files that stay, a next run that does not reach the bytes of an undisturbed one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from tests.acquire.web.server import reply, serving
from tests.outages.damage import damaged_files
from tests.outages.layer import KILL, TORN, Fault
from tests.outages.locked import locked_places
from tests.outages.machine import Machine
from tests.outages.places import wrong_places
from tests.outages.real import full_disks, system_calls
from tests.outages.stories import STORIES, Story
from tests.outages.suffering import Stage, Suffered, stage, suffer
from tests.outages.together import pairs
from tests.outages.vanishing import vanishing_files

from lhextract.scaffold import EXAMPLE

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")
LAYER = (KILL, TORN, *ERRORS)
SAMPLE = 16
HEAD = (
    "fault     command                 times   old   new betw. other     one  none  many trace  lost\n"
    "                                        states found on disk      messages"
)
Tell = Callable[[str], None]
# A fault by name gives what it did to which command, one after the other.
Struck = Iterator[tuple[str, Suffered]]


def points(steps: int, *, quick: bool) -> list[int]:
    """The operations at which a fault strikes: all, or the first and last ones and some in between."""
    if not quick or steps <= SAMPLE:
        return list(range(1, steps + 1))
    ends = {*range(1, 6), *range(steps - 5, steps + 1)}
    return sorted(ends | set(range(6, steps, max(1, (steps - 10) // (SAMPLE - 10)))))


def strike(kind: str, undisturbed: Stage, folder: Path, machine: Machine, *, quick: bool) -> Iterator[Suffered]:
    """One kind of fault, at every operation of a command."""
    for at in points(undisturbed.steps, quick=quick):
        yield suffer(undisturbed, Fault(at, kind, lasting=kind in ERRORS), folder, machine)


def row(fault: str, command: str, suffered: list[Suffered]) -> str:
    """A line of the table."""
    states = Counter(one.state.partition(":")[0] for one in suffered)
    messages = Counter(one.message for one in suffered)
    lost = sum(bool(one.losses) for one in suffered)
    found = " ".join(f"{states[name]:5}" for name in ("old", "new", "between", "other"))
    said = " ".join(f"{messages[name]:5}" for name in ("one", "none", "many", "traceback"))
    return f"{fault:9} {command:22} {len(suffered):6} {found}   {said} {lost:5}"


def main() -> None:
    """Strike, and print a row for each fault and command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    others = {
        "damage": damaged_files,
        "tmpfs": full_disks,
        "strace": system_calls,
        "places": wrong_places,
        "locked": locked_places,
        "vanishing": vanishing_files,
        "together": pairs,
    }
    parser.add_argument("--only", action="append", choices=[*LAYER, *others], help="only this fault")
    parser.add_argument("--story", action="append", choices=list(STORIES), help="only this command")
    parser.add_argument("--quick", action="store_true", help="a sample of the operations")
    parser.add_argument("--to", type=Path, help="file to append the rows to")
    options = parser.parse_args()
    wanted = options.only or [*LAYER, *others]
    tell = _teller(options.to)
    # Ended by somebody, it opens what it has locked and says what it has seen.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended early"))
    tell(HEAD)
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        machine, server = stack.enter_context(Machine()), stack.enter_context(serving())
        page = (EXAMPLE / "page.html").read_bytes().replace(b"hydrology", b"hydrography")
        server.says("/page", reply(page, headers={"Content-Type": "text/html", "ETag": '"1"'}))
        kinds = [kind for kind in LAYER if kind in wanted]
        for name in (options.story or STORIES) if kinds else ():
            _strike_story(name, STORIES[name], kinds, root / name, machine, server.url(), options.quick, tell)
        for name, struck in others.items():
            if name in wanted:
                limits = {"only": options.story} if options.story else {}
                _print(name, struck(root / name, machine, quick=options.quick, **limits), tell)


def _strike_story(
    name: str, story: Story, kinds: list[str], folder: Path, machine: Machine, url: str, quick: bool, tell: Tell
) -> None:
    undisturbed = stage(story, folder, machine, url=url if story.serves else None)
    for kind in kinds:
        _print(kind, ((name, one) for one in strike(kind, undisturbed, folder, machine, quick=quick)), tell)


def _print(fault: str, struck: Struck, tell: Tell) -> None:
    """A row for each command, and below it what was lost; of what was struck so far where somebody ends it."""
    for command, group in groupby(struck, key=lambda one: one[0]):
        each = []
        try:
            each.extend(suffered for _, suffered in group)
        finally:
            tell(row(fault, command, each))
            for loss, number in Counter(loss for one in each for loss in one.losses).most_common(12):
                tell(f"    {number} times: {loss}")


def _teller(path: Path | None) -> Tell:
    def tell(line: str) -> None:
        print(line, flush=True)
        if path is not None:
            with path.open("a", encoding="utf-8") as handle:
                handle.write(f"{line}\n")

    return tell


if __name__ == "__main__":
    main()
