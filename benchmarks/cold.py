"""What a command costs from a cold start, beside what it stands on: CPU seconds, user and system, medians.

    python -m benchmarks.cold [--times 7] [--json] [--only run --only help]

Each is a process of its own, in a copy of this workspace; they take turns, so that other work on the machine meets
all. Python's byte code is written before anything is measured, as an installer does, and kept apart from this tree.
The floor of a run is a script that imports spaCy, makes a blank pipeline, loads the shipped network and reads the
text of the page once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Nothing of tests/ here: this also runs where only the program and what it depends on is installed.
ROOT = Path(__file__).resolve().parents[1]
PAGE = "raw/lighthouses/unknown-2f0651346870/page.txt"
LEARNED = ROOT / "src" / "lhextract" / "mentions" / "learned"
FLOOR = """
import sys
from pathlib import Path
import numpy, onnxruntime, spacy
from tokenizers import Tokenizer
nlp = spacy.blank("en")
page, learned = map(Path, sys.argv[1:])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
options.log_severity_level = 3
network = onnxruntime.InferenceSession(
    (learned / "network.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
)
vocabulary = Tokenizer.from_str((learned / "vocabulary.json").read_text("utf-8"))
text = page.read_text("utf-8")
ids = vocabulary.encode(text, add_special_tokens=False).ids
for start in range(0, len(ids), 224):  # as long as lhextract's windows
    window = ids[start : start + 224]
    rows = numpy.zeros((5, len(window)), numpy.int64)
    rows[0] = window
    network.run(None, {"rows": rows})
nlp(text)
"""
CLICK = """
import click
@click.command()
@click.option("--count", default=1, help="Number of greetings.")
def hello(count):
    for _ in range(count):
        click.echo("Hello World!")
hello()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """A process to measure, and which other it is held against: at most `limit` times, or at most `seconds`."""

    command: Sequence[str]
    beside: str = "python"
    limit: float | None = None
    seconds: float | None = None


def script(code: str, *args: str) -> tuple[str, ...]:
    """A script of Python."""
    return (sys.executable, "-c", code, *args)


def program(*args: str) -> tuple[str, ...]:
    """The command line of lhextract."""
    return script("from lhextract.cli import main; main()", *args)


FRESH = ("run", PAGE, "--out", "fresh")  # the folder is emptied before each
STARTS = {
    "python": Start(script("pass")),
    "click": Start(script(CLICK)),
    "spacy": Start(script("import spacy")),
    "floor": Start(script(FLOOR, PAGE, str(LEARNED))),
    "run": Start(program(*FRESH), "floor", limit=1.25),
    "run-no-model": Start(program(*FRESH, "--no-model"), "floor"),
    "unchanged": Start(program("run", "--fail-on", "never"), "spacy", seconds=0.5),
    "version": Start(program("--version"), "python", limit=10),
    "help": Start(program("--help"), "click", limit=1.5),
    "run-help": Start(program("run", "--help"), "click"),
    "schema": Start(program("schema"), "spacy"),
    "diff": Start(program("diff", "lighthouses"), "spacy"),
    "export": Start(program("export", "lighthouses", "--to", "csv", "--out", "exported"), "spacy"),
    "check": Start(program("check", "--fail-on", "never"), "floor"),
}


def workspace(root: Path) -> None:
    """Copy this workspace, its extraction up to date."""
    for name in ("pipeline", "raw", "extracted"):
        shutil.copytree(ROOT / name, root / name)


def environment(root: Path) -> dict[str, str]:
    """As where the program is installed: byte code is kept, and read from where it was kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(root / "bytecode")}


def cpu_seconds(command: Sequence[str], root: Path, environ: dict[str, str]) -> float:
    """The CPU seconds of a process and of those it started."""
    for made in ("fresh", "exported"):
        shutil.rmtree(root / made, ignore_errors=True)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=root, env=environ, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 3}:  # 3: done, with findings
            said.seek(0)
            raise SystemExit(f"{' '.join(command)[-80:]}: exit code {process.returncode}\n{said.read().decode()}")
    return used.ru_utime + used.ru_stime


def measure(names: Sequence[str], times: int) -> dict[str, list[float]]:
    """The CPU seconds of each start, in turn; the first of each, which writes the byte code, does not count."""
    found: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace(root)
        environ = environment(root)
        cpu_seconds(program("run", "--force", "--accept", "--fail-on", "never"), root, environ)
        for turn in range(times + 1):
            for name in names:
                taken = cpu_seconds(STARTS[name].command, root, environ)
                if turn:
                    found[name].append(taken)
    return found


def judged(found: dict[str, list[float]]) -> list[dict[str, object]]:
    """A row for each start: its median, the ratio to what it is held against, and whether its limit holds."""
    medians = {name: statistics.median(taken) for name, taken in found.items()}
    rows: list[dict[str, object]] = []
    for name, taken in found.items():
        start = STARTS[name]
        ratio = medians[name] / medians[start.beside]
        holds = None
        if start.limit is not None or start.seconds is not None:
            holds = ratio <= (start.limit or ratio) and medians[name] <= (start.seconds or medians[name])
        rows.append(
            {
                "name": name,
                "median": round(medians[name], 3),
                "least": round(min(taken), 3),
                "most": round(max(taken), 3),
                "beside": start.beside,
                "ratio": round(ratio, 2),
                "limit": start.limit,
                "limit_seconds": start.seconds,
                "holds": holds,
            }
        )
    return rows


def with_what_they_are_held_against(names: Sequence[str]) -> list[str]:
    """The names with those beside which they are measured, in the order of the table."""
    wanted = {*names, *(STARTS[name].beside for name in names)}
    wanted |= {STARTS[name].beside for name in wanted}
    return [name for name in STARTS if name in wanted]


def main() -> None:
    """Print a row for each start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--only", action="append", choices=list(STARTS), help="only this, and what it is held against")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    rows = judged(measure(with_what_they_are_held_against(args.only or list(STARTS)), args.times))
    if args.json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        bound = f"<= {row['limit']}" if row["limit"] else f"<= {row['limit_seconds']} s" if row["limit_seconds"] else ""
        verdict = "" if row["holds"] is None else "holds" if row["holds"] else "DOES NOT HOLD"
        print(
            f"{row['name']:<13} {row['median']:6.3f} s ({row['least']:.3f} to {row['most']:.3f}), "
            f"{row['ratio']:6.2f} times {row['beside']:<7} {bound} {verdict}".rstrip()
        )


if __name__ == "__main__":
    main()
