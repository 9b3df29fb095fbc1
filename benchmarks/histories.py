"""Histories of pages with known truth: which ids are kept, and which events are told, rightly and wrongly?

    python -m benchmarks.histories [--number 250] [--seed 1] [--reworded 0.7] [--pipeline]

Golden pages are edited step by step as web editors do (tests/histories), every state is read by its gold, and each
step is compared with what the edits were. A doubt about identity is answered truly, and counted as asked. With
`--reworded`, a share of the sentences of every initiative is reworded instead, all at once and one at a time. With
`--pipeline`, the states are rendered as HTML with other class names and ids at every step, and go through all stages:
then the errors of the recognisers count too. The tables of every revision are checked: keys, references, and that every
id of an earlier revision is in use or a tombstone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.histories.history import make_histories
from tests.histories.pages import golden_states
from tests.histories.pipeline import play_pipeline
from tests.histories.play import play
from tests.histories.rewordings import reword_all_or_one
from tests.histories.score import Score
from tests.histories.tables import Watch


def main() -> None:
    """Measure and print the table, the worst errors last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden cases")
    parser.add_argument("--number", type=int, default=250, help="histories, or pages that are reworded")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other histories")
    parser.add_argument("--reworded", type=float, help="share of the sentences that are reworded, from 0 to 1")
    parser.add_argument("--renamed", action="store_true", help="with --reworded: give them all another title too")
    parser.add_argument("--pipeline", action="store_true", help="all stages, on HTML")
    parser.add_argument("--errors", type=int, default=40, help="errors that are listed")
    options = parser.parse_args()
    if options.reworded is not None:
        _reworded(options)
        return
    total, seen = Score(), []
    for history in make_histories(options.golden, options.number, seed=options.seed):
        watch = Watch()
        total.add(play_pipeline(history) if options.pipeline else play(history, see=watch.see))
        seen.append(watch)
        print(f"\r{history.name:40}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _print_score(total, options.number, options.errors)
    if not options.pipeline:
        _print_tables(seen)


def _print_tables(seen: list[Watch]) -> None:
    faults = [error for watch in seen for error in watch.errors]
    withdrawn = sum(watch.withdrawn for watch in seen)
    print(f"tables          {len(faults)} faults in {sum(w.revisions for w in seen)} revisions, {withdrawn} tombstones")
    for fault in faults:
        print(fault)


def _print_score(total: Score, number: int, errors: int) -> None:
    print(f"{number} histories, {total.steps} steps")
    print(f"ids kept        {total.ids_kept:.4f} ({total.kept} of {total.lasting}), {total.swapped} swapped")
    print(f"asked           {total.asked}, of these the likeliest was right {total.guessed}")
    print(f"events          precision {total.precision:.4f}, recall {total.recall:.4f}")
    print(f"cosmetic        {total.cosmetic_events} events in {total.cosmetic_steps} steps")
    print(f"\n{'kind':26}{'told right':>11}{'wrong':>7}{'true':>7}{'missed':>8}{'not scored':>12}")
    for kind in sorted({*total.kinds, *total.aside}):
        tally = total.tally_of(kind)
        figures = f"{tally.right:11}{tally.wrong:7}{tally.true:7}{tally.true - tally.met:8}{total.aside[kind]:12}"
        print(f"{kind:26}{figures}")
    for error in sorted(total.errors, key=_gravity)[:errors]:
        print(error[:300])


def _gravity(error: str) -> int:
    """Swaps first, then what was lost, then what was told or not."""
    order = ("SWAP", "LOST", "COSMETIC", "not told", "wrong")
    return next((rank for rank, word in enumerate(order) if word in error), len(order))


def _reworded(options: argparse.Namespace) -> None:
    for one_at_a_time, name in ((False, "all at once"), (True, "one at a time")):
        counted: Counter[str] = Counter()
        for state in golden_states(options.golden)[: options.number]:
            counted += reword_all_or_one(
                options.golden,
                state,
                share=options.reworded,
                seed=options.seed,
                one_at_a_time=one_at_a_time,
                renamed=options.renamed,
            )
        print(f"{options.reworded:.0%} of the sentences of every initiative, {name}: {counted.total()}")
        for verdict in ("found", "asked", "new", "wrong"):
            print(f"  {verdict:6} {counted[verdict]:5}  {counted[verdict] / max(1, counted.total()):.4f}")


if __name__ == "__main__":
    main()
