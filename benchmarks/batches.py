"""Engines of `lhextract batch` side by side: pages a second, and the memory of all their processes together.

    python -m benchmarks.batches [--pages 400] [--rounds 5] [--model]
    python -m benchmarks.batches --docs     # fills the table of engines in docs/speed.md anew

Each run is a process of its own over golden pages with other names; the engines take turns, and in each round all read
the same pages. **Seconds** are those of the clock, since several cores are the point: they mean something only where
nothing else is running, so the load of the machine is printed too. They begin with the command, so that libraries are
loaded in them, by each worker: few pages say little. **Memory** is the highest sum of what the processes of a run
hold, shared pages counted once (PSS, from /proc, so Linux alone).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed import pages
from benchmarks.speed.machine import machine

from docs.making.speed import ENGINES as TABLE
from docs.making.speed import PAGE, fill

ALONE, ONE, TWO, DASK_ONE, DASK_TWO = "in this process", "1 worker", "2 workers", "Dask, 1 worker", "Dask, 2 workers"
ENGINES = {
    ALONE: (),
    ONE: ("--workers", "1"),
    TWO: ("--workers", "2"),
    DASK_ONE: ("--engine", "dask", "--workers", "1"),
    DASK_TWO: ("--engine", "dask", "--workers", "2"),
}
# Of these, how many times the second's speed, and what was asked for.
RATIOS = ((TWO, ALONE, 1.8), (TWO, DASK_TWO, 2.0), (DASK_TWO, DASK_ONE, 1.6))
MOST_OF_DASK = 1 / 3  # of its peak memory, on two workers
EVERY_S = 0.2  # between two looks at the memory
PARENT = 1  # place of the parent in /proc/PID/stat, behind the name


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock, bytes at the peak, and what the command says of itself."""

    seconds: float
    peak: int
    counts: dict[str, Any]


def memory_of(leader: int) -> int:
    """What a process and all below it hold together, in bytes; those that end meanwhile hold nothing.

    Not by session: a child of Dask's worker has one of its own.
    """
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = {leader}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sum(map(_held, found))


def _parent(process: Path) -> int:
    try:
        stat = (process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[PARENT])


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def run(folder: Path, out: Path, options: tuple[str, ...]) -> Run | str:
    """Run the command over a folder of pages; what it says where it cannot."""
    command = [sys.executable, "-m", "lhextract", "batch", str(folder), "--out", str(out), "--json", *options]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder.parent, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        peak, ended = 0, threading.Event()

        def look() -> None:
            nonlocal peak
            while not ended.is_set():
                peak = max(peak, memory_of(process.pid))
                ended.wait(EVERY_S)

        looking = threading.Thread(target=look)
        looking.start()
        said, trouble = process.communicate()
        seconds = time.monotonic() - began
        ended.set()
        looking.join()
    try:
        found = json.loads(said)
    except json.JSONDecodeError:
        return trouble.strip() or f"exit status {process.returncode}"
    return Run(seconds, peak, {key: found.get(key) for key in ("inputs", "statuses", "rows")})


def take_turns(number: int, rounds: int, options: tuple[str, ...]) -> dict[str, list[Run]]:
    """Every engine over the same pages in each round; one that cannot run is named once and left out."""
    runs: dict[str, list[Run]] = {name: [] for name in ENGINES}
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for turn in range(rounds):
            folder = pages.write(root / f"pages-{turn}", pages.mixed(turn * number, number))
            counts: dict[str, Any] | None = None
            for name in tuple(runs):
                found = run(folder, root / f"out-{turn}-{name.replace(' ', '-')}", (*ENGINES[name], *options))
                if isinstance(found, str):
                    print(f"{name}: left out: {found.splitlines()[-1]}", flush=True)
                    del runs[name]
                    continue
                runs[name].append(found)
                assert found.counts["inputs"] == number, f"{name}: {found.counts['inputs']} rows of {number} pages"
                counts = counts or found.counts
                assert found.counts == counts, f"{name}: found {found.counts}, another engine {counts}"
            print(f"round {turn + 1} of {rounds}; load of the machine {os.getloadavg()[0]:.1f}", flush=True)
    return {name: made for name, made in runs.items() if made}


def table(runs: dict[str, list[Run]], number: int) -> Iterator[str]:
    """Medians of each engine, and the ratios within rounds, in Markdown."""
    yield from ("| engine | pages/s | seconds | peak memory of all processes |", "| --- | --- | --- | --- |")
    for name, made in runs.items():
        seconds, peak = median(one.seconds for one in made), median(one.peak for one in made)
        yield f"| {name} | {number / seconds:.1f} | {seconds:.1f} | {peak / 1e6:,.0f} MB |"
    yield from ("", "| ratio | asked for | measured |  |", "| --- | --- | --- | --- |")
    for one, other, least in RATIOS:
        if one in runs and other in runs:
            found = median(b.seconds / a.seconds for a, b in zip(runs[one], runs[other], strict=True))
            yield f"| pages/s, {one} to {other} | at least {least} | {found:.2f} | {_said(found >= least)} |"
    if TWO in runs and DASK_TWO in runs:
        found = median(a.peak / b.peak for a, b in zip(runs[TWO], runs[DASK_TWO], strict=True))
        yield f"| memory, {TWO} to {DASK_TWO} | at most 0.33 | {found:.2f} | {_said(found <= MOST_OF_DASK)} |"


def _said(holds: bool) -> str:
    return "reached" if holds else "**not reached**"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400, help="pages of a round (default 400)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument("--model", action="store_true", help="with the trained recogniser")
    parser.add_argument("--docs", action="store_true", help="fill the table in docs/speed.md anew")
    options = parser.parse_args()
    runs = take_turns(options.pages, options.rounds, () if options.model else ("--no-model",))
    what = f"{options.rounds} rounds of {options.pages} pages, {'with' if options.model else 'without'} the model"
    where = f"{machine()['processor']}, {machine()['cores']} cores, {datetime.now(UTC).date().isoformat()}"
    found = "\n".join((*table(runs, options.pages), "", f"{what}; {where}."))
    print(found)
    if options.docs:
        PAGE.write_text(fill(PAGE.read_text(encoding="utf-8"), {TABLE: found}), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
