"""Do stewards' decisions outlive revisions of a page and other extractors?

    python -m benchmarks.corrections [--number 150] [--seed 1] [--errors 20]

Golden pages are edited step by step as web editors do (tests/histories). At every step a steward decides about twelve
entries of every kind, of the initiatives that the step is going to edit; ids are kept by `identity`, and the decisions
are applied to the next state. What should have become of each is judged by the lines on which it stood. Then another
extractor reads each page: fields changed, items dropped, lists shuffled, in what was corrected too.

"Asked anew" is what reviews by record would cost: one review for a whole record, which starts again when the record's
text and what is read of it have both changed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.corrections.bench import chance_of
from tests.corrections.survival import Fates, outlast, revise, upgraded
from tests.histories.history import make_histories
from tests.histories.pages import golden_states

ROWS = ("one revision", "four to eight revisions", "others read otherwise", "the corrected too")
FATES = ("in force", "reopened", "orphaned", "reopened wrong", "orphaned wrong", "silently wrong", "lost")


def main() -> None:
    """Measure and print the table, the errors last; exit 1 where a decision was lost or is silently wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden cases")
    parser.add_argument("--number", type=int, default=150, help="histories")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other histories")
    parser.add_argument("--errors", type=int, default=20, help="errors that are listed")
    options = parser.parse_args()
    rows = {name: Fates() for name in ROWS}
    revisions, ends, others, altered = rows.values()
    for history in make_histories(options.golden, options.number, seed=options.seed):
        revisions.add(revise(history, chance_of(f"{options.seed}/{history.name}")))
        ends.add(outlast(history, chance_of(f"{options.seed}/{history.name}/end")))
        print(f"\r{history.name:40}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for state in golden_states(options.golden):
        for fates, too in ((others, False), (altered, True)):
            chance = chance_of(f"{options.seed}/{state.case}/{too}")
            fates.add(upgraded(state, chance, share=0.5, altered=too))
    print(f"{'':30}{'decisions':>10}" + "".join(f"{fate:>16}" for fate in FATES) + f"{'asked anew':>12}")
    for name, fates in rows.items():
        figures = "".join(f"{fates.counts[fate]:16}" for fate in FATES)
        print(f"{name:30}{fates.made - fates.identity:10}{figures}{fates.rival:12}")
    _print_kinds(revisions)
    errors = [error for fates in rows.values() for error in fates.errors]
    for error in errors[: options.errors]:
        print(error[:400])
    sys.exit(any(fates.counts["lost"] or fates.counts["silently wrong"] for fates in rows.values()))


def _print_kinds(fates: Fates) -> None:
    """What became of decisions about each kind of entry, in revisions."""
    kinds = Counter({kind: 0 for _, kind in fates.kinds})
    print(f"\n{'kind':26}" + "".join(f"{fate:>16}" for fate in FATES))
    for kind in sorted(kinds):
        print(f"{kind:26}" + "".join(f"{fates.kinds[fate, kind]:16}" for fate in FATES))


if __name__ == "__main__":
    main()
