"""How fast pages are extracted, beside peers over the same pages in the same minutes.

    python -m benchmarks.speed                  # everything; the better part of an hour on one core
    python -m benchmarks.speed --short          # under a minute: few pages, no long ones, no memory by stage
    python -m benchmarks.speed --docs           # everything, and docs/speed.md with its picture is filled anew
    python -m benchmarks.speed --json F --picture F.svg

Each kind of work has a process of its own; they take turns, round by round, over pages that none has seen before.
Seconds are those of the processor, in user and system mode. No figure makes the exit status anything but 0.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.speed import pages
from benchmarks.speed.kinds import missing, weights
from benchmarks.speed.machine import machine, versions
from benchmarks.speed.worker import Worker

from docs.making.figures.speed import speed_figure
from docs.making.speed import (
    BEYOND_TEXT,
    FLOOR,
    HTML,
    LIGHTHOUSE,
    MEMORY,
    MIXED,
    PAGE,
    PICTURE,
    RESULTS,
    WITH,
    WITHOUT,
    speed_page,
    tables,
)
from docs.making.speed_results import Measure, Results, Run, write_results

Pages = Iterator[tuple[str, str]]
PEERS = (FLOOR, "floor-lines", "ner", "ner-large", "phones")
OURS = (WITHOUT, WITH)
HTML_KINDS = ("reading", "trafilatura", "trafilatura-fast")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: rounds, pages of a round, copies of the lighthouse page in one, pages read beforehand.

    `long_pages` are megabytes, who reads them, and rounds: what takes minutes is read once. `memory` is how many pages
    the peak of each stage is measured on.
    """

    rounds: int
    mixed: int
    lighthouses: int
    warm_up: int
    long_pages: tuple[tuple[int, tuple[str, ...], int], ...]
    memory: int


WHOLE = Sizes(5, 100, 10, 40, ((1, (FLOOR, WITHOUT), 5), (1, (WITH,), 1), (5, (FLOOR, *OURS), 1)), 60)
SHORT = Sizes(3, 5, 1, 2, (), 0)


class Plan:
    """What is measured, set of pages by set of pages; `folder` takes the pages, `tell` what goes on."""

    def __init__(self, sizes: Sizes, folder: Path, tell: Callable[[str], None]) -> None:
        self._sizes, self._folder, self._tell = sizes, folder, tell
        self._warm_up = pages.write(folder / "warm-up", pages.warm_up(sizes.warm_up))

    def measure(self) -> Iterator[Measure]:
        """Everything, in turn."""
        sizes, turns = self._sizes, self._take_turns
        yield from turns((*PEERS, *OURS), MIXED, lambda n: pages.mixed(n * sizes.mixed, sizes.mixed), sizes.rounds)
        copies = sizes.lighthouses
        yield from turns((FLOOR, *OURS), LIGHTHOUSE, lambda n: pages.lighthouses(n * copies, copies), sizes.rounds)
        yield from turns(HTML_KINDS, HTML, lambda n: pages.html_pages(n + 1), sizes.rounds)
        for megabytes, kinds, rounds in sizes.long_pages:
            yield from turns(kinds, f"{megabytes} MB", partial(_long_page, megabytes), rounds)
        if sizes.memory:
            # By one process at a time, and nothing is read beforehand: what counts is the peak.
            for kind in ("nothing", *(f"{kind}:{stage.value}" for kind in OURS for stage in BEYOND_TEXT)):
                yield from turns((kind,), MEMORY, lambda _: pages.warm_up(sizes.memory), 1, warm=False)

    def _take_turns(
        self, kinds: Sequence[str], name: str, write: Callable[[int], Pages], rounds: int, *, warm: bool = True
    ) -> Iterator[Measure]:
        """Measure kinds of work over the same pages, round by round; every kind has read some pages before."""
        runs: dict[str, list[Run]] = {kind: [] for kind in kinds if missing(kind) is None}
        with ExitStack() as stack:
            workers = {kind: stack.enter_context(Worker(kind)) for kind in runs}
            if warm:
                for worker in workers.values():
                    worker.ask(self._warm_up)
                for worker in workers.values():
                    worker.answer()
            for number in range(rounds):
                folder = self._pages(name, number, write)
                for kind, worker in workers.items():
                    runs[kind].append(worker.run(folder))
                self._tell(f"{name}, {', '.join(runs)}: round {number + 1} of {rounds}")
        yield from (Measure(kind, name, tuple(made)) for kind, made in runs.items())

    def _pages(self, name: str, number: int, write: Callable[[int], Pages]) -> Path:
        folder = self._folder / f"{name}-{number}"
        return folder if folder.exists() else pages.write(folder, write(number))


def _long_page(megabytes: int, number: int) -> Pages:
    """A long page that has no copy of a page in common with that of another round."""
    return pages.large(megabytes, 1 + number * (megabytes + 1))


def measure(sizes: Sizes, tell: Callable[[str], None]) -> Results:
    """Everything, with what it was measured on."""
    with tempfile.TemporaryDirectory() as folder:
        measures = tuple(Plan(sizes, Path(folder), tell).measure())
    absent = {kind: reason for kind in (*PEERS, *HTML_KINDS) if (reason := missing(kind))}
    return Results(datetime.now(UTC).date().isoformat(), machine(), versions(), weights(), absent, measures)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="few pages, under a minute: shows that all of it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw them as SVG")
    parser.add_argument("--docs", action="store_true", help="fill docs/speed.md and its picture anew")
    options = parser.parse_args()
    if options.docs and options.short:
        parser.error("--docs: found --short, allowed are whole measurements; leave --short out")
    results = measure(SHORT if options.short else WHOLE, lambda line: print(line, flush=True))
    for title, table in tables(results).items():
        print(f"\n{title}\n\n{table}")
    if options.json:
        write_results(results, options.json)
    if options.picture:
        options.picture.write_text(speed_figure(results), encoding="utf-8", newline="\n")
    if options.docs:
        write_results(results, RESULTS)
        PAGE.write_text(speed_page(), encoding="utf-8", newline="\n")
        PICTURE.write_text(speed_figure(results), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
