"""What a page gives that nothing was learned from: each golden page by outline, network and judge of other folds.

    python benchmarks/unseen.py --work DIR --encoder DIR [CASE ...]

DIR is the working folder of `python -m lhextract.training.names`. The whole run, from text or HTML to records, with no
profile and no lookups. A page and its flattened twin are left out together. The rules were developed on 33 pages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lhextract.cases import case_snapshot
from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import list_cases, read_gold
from lhextract.lookups import Lookups
from lhextract.mentions.learned import Learned
from lhextract.profile import Profile
from lhextract.run import extract
from lhextract.training.names.steps import FOLDS, Material, fold_of
from lhextract.training.names.unseen import RULES_KNOW, learn_judge, read_unseen, unseen_outline, unseen_tagger

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
SHOWN = (
    ("outline", "line roles"),
    ("outline", "blocks"),
    ("records", "category"),
    ("records", "contacts"),
    ("records", "contact unit"),
    ("strict", "PERSON"),
    ("strict", "INSTITUTION"),
    ("strict", "PROGRAM"),
    ("strict", "PHONE"),
    ("strict", "YEAR"),
)


def main() -> None:
    """Print one row per case, and all of them together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    options = parser.parse_args()
    material = Material(GOLDEN, Path(), Path(), options.encoder, options.work)
    read = read_unseen(material)
    together: dict[str, Evaluation] = {}
    print(f"{'case':30}" + "".join(f"{name[:11]:>12}" for _, name in SHOWN))
    for number in range(FOLDS):
        weights = learn_judge([page for page in read if fold_of(page.name) != number])
        learned, model = Learned(unseen_tagger(material, number), weights), unseen_outline(material, number)
        for case in list_cases(GOLDEN):
            if fold_of(case.name) != number or (options.cases and case.name not in options.cases):
                continue
            extraction = extract(
                case_snapshot(case), profile=Profile(), lookups=Lookups(), model=model, learned=learned
            )
            if extraction.records is None:
                continue
            evaluation = evaluate_page(extraction.records, read_gold(case), extraction.page.text)
            _print(case.name, evaluation)
            for group in ("all", *_groups(case)):
                together.setdefault(group, Evaluation()).merge(evaluation)
    for group, evaluation in sorted(together.items()):
        _print(f"{group} together", evaluation)


def _groups(case: Path) -> tuple[str, ...]:
    """What a case is counted with, beside all."""
    known = "rules know it" if case.name in RULES_KNOW else "rules do not know it"
    return ("HTML" if (case / "source.html").exists() else "text", known)


def _print(name: str, evaluation: Evaluation) -> None:
    cells = (f"{evaluation.scores[key].f1:.3f}" if key in evaluation.scores else "-" for key in SHOWN)
    print(f"{name:30}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
