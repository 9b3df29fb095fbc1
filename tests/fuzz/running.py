"""Runs targets one after the other, each in children that may hang or die, and adds up what they counted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.fuzz import corpus, guided
from tests.fuzz.confirming import BY_THE_CLOCK, hangs
from tests.fuzz.linear import SUPERLINEAR
from tests.fuzz.mutation import current_input
from tests.fuzz.target import Broken

LIMIT = 10.0  # seconds for one input
LARGEST = 8000  # bytes of one input
LEAST = 5.0  # seconds that are worth another child
KILLED = -9  # how a process ends that was killed
START = 120.0  # seconds that a child may take to load and to end, beside its own
# How libFuzzer names an input that it ended a process for; our own finds have shorter digests.
ARTIFACT = re.compile(r"(timeout|oom|crash|leak)-[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Find:
    """A fault and the file with its input."""

    kind: str
    cause: str
    path: str
    details: str


@dataclass(frozen=True, slots=True)
class Row:
    """One target in one run. `edges` is the coverage reached, None where the engine does not see it."""

    target: str
    input_class: str
    engine: str
    seed: int
    seconds: float
    tried: int
    refused: int
    growths: int
    edges: int | None
    corpus: int
    finds: tuple[Find, ...]

    def count(self, kind: Broken) -> int:
        """How many causes of a kind there are."""
        return sum(find.kind == kind for find in self.finds)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one child counted."""

    input_class: str
    tried: int
    refused: int
    growths: int
    edges: int | None
    finds: tuple[Find, ...]


def run_target(
    name: str, *, engine: str, seconds: float, seed: int, limit: float = LIMIT, work: Path = corpus.WORK
) -> Row:
    """Fuzz a target for so long; a child that ends early is followed by another with the next seed."""
    parts: list[_Part] = []
    start = time.monotonic()
    while (left := seconds - (time.monotonic() - start)) >= LEAST or not parts:
        next_seed = seed + len(parts)
        parts.append(_run_child(name, engine=engine, seconds=left, seed=next_seed, limit=limit, work=work))
    finds = {(find.kind, find.cause): find for part in parts for find in part.finds}
    return Row(
        target=name,
        input_class=parts[-1].input_class,
        engine=engine,
        seed=seed,
        seconds=round(time.monotonic() - start, 1),
        tried=sum(part.tried for part in parts),
        refused=sum(part.refused for part in parts),
        growths=sum(part.growths for part in parts),
        edges=max((part.edges for part in parts if part.edges is not None), default=None),
        corpus=len(corpus.inputs_in(work / "corpus" / name)),
        finds=tuple(finds.values()),
    )


def _run_child(name: str, *, engine: str, seconds: float, seed: int, limit: float, work: Path) -> _Part:
    finds = corpus.keep_all(work / "finds" / name, ())
    before = set(finds.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        options = {"engine": engine, "seconds": seconds, "seed": seed, "limit": limit, "largest": LARGEST}
        command = [sys.executable, "-m", "tests.fuzz.child", name, "--work", str(work), "--tally", str(tally)]
        command += [part for key, value in options.items() for part in (f"--{key}", str(value))]
        said, code = _run(command, seconds=seconds + BY_THE_CLOCK * limit + START)
        # Stopped in overtime while it was still counting: slow to begin on a busy machine, and nothing is wrong.
        slow = code == KILLED and tally.exists() and time.time() - tally.stat().st_mtime < BY_THE_CLOCK * limit
        counted = json.loads(tally.read_text(encoding="utf-8")) if tally.exists() else None
        current = current_input(tally)
        last = current.read_bytes() if current.exists() else None
    if counted is None:
        raise RuntimeError(f"{name}: the child ended with {code} before its first input:\n{said[-4000:]}")
    found = [Find(*key.split(": ", 1), *value) for key, value in counted["causes"].items()]
    found += [_artifact(path, said) for path in sorted(set(finds.iterdir()) - before) if ARTIFACT.fullmatch(path.name)]
    if last is not None and code != 0 and not slow:
        kind = Broken.HANG if "Timeout (" in said else Broken.CRASH
        path = corpus.keep(finds, last, prefix=f"{kind}-")
        found.append(Find(kind, _place(said) or f"ended with {code}", str(path), said[-4000:]))
    if code != 0 and not (found or slow):
        raise RuntimeError(f"{name}: the child ended with {code}, and nothing says why:\n{said[-4000:]}")
    found = [find for find in found if find.kind != Broken.HANG or not _was_busy(find, name, limit)]
    edges = [int(edges) for edges in guided.COVERAGE.findall(said)]
    return _Part(
        input_class=counted["input_class"],
        tried=counted["tried"],
        refused=counted["refused"],
        growths=counted["growths"],
        edges=max(edges, default=None),
        finds=tuple(found),
    )


def _was_busy(find: Find, name: str, limit: float) -> bool:
    """Whether only the clock on the wall said that an input hangs; its file goes then."""
    if find.cause == SUPERLINEAR or hangs(name, Path(find.path), limit=limit):
        return False
    Path(find.path).unlink()
    return True


def _run(command: list[str], *, seconds: float) -> tuple[str, int]:
    """What a command said, and its exit code; one that does not end in time is killed."""
    with tempfile.TemporaryFile() as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        code = process.wait()
        out.seek(0)
        return out.read().decode("utf-8", "replace"), code


def _artifact(path: Path, said: str) -> Find:
    what = path.name.partition("-")[0]
    kind = Broken.HANG if what == "timeout" else Broken.CRASH
    return Find(kind, f"{what} {_place(said)}".strip(), str(path), said[-4000:])


def _place(said: str) -> str:
    """The innermost place in the package that a dumped stack names."""
    places = [line.strip() for line in said.splitlines() if line.strip().startswith("File ") and "lhextract" in line]
    return places[0].replace(str(corpus.HERE.parents[1]), "") if places else ""


def as_json(row: Row, *, ended: str) -> str:
    """A row as one JSON line of a log, so that the hours of many runs add up."""
    return json.dumps({"ended": ended, **asdict(row)}, ensure_ascii=False)
