"""Mutation testing: which small wrong changes of a part do its tests notice?

    python -m benchmarks.mutants PART [--sample 300 --seed 1] [--minutes 8] [--narrow] [--out FILE]
                                      [--again FILE] [--keys]

Every mutant is tried on the tests that run its statement, the likeliest first, up to the first that fails; then on the
others that run anything of its module; what survives these, on the wider tests of its part (`parts.py`), unless
--narrow. A mutant that takes ten times the usual time of its tests (and five seconds more) has timed out, which counts
as killed. The score is the share that was killed; on a sample, or where --minutes ended the run, it has an interval
(95 %, Wilson). What no test can tell is listed in `equivalent.toml`, with a reason. After tests were written for what
survived, --again says that they do; another seed says what the score is. Leave the tests alone while it runs.

Why this is a tool of our own: a new process for each mutant (cosmic-ray) takes three to four seconds of the processor
for the imports alone, where a child takes 0.2; and mutmut 3 leaves out decorated functions, tables of modules and
fields of classes, where many of our rules stand.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.mutants.child import Outcome, fork_tests, fork_text, import_without, replace_module
from benchmarks.mutants.choosing import Scouted, scout
from benchmarks.mutants.listing import Mutant, list_mutants
from benchmarks.mutants.parts import PARTS, Part
from benchmarks.mutants.results import Result, equivalent_mutants, read_results, report, write_results

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lhextract"
MANY = 10  # times the usual time of the tests
MORE = 5.0  # seconds, for the imports


def _modules(part: Part) -> list[Path]:
    """The modules of a part that hold code."""
    paths = [PACKAGE / source for source in part.sources]
    return [module for path in paths for module in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def _name(module: Path) -> str:
    """What a module is imported as."""
    return ".".join(("lhextract", *module.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def _try(mutant: Mutant, part: Part, scouted: Scouted, wider: float, noted: Path) -> Result:
    """Run the tests of a mutant; `wider` is what the wider tests usually take, in seconds (0: none)."""

    def prepare() -> None:
        replace_module(_name(mutant.path), mutant.path, mutant.compiled())

    outcome, used = "no tests", 0.0
    usual = [(tests, sum(scouted.seconds[test] for test in tests)) for tests in scouted.choose(mutant)]
    for tests, seconds in [*usual, (part.wider, wider)]:
        if outcome in {Outcome.SURVIVED, "no tests"} and tests and seconds:
            noted.unlink(missing_ok=True)
            found, more = fork_tests(tests, seconds=MANY * seconds + MORE, prepare=prepare, noted=noted)
            outcome, used = found.value, used + more
            if noted.exists():
                scouted.note_kill(noted.read_text(encoding="utf-8"))
    return Result(mutant.key(PACKAGE), mutant.line, outcome, round(used, 2))


def _time_unchanged(tests: Sequence[str], noted: Path) -> float:
    """Seconds of the tests on the program as it is, in a child like those of the mutants: they must pass there."""
    outcome, seconds = fork_tests(tests, seconds=600, prepare=lambda: None, noted=noted)
    if outcome is not Outcome.SURVIVED:
        by = noted.read_text(encoding="utf-8") if noted.exists() else "no test"
        raise RuntimeError(f"{by}: {outcome.value} on the program as it is; MUTANTS_LOG=FILE says more")
    return seconds


def _try_all(mutants: Sequence[Mutant], part: Part, *, wide: bool, folder: Path, until: float) -> list[Result]:
    """Import what the tests need of others, then try each mutant, until the clock says so."""
    scouted = Scouted.of_json(fork_text(lambda: scout(part.tests, _modules(part)).as_json(), folder=folder))
    import_without(map(_name, _modules(part)), scouted.modules)
    noted = folder / "failed"
    _time_unchanged(part.tests, noted)
    wider = _time_unchanged(part.wider, noted) if wide and part.wider else 0.0
    results = []
    for number, mutant in enumerate(mutants, start=1):
        if time.monotonic() > until:
            break
        results.append(_try(mutant, part, scouted, wider, noted))
        last = results[-1]
        print(f"{number}/{len(mutants)} {last.outcome} {last.seconds} s  {last.key}", flush=True)
    return results


def main() -> None:
    """Try the mutants of a part, and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--sample", type=int, help="as many mutants, drawn uniformly; all if not given")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument(
        "--minutes", type=float, default=600, help="stop after as many; what was drawn first is a sample"
    )
    parser.add_argument("--out", type=Path, help="keep the results here")
    parser.add_argument("--again", type=Path, help="results of an earlier run: try what survived there, keep the rest")
    parser.add_argument("--narrow", action="store_true", help="without the wider tests")
    parser.add_argument("--keys", action="store_true", help="list the mutants' keys and stop")
    options = parser.parse_args()
    os.chdir(ROOT)
    part = PARTS[options.part]
    listed = list(list_mutants(_modules(part)))
    if options.keys:
        print("\n".join(mutant.key(PACKAGE) for mutant in listed))
        return
    # In the order drawn: whatever was tried when time is up is a sample.
    chance = random.Random(options.seed)  # noqa: S311 - nothing secret
    drawn = chance.sample(listed, min(options.sample or len(listed), len(listed)))
    before = read_results(options.again) if options.again else []
    alive = {result.key for result in before if result.outcome not in {Outcome.KILLED, Outcome.TIMEOUT}}
    mutants = [mutant for mutant in drawn if not before or mutant.key(PACKAGE) in alive]
    until = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        # The first child compiles what the others read.
        sys.dont_write_bytecode, sys.pycache_prefix = False, folder
        results = _try_all(mutants, part, wide=not options.narrow, folder=Path(folder), until=until)
    results = [result for result in before if result.key not in alive] + results
    if options.out:
        write_results(options.out, results)
    keys = {mutant.key(PACKAGE) for mutant in listed}
    stale = [key for key in equivalent_mutants() if key.split("/")[0] in part.sources and key not in keys]
    print(
        "\n".join(
            [
                *(f"listed as equivalent, and no mutant: {key}" for key in stale),
                *report(options.part, results, len(listed)),
            ]
        )
    )


if __name__ == "__main__":
    main()
