"""Pinned scores: `python -m tests.floors` writes `golden/floors.json` anew.

Raising a floor is free. Lowering or dropping one is refused unless `--lower "reason"` says why; the reason
stays in the file. The digest of a case covers its page and its gold, so that neither changes unnoticed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lhextract.cases import evaluate_cases
from lhextract.evaluate import Evaluation
from lhextract.gold import find_cases, source_path
from lhextract.workspace import Workspace

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
FLOORS = GOLDEN / "floors.json"
PARTS = ("strict", "outline", "records")
# Case (or "case with profile") to "part/name" to F1.
Floors = dict[str, dict[str, float]]


class LoweredError(Exception):
    """A floor would become lower, and nobody said why."""


def digest(case: Path) -> str:
    """The sha256 of the page and the gold of a case, names included."""
    paths = [source_path(case), *sorted((case / "gold").iterdir())]
    parts = (f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def rows_of(evaluation: Evaluation) -> dict[str, float]:
    """The pinned rows of one evaluation: F1 rounded down to three decimals."""
    return {
        f"{part}/{name}": math.floor(score.f1 * 1000 + 1e-9) / 1000
        for (part, name), score in evaluation.scores.items()
        if part in PARTS
    }


def measure(golden: Path) -> dict[str, Any]:
    """What `floors.json` would hold for the cases of a folder: without profile, and with it where there is one."""
    floors: Floors = {}
    profiles = Workspace(ROOT).sources()
    for case in find_cases(golden):
        for profile in (None, case.name) if case.name in profiles else (None,):
            key = f"{case.name} with profile" if profile else case.name
            evaluations = evaluate_cases(case, profile=profile, start=ROOT, tell=lambda _: None)
            floors[key] = rows_of(evaluations[case.name])
    return {"inputs": {case.name: digest(case) for case in find_cases(golden)}, "floors": floors}


def lowered(old: Floors, new: Floors) -> list[str]:
    """Which floors would become lower or be dropped."""
    return [
        f"{case}: {row}: {floor} -> {new.get(case, {}).get(row, 'none')}"
        for case, rows in old.items()
        for row, floor in rows.items()
        if new.get(case, {}).get(row, -1) < floor
    ]


def renew(old: Mapping[str, Any], new: Mapping[str, Any], *, reason: str | None) -> dict[str, Any]:
    """The new content of the file, or a `LoweredError` where a floor sinks without a reason."""
    sunk = lowered(old.get("floors", {}), new["floors"])
    if sunk and not reason:
        raise LoweredError("\n".join([*sunk, 'lowering a floor needs --lower "reason"']))
    history = [*old.get("lowered", []), *([{"reason": reason, "floors": sunk}] if sunk else [])]
    return {**new, "lowered": history}


def main(args: Sequence[str] | None = None) -> int:
    """Command line: measure, and write the file unless a floor sinks without a reason."""
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description=__doc__)
    parser.add_argument("--golden", type=Path, default=GOLDEN, help="folder of golden cases")
    parser.add_argument("--file", type=Path, default=FLOORS, help="the floors to renew")
    parser.add_argument("--lower", metavar="REASON", help="why floors may sink")
    options = parser.parse_args(args)
    old = json.loads(options.file.read_text(encoding="utf-8")) if options.file.is_file() else {}
    try:
        renewed = renew(old, measure(options.golden), reason=options.lower)
    except LoweredError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    options.file.write_text(json.dumps(renewed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
