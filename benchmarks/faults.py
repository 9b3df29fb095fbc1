"""Fault injection: which faults of a page do the findings of a run tell of, and where?

    python -m benchmarks.faults [--golden tests/golden] [--seeds 1] [--case NAME ...] [--alone] [--missed]

Every golden text page gets one fault of each kind per seed, and is extracted by rules alone with the expectations
that a steward would have written for the page as it was. A finding counts if the page without the fault does not have
it; it is placed if it points at the fault or a neighbouring block, or, where something is gone, names its number or
category.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.faults.injection import INJECTIONS
from tests.faults.measure import Score, measure_page

from lhextract.gold import list_cases, source_path


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden cases")
    parser.add_argument("--seeds", type=int, default=1, help="faults of each kind and page")
    parser.add_argument("--case", action="append", help="only this case; may be given several times")
    parser.add_argument("--alone", action="store_true", help="without expectations: what the page tells by itself")
    parser.add_argument("--missed", action="store_true", help="name the pages on which a kind was missed")
    options = parser.parse_args()
    scores = {name: Score() for name in INJECTIONS}
    for case in list_cases(options.golden):
        if source_path(case).suffix == ".txt" and (not options.case or case.name in options.case):
            for name, score in measure_page(case, options.seeds, alone=options.alone).items():
                scores[name].add(score)
    print(f"{'fault':28} {'injected':>8} {'found':>7} {'told':>7} {'placed':>7}  by")
    for name, score in scores.items():
        parts = (score.found, score.told, score.placed)
        shares = " ".join(f"{100 * part / max(1, score.injected):6.1f}%" for part in parts)
        codes = ", ".join(f"{code} {number}" for code, number in score.codes.most_common(5))
        print(f"{name:28} {score.injected:8} {shares}  {codes}")
        if options.missed and score.missed:
            print(f"  missed: {' '.join(score.missed)}")


if __name__ == "__main__":
    main()
