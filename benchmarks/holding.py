"""Holding: how often is a genuine page held, and how often is a broken one not?

    python -m benchmarks.holding [--golden tests/golden] [--pages 16] [--kind NAME ...] [--wrong]

Every golden page is a first run. Some pages, spread over all, are then revised in every way and broken in every way
that the tests know; what the stages make of them by rules alone is judged beside the extraction of the page as it was,
and as a first run. `held`: for any reason; `named`: for the right one; `first`: on a first run.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.injection import Page, Row
from tests.holding.damaged import DAMAGED
from tests.holding.pages import Fetched, codes, golden, golden_site, holds_of
from tests.holding.revisions import REVISIONS
from tests.holding.sent import SENT

from lhextract.acquire.decode import HTML, media_type_of
from lhextract.gold import list_cases, source_path
from lhextract.holding.code import Basis
from lhextract.holding.registry import known_codes

# For each kind: its name, how many pages went how, and what went wrong.
Measured = Iterator[tuple[str, Counter[str], list[str]]]


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden cases")
    parser.add_argument("--pages", type=int, default=16, help="pages that are revised and broken")
    parser.add_argument("--kind", action="append", help="only these kinds of broken pages and revisions")
    parser.add_argument("--wrong", action="store_true", help="name the pages on which it went wrong")
    options = parser.parse_args()
    cases = list_cases(options.golden)
    if not options.kind:
        _first_runs(cases)
    chosen = cases[:: max(1, len(cases) // options.pages)][: options.pages]
    for title, measure in (("revisions held", _revisions), ("broken pages held", _broken)):
        print(f"\n{title}")
        total: Counter[str] = Counter()
        for kind, counts, wrong in measure(chosen, options.kind):
            total += counts
            print(f"{kind:36} {_figures(counts)}")
            if options.wrong:
                for line in wrong:
                    print(f"    {line}")
        print(f"{'all':36} {_figures(total)}")


def _figures(counts: Counter[str]) -> str:
    return "  ".join(
        f"{name} {counts[name]}/{counts[f'of {name}']}" for name in ("held", "named", "first") if counts[f"of {name}"]
    )


def _first_runs(cases: list[Path]) -> None:
    held = {}
    for case in cases:
        body = source_path(case).read_bytes()
        holds = holds_of(Fetched(body, media_type_of(source_path(case).name, body)), None)
        if holds:
            held[case.name] = codes(holds)
    print(f"golden pages held as first runs: {len(held)}/{len(cases)}", held or "")


def _others(case: Path, cases: list[Path], *, same_language: bool) -> Page:
    """Other pages in a row, of the language of this one or of another."""
    _, before = golden(case)
    found = [c for c in cases if c != case and (golden(c)[1].language == before.language) == same_language]
    return tuple(
        Row(row.text, row.role, row.owner + 200 * number if row.owner else 0, row.category)
        for number, one in enumerate(found[:4])
        for row in golden(one)[0]
    )


def _revisions(cases: list[Path], kinds: list[str] | None) -> Measured:
    """The revisions of each kind: held beside the page as it was, and held as first runs."""
    for kind, revise in REVISIONS.items():
        if kinds and kind not in kinds:
            continue
        counts: Counter[str] = Counter()
        wrong: list[str] = []
        for case in cases:
            page, before = golden(case)
            fetched = revise(page, _others(case, cases, same_language=True), random.Random(f"{kind}/{case.name}"))  # noqa: S311 - no secret
            if fetched is not None:
                holds, first = holds_of(fetched, before), holds_of(fetched, None)
                counts += Counter({"held": int(bool(holds)), "of held": 1, "first": int(bool(first)), "of first": 1})
                wrong += [f"{case.name}: {hold.code}: {hold.message}" for hold in holds]
                wrong += [f"{case.name}, first run: {hold.code}: {hold.message}" for hold in first]
        yield kind, counts, wrong


def _broken(cases: list[Path], kinds: list[str] | None) -> Measured:
    """The broken pages of each kind: held at all, held for the right reason, and that on a first run."""
    for name, expected, first in _kinds():
        if kinds and name not in kinds:
            continue
        counts: Counter[str] = Counter()
        wrong: list[str] = []
        for case in cases:
            fetched = _broken_page(name, case, cases)
            if fetched is None:
                continue
            before = golden_site(case) if fetched.media_type == HTML else golden(case)[1]
            for column, codes_told in (
                ("named", codes(holds_of(fetched, before))),
                ("first", codes(holds_of(fetched, None)) if first else None),
            ):
                if codes_told is None:
                    continue
                named = not expected.isdisjoint(codes_told)
                counts += Counter({column: int(named), f"of {column}": 1})
                if column == "named":
                    counts += Counter({"held": int(bool(codes_told)), "of held": 1})
                wrong += [] if named else [f"{case.name}, {column}: {codes_told}"]
        yield name, counts, wrong


def _kinds() -> Iterator[tuple[str, set[str], bool]]:
    """Every kind of broken page: its name, the codes of which one has to be told, whether a first run has to."""
    for name, sent in SENT.items():
        yield name, {sent.code}, known_codes()[sent.code].basis is Basis.PAGE
    for name, damage in DAMAGED.items():
        yield name, set(damage.codes), damage.first


def _broken_page(name: str, case: Path, cases: list[Path]) -> Fetched | None:
    if name in SENT:
        return SENT[name].fetched
    return DAMAGED[name].make(golden(case)[0], _others(case, cases, same_language=name != "translated"))


if __name__ == "__main__":
    main()
