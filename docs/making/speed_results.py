"""What `python -m benchmarks.speed` has measured, as its JSON file holds it; tables and picture are made from that."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """One kind of work over the pages of one round.

    `seconds` are those of the processor, in user and system mode; `words` and `pages` say what there was to read,
    `characters` what came out (HTML to text) or was read. `held` pages had no initiative. `stages` are seconds by
    stage. `peak` is the most memory that the process has held until then, in bytes.
    """

    seconds: float
    words: int
    pages: int
    characters: int
    held: int
    peak: int
    stages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of work over one set of pages: a run for each round, all kinds of a set in the same rounds."""

    kind: str
    pages: str
    runs: tuple[Run, ...]

    def median(self, value: Callable[[Run], float]) -> float:
        """The median of a value over the rounds."""
        return median(map(value, self.runs))

    def speed(self) -> float:
        """Words read in a second of the processor."""
        return self.median(lambda run: run.words / run.seconds)

    def stage_speed(self, stage: str) -> float:
        """Words that one stage reads in a second; 0 where it was not run."""
        return self.median(lambda run: run.words / run.stages[stage] if run.stages.get(stage) else 0.0)

    def seconds_a_page(self) -> float:
        """Seconds of the processor that a page takes."""
        return self.median(lambda run: run.seconds / run.pages)

    def number(self) -> int:
        """How many pages were read, all rounds together."""
        return sum(run.pages for run in self.runs)

    def peak(self) -> float:
        """The most memory, in megabytes."""
        return max(run.peak for run in self.runs) / 1e6


@dataclass(frozen=True, slots=True)
class Results:
    """All measures of one call, with where and when they were made; `missing` says why a peer was left out."""

    made: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    weights: Mapping[str, str]
    missing: Mapping[str, str]
    measures: tuple[Measure, ...]

    def find(self, kind: str, pages: str) -> Measure | None:
        """The measure of a kind of work over a set of pages; None where it was not made."""
        return next((one for one in self.measures if (one.kind, one.pages) == (kind, pages)), None)

    def ratio(self, kind: str, floor: str, pages: str) -> float | None:
        """How many words a kind of work reads while the floor reads one: the median of the ratios of each round."""
        one, other = self.find(kind, pages), self.find(floor, pages)
        if one is None or other is None:
            return None
        pairs = zip(one.runs, other.runs, strict=True)
        return median((mine.words / mine.seconds) / (its.words / its.seconds) for mine, its in pairs)


def write_results(results: Results, path: Path) -> None:
    """Write the JSON file."""
    path.write_text(json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def read_results(path: Path) -> Results:
    """Read the JSON file back."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    measures = tuple(
        Measure(one["kind"], one["pages"], tuple(Run(**run) for run in one["runs"])) for one in found.pop("measures")
    )
    return Results(**found, measures=measures)
