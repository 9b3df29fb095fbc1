"""What a page gives that the outline has not learned from: each golden page with weights learned from all others.

    python benchmarks/unseen.py [CASE ...]

The recognisers are rules, developed on the older of these pages; only the outline is learned anew here. A page and its
flattened twin are left out together. No profile, no lookups.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import list_cases, read_gold
from lhextract.jobs import case_snapshot
from lhextract.lookups import Lookups
from lhextract.outline.decoder import compile_model
from lhextract.profile import Profile
from lhextract.run import extract
from lhextract.training.outline import Perceptron, published_as
from lhextract.training.pages import TrainingPage, read_pages

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


def score_unseen(group: list[str], pages: list[TrainingPage]) -> list[tuple[str, Evaluation]]:
    """Score the cases of one published page with an outline that was learned without them."""
    model = compile_model(Perceptron([page for page in pages if page.name not in group]).learn())
    scored = []
    for name in group:
        extraction = extract(case_snapshot(GOLDEN / name), profile=Profile(), lookups=Lookups(), model=model)
        if extraction.records is not None:
            scored.append((name, evaluate_page(extraction.records, read_gold(GOLDEN / name), extraction.page.text)))
    return scored


def main() -> None:
    """Print one row per case, and all of them together."""
    cases = list_cases(GOLDEN)
    pages = [page for case in cases for page in read_pages(case)]
    groups: dict[str, list[str]] = {}
    for case in cases:
        groups.setdefault(published_as(case.name), []).append(case.name)
    wanted = [group for group in groups.values() if not sys.argv[1:] or set(sys.argv[1:]) & set(group)]
    print(f"{'case':26}" + "".join(f"{name[:11]:>12}" for _, name in SHOWN))
    together: dict[str, Evaluation] = {kind: Evaluation() for kind in ("text", "html", "all")}
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(score_unseen, wanted, [pages] * len(wanted)):
            for name, evaluation in rows:
                _print(name, evaluation)
                together["all"].merge(evaluation)
                together["html" if (GOLDEN / name / "source.html").exists() else "text"].merge(evaluation)
    for kind, evaluation in together.items():
        _print(f"{kind} together", evaluation)


def _print(name: str, evaluation: Evaluation) -> None:
    cells = (f"{evaluation.scores[key].f1:.3f}" if key in evaluation.scores else "-" for key in SHOWN)
    print(f"{name:26}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
