"""Decisions about characters of golden pages, found again after revisions of the pages: how often rightly, and wrongly?

    python -m benchmarks.anchoring [--number 100] [--revisions 20] [--pages 169] [--seed 1] [--errors 20]

On every page `--number` targets (mentions, titles, links, captions, addresses, lines of contacts), each with its own
`--revisions` (tests/anchoring): blocks moved, put in, taken out; sentences and lines in another order; words reworded
near the target and far from it; the target taken out or changed; lookalikes put in and taken out; the same number for
two people; a name 27 times in a block; other typography. Where the target is, is known from following its characters.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.anchoring.play import ASKABLE, WAYS, Lot, Tally, Verdict
from tests.anchoring.trials import make_trials

from lhextract.gold import list_cases


def main() -> None:
    """Measure and print the table; the worst errors last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden cases")
    parser.add_argument("--number", type=int, default=100, help="targets per page; repeated where it has fewer")
    parser.add_argument("--revisions", type=int, default=20, help="revisions per target")
    parser.add_argument("--pages", type=int, help="only so many pages, evenly chosen")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other revisions")
    parser.add_argument("--errors", type=int, default=20, help="answers that are listed, the wrong ones first")
    options = parser.parse_args()
    cases = list_cases(options.golden)
    cases = cases[:: max(1, len(cases) // (options.pages or len(cases)))][: options.pages]
    tally = Tally()
    for number, case in enumerate(cases, start=1):
        print(f"\r{number:4} of {len(cases)}  {case.name:40}", end="", file=sys.stderr, flush=True)
        trials = make_trials(
            options.golden, case, targets=options.number, revisions=options.revisions, seed=options.seed
        )
        for trial in trials:
            tally.play(trial)
    print(file=sys.stderr)
    _print_table(tally, len(cases))
    for error in sorted(tally.errors, key=_gravity)[: options.errors]:
        print(error)


def _gravity(error: str) -> tuple[int, str]:
    """Silently wrong ones first."""
    return -list(Verdict).index(Verdict(error.split("\t")[0])), error.split("\t")[1]


def _print_table(tally: Tally, pages: int) -> None:
    print(f"{pages} pages, {sum(tally.counts.values()) // len(WAYS)} trials")
    print(f"\n{'':28}{'trials':>9}" + "".join(f"{verdict:>17}" for verdict in Verdict))
    for lots, title in [
        (ASKABLE, "all that can be told"),
        *(((lot,), str(lot)) for lot in Lot),
    ]:
        print(f"\n{title}")
        for way in WAYS:
            counted = {verdict: sum(tally.counts[way, lot, verdict] for lot in lots) for verdict in Verdict}
            total = sum(counted.values())
            shares = "".join(f"{counted[verdict]:8} {counted[verdict] / max(1, total):7.2%} " for verdict in Verdict)
            print(f"  {way:26}{total:9}{shares}")


if __name__ == "__main__":
    main()
