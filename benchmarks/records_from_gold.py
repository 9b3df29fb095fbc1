"""What the records stage alone is worth: outline and mentions are the gold's, the records are scored.

    python benchmarks/records_from_gold.py [tests/golden] [--case NAME ...] [--errors FIELD ...]

An error here is one of linking and judging (who is a partner, what a date means), not of finding lines or names.
HTML cases are read as the flattened text that their gold refers to.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import Gold, list_cases
from lhextract.language.cues import detect_language, load_cues
from lhextract.lookups import Lookups, read_lookups
from lhextract.model.page import PageText
from lhextract.model.record import Records
from lhextract.phones.numbers import infer_region
from lhextract.records.assemble import Settings, build_records
from lhextract.registry.register import RorRegister
from lhextract.training.gold_page import read_gold_page


def records_of_gold(case: Path, lookups: Lookups) -> tuple[PageText, Records, Gold]:
    """The records of a case as the records stage builds them from its gold."""
    read = read_gold_page(case)
    page, cues = read.page, load_cues()
    settings = Settings(
        detect_language(page.text, cues), infer_region([page.line_text(line) for line in page.lines]), (), None
    )
    records = build_records(
        page,
        read.outline,
        read.mentions,
        snapshot=read.snapshot,
        settings=settings,
        lookups=lookups,
        cues=cues,
    )
    return page, records, read.gold


def main() -> None:
    """Print the scores of the records stage over all cases that have gold records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path, nargs="?", default=Path("tests/golden"))
    parser.add_argument("--case", action="append", help="only these cases")
    parser.add_argument("--lookups", type=Path, help="folder with lookup tables (none)")
    parser.add_argument("--register", type=Path, help="index of ROR made by `lhextract lookups import-ror` (none)")
    parser.add_argument("--errors", action="append", default=[], help="fields of which the errors are listed")
    arguments = parser.parse_args()
    lookups = read_lookups(arguments.lookups) if arguments.lookups else Lookups()
    if arguments.register:
        lookups = replace(lookups, register=RorRegister(arguments.register))
    total = Evaluation()
    for case in list_cases(arguments.golden):
        if arguments.case and case.name not in arguments.case:
            continue
        if not (case / "gold" / "records.yaml").is_file():
            continue
        page, records, gold = records_of_gold(case, lookups)
        one = evaluate_page(records, gold, page.text)
        total.merge(one)
        for field in arguments.errors:
            for error in one.errors.get(("records", field), []) + one.errors.get(("linking", field), []):
                print(f"{case.name} {field}: {error}")
    for (part, name), score in total.scores.items():
        if part in {"records", "linking"}:
            figures = f"{score.precision:.3f}  {score.recall:.3f}  {score.f1:.3f}"
            print(f"{name:<15}  {figures}  {score.matched:5} {score.predicted:5} {score.gold:5}")


if __name__ == "__main__":
    main()
