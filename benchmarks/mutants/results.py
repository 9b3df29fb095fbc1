"""What became of the mutants: kept in a file, counted, and shown."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path

EQUIVALENT = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True, slots=True)
class Result:
    """One mutant that was tried. `outcome`: "killed", "survived", "timeout" (counts as killed) or "no tests"."""

    key: str
    line: int
    outcome: str
    seconds: float


def write_results(path: Path, results: Sequence[Result]) -> None:
    """Keep the results for `--again`."""
    path.write_text(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1), encoding="utf-8")


def read_results(path: Path) -> list[Result]:
    """The results of an earlier run."""
    return [Result(**one) for one in json.loads(path.read_text(encoding="utf-8"))]


def equivalent_mutants() -> dict[str, str]:
    """Mutants that no test can tell from the program, by their key, and why.

    Raises `ValueError` where a reason is missing.
    """
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    for one in listed:
        if not one["reason"].strip():
            raise ValueError(f"{EQUIVALENT}: no reason for {one['mutant']!r}; say why no test can tell it")
    return {one["mutant"]: one["reason"] for one in listed}


def wilson(successes: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    z = 1.96
    share = successes / tried
    middle = share + z * z / (2 * tried)
    spread = z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return (middle - spread) / (1 + z * z / tried), (middle + spread) / (1 + z * z / tried)


def report(part: str, results: Sequence[Result], listed: int) -> Iterator[str]:
    """Survivors, then the figures of a part; `listed` counts all its mutants, tried or not."""
    equivalent = equivalent_mutants()
    outcomes = Counter(result.outcome for result in results)
    alive = [result for result in results if result.outcome in {"survived", "no tests"}]
    same = [result for result in alive if result.key in equivalent]
    for result in alive:
        if result.key not in equivalent:
            module, _, rest = result.key.partition(" ")
            within, _, change = rest.partition(": ")
            was, _, now = change.partition(" => ")
            yield f"{result.outcome}: src/lhextract/{module}:{result.line} {within}\n  - {was}\n  + {now}"
    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    seconds = sum(result.seconds for result in results)
    yield f"{part}: {len(results)} of {listed} mutants tried: {counts}; {len(same)} equivalent; {seconds:.0f} CPU s"
    dead = len(results) - len(alive)
    for name, among in (("all", len(results)), ("all but equivalent", len(results) - len(same))):
        low, high = wilson(dead, among)
        sampled = f" (95 %: {100 * low:.1f} to {100 * high:.1f})" if len(results) < listed else ""
        yield f"  score among {name}: {100 * dead / among:.1f} %{sampled}"
