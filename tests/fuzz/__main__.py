"""Fuzzing for any time: `python -m tests.fuzz --seconds 120`; docs/fuzzing.md."""

from __future__ import annotations

import argparse
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz import catalogue, guided, running, table
from tests.fuzz.judging import Fault, judge
from tests.fuzz.running import Row


def main() -> int:
    """Command line; the exit status is 1 where anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="time for all targets together (default 120)")
    parser.add_argument("--only", action="append", choices=catalogue.names(), help="only this target; may be repeated")
    parser.add_argument("--engine", choices=("atheris", "mutation"), help="default: atheris where it is installed")
    parser.add_argument("--seed", type=int, default=random.randrange(2**31), help="of chance; default: any, printed")  # noqa: S311
    parser.add_argument("--limit", type=float, default=running.LIMIT, help="seconds for one input")
    parser.add_argument("--log", type=Path, help="append results to this file as JSON lines")
    parser.add_argument("--sum", action="store_true", help="only add up what is in --log")
    parser.add_argument("--replay", type=Path, help="only run this input on the target of --only")
    options = parser.parse_args()
    if options.replay:
        if len(options.only or []) != 1:
            parser.error("--replay needs one --only TARGET")
        return replay(options.only[0], options.replay)
    if options.sum:
        if options.log is None:
            parser.error("--sum needs --log FILE")
        rows = table.add_up(options.log)
    else:
        rows = fuzz(options)
    print(table.render(rows))
    for row in rows:
        for find in row.finds:
            print(f"\n{row.target}: {find.kind}: {find.cause}")
            print(f"  python -m tests.fuzz --only {row.target} --replay {find.path}")
    return 1 if any(row.finds for row in rows) else 0


def fuzz(options: argparse.Namespace) -> list[Row]:
    """Share the time among the targets; each row is in the log as soon as it is there."""
    why_not = guided.is_there()
    engine = options.engine or ("mutation" if why_not else "atheris")
    if engine == "atheris" and why_not:
        sys.exit(f"atheris cannot be used: {why_not}; run: pip install 'lhextract[fuzz]', or give --engine mutation")
    told = f" (atheris cannot be used: {why_not})" if why_not and not options.engine else ""
    print(f"engine {engine}{told}, seed {options.seed}", flush=True)
    rows = []
    names = options.only or catalogue.names()
    for name in names:
        row = running.run_target(
            name, engine=engine, seconds=options.seconds / len(names), seed=options.seed, limit=options.limit
        )
        rows.append(row)
        print(f"{name}: {row.tried:,} inputs, {len(row.finds)} finds, {row.seconds:.0f} s", flush=True)
        if options.log:
            with options.log.open("a", encoding="utf-8") as log:
                log.write(running.as_json(row, ended=datetime.now(UTC).isoformat(timespec="seconds")) + "\n")
    return rows


def replay(name: str, path: Path) -> int:
    """Say what a target makes of an input."""
    outcome = judge(catalogue.load(name), path.read_bytes())
    if isinstance(outcome, Fault):
        print(f"{outcome.kind}: {outcome.cause}\n\n{outcome.details}")
        return 1
    print(outcome)
    return 0


if __name__ == "__main__":
    sys.exit(main())
