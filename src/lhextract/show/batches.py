"""A batch while it goes on, and what became of it."""

from __future__ import annotations

import heapq
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from lhextract.batch.inputs.found import LeftOut
from lhextract.batch.outcome import Outcome, Status
from lhextract.batch.report import Report
from lhextract.show.console import render, shorten, table_of, width

SLOWEST = 5
PROBLEMS = 10
ARCHIVES = 10
EVERY_S = 0.2  # between two pictures of the bar


class Watch:
    """Counts what comes in; draws a bar with rate, time left and failures where stderr is a terminal."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._bar = progress.add_task("pages", total=None, failed="") if progress is not None else None
        self._statuses: Counter[Status] = Counter()
        self._slowest: list[tuple[float, str]] = []
        self._began = time.monotonic()
        self._drawn = 0.0

    def listed(self, number: int) -> None:
        """How many inputs there are."""
        if self._progress is not None and self._bar is not None:
            self._progress.update(self._bar, total=number)

    def done(self, outcome: Outcome) -> None:
        """One more."""
        if not outcome.same:
            self._statuses[outcome.status.status] += 1
            heapq.heappush(self._slowest, (outcome.seconds, outcome.status.page))
            if len(self._slowest) > SLOWEST:
                heapq.heappop(self._slowest)
        if self._progress is None or self._bar is None:
            return
        self._progress.update(self._bar, advance=1, failed=_failures(self._statuses))
        # Drawn from here and not by a thread of its own: processes are forked meanwhile.
        if (now := time.monotonic()) - self._drawn > EVERY_S:
            self._drawn = now
            self._progress.refresh()

    @property
    def slowest(self) -> list[tuple[str, float]]:
        """The pages that took longest, in seconds."""
        return [(page, seconds) for seconds, page in sorted(self._slowest, reverse=True)]

    @property
    def seconds(self) -> float:
        """How long it went on."""
        return time.monotonic() - self._began


class _Rate(ProgressColumn):
    """Pages per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def watching() -> Iterator[Watch]:
    """A bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Watch(None)
        return
    console = Console(stderr=True, no_color="NO_COLOR" in os.environ, markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}", markup=False),
    )
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        yield Watch(progress)


def _failures(statuses: Counter[Status]) -> str:
    """What went wrong so far, empty where nothing did."""
    return ", ".join(
        f"{statuses[status]} {status}" for status in Status if status is not Status.OK and statuses[status]
    )


def batch_summary(report: Report, watch: Watch, archives: Sequence[LeftOut], *, out: str) -> str:
    """Counts, the slowest pages, what went wrong, and what web archives hold beside pages."""
    counts = ", ".join(f"{number} {status}" for status, number in report.statuses.items() if number)
    rate = (
        f", {(report.inputs - report.taken_over) / watch.seconds:.1f} pages/s"
        if report.inputs > report.taken_over
        else ""
    )
    head = f"{report.inputs} inputs: {counts or 'none'}"
    parts: list[Any] = [Text(head, style="bold")]
    if report.taken_over:
        parts.append(f"taken over from earlier runs, since nothing changed: {report.taken_over}")
    parts.append(", ".join(f"{number} {name}" for name, number in report.rows.items()))
    parts += map(str, archives[:ARCHIVES])
    if len(archives) > ARCHIVES:
        parts.append(f"and {len(archives) - ARCHIVES} more archives: see --json")
    if watch.slowest:
        slowest = ", ".join(f"{page} {seconds:.1f} s" for page, seconds in watch.slowest)
        parts.append(f"took {watch.seconds:.1f} s{rate}; slowest: {slowest}")
    if report.problems:
        parts += [*_problems(report)]
    if report.kept:
        parts.append(f"rows of an earlier run are kept for {report.kept} of them")
    parts.append(f"written to {out}")
    return render(*parts)


def _problems(report: Report) -> Iterator[Any]:
    table = table_of("status", "page", "reason")
    for row in report.problems[:PROBLEMS]:
        table.add_row(row.status, row.page, shorten((row.reason or "").split("\n")[0], 3 * width()))
    yield table
    problems = sum(number for status, number in report.statuses.items() if status is not Status.OK)
    if problems > PROBLEMS:
        yield f"and {problems - PROBLEMS} more: see the table `status`"
    yield "what to do: mend them and run the same again; with --retry-failed also those that nothing changed about"


def batch_data(report: Report, watch: Watch, archives: Sequence[LeftOut], *, out: str) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "out": out,
        "inputs": report.inputs,
        "statuses": dict(report.statuses),
        "rows": dict(report.rows),
        "taken_over": report.taken_over,
        "kept": report.kept,
        "seconds": round(watch.seconds, 3),
        "slowest": [{"page": page, "seconds": round(seconds, 3)} for page, seconds in watch.slowest],
        "problems": [
            {"page": row.page, "input": row.input, "status": row.status, "reason": row.reason}
            for row in report.problems
        ],
        "archives": [asdict(archive) for archive in archives],
    }
