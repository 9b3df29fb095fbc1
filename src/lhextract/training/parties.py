"""Learn what tells partners, host units and others apart from the golden pages that have records.

    python -m lhextract.training.parties tests/golden [--folds] [--write] [--strength S]

With --folds, prints how well institutions of a page are judged by weights that were learned without it and every ninth
page; with --write, replaces the shipped weights by those learned from all pages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from lhextract.evaluate import Score
from lhextract.gold import list_cases
from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.records.block_view import view_blocks
from lhextract.records.host import HostTest, infer_host
from lhextract.records.institutions.link import link_institutions
from lhextract.records.naming import name_initiative, own_names
from lhextract.records.parties.candidates import find_candidates, survey
from lhextract.records.parties.choose import NEITHER, PARTNER, PARTS, UNIT, WEIGHTS, Weights, decide, score
from lhextract.records.parties.evidence import OWN, PartyContext, describe, owners_of
from lhextract.training.gold_page import read_gold_page
from lhextract.training.softmax import learn

FOLDS = 9
LEAST = 3  # pages that a cue is seen on
STRENGTH = 2.0
# The same page twice would count twice.
TWINS = {"lighthouses-html": "lighthouses"}


@dataclass(frozen=True, slots=True)
class Example:
    """An institution of an initiative: its cues, the part that the gold gives it, and whose unit it is."""

    page: str
    name: str
    cues: tuple[str, ...]
    part: str
    owner: str | None


def read_examples(golden: Path) -> list[Example]:
    """The institutions of all pages with gold records."""
    return [
        example
        for case in list_cases(golden)
        if (case / "gold" / "records.yaml").is_file() and case.name not in TWINS
        for example in _of_case(case)
    ]


def _of_case(case: Path) -> Iterator[Example]:
    read = read_gold_page(case)
    page, mentions, cues = read.page, read.mentions, load_cues()
    hosts = infer_host(page, read.outline, mentions)
    is_host = HostTest(hosts)
    views = view_blocks(page, read.outline, mentions)
    linked = link_institutions(page, mentions, Lookups(), hosts=hosts, views=views)
    institution_of, owners = linked.of, owners_of(linked, is_host)
    whole = survey(views, mentions.mentions, institution_of)
    for view, record in zip(views, read.gold.records or (), strict=True):
        candidates = find_candidates(view, page, institution_of)
        plain = PartyContext(is_host, whole, {}, owners, cues)
        naming = name_initiative(view, page, context=plain, institution_of=institution_of)
        context = PartyContext(is_host, whole, {}, owners, cues, own_names(naming, view, page))
        partners, units = ({name.casefold() for name in record[key]} for key in ("partners", "host_units"))
        for candidate in candidates:
            if any(is_host(form) for form in candidate.forms):
                continue
            forms = {form.casefold() for form in candidate.forms}
            part = PARTNER if forms & partners else UNIT if forms & units else NEITHER
            found = tuple(describe(candidate, view, context, candidates))
            yield Example(case.name, candidate.name.text, found, part, owners.get(candidate.institution))


def learn_parties(examples: Sequence[Example], *, least: int = LEAST, strength: float = STRENGTH) -> Weights:
    """The weights for `PARTS`."""
    return learn(
        [example.cues for example in examples],
        [PARTS.index(example.part) for example in examples],
        [example.page for example in examples],
        classes=len(PARTS),
        least=least,
        strength=strength,
    )


def judge(example: Example, weights: Weights) -> str:
    """The part that some weights give."""
    return decide(score(example.cues, weights), example.owner, is_own=OWN in example.cues)


def _print_folds(examples: Sequence[Example], arguments: argparse.Namespace) -> None:
    scores = {part: Score() for part in (PARTNER, UNIT)}
    by_page: dict[str, dict[str, Score]] = {}
    pages = sorted({example.page for example in examples})
    for fold in (pages[start::FOLDS] for start in range(FOLDS)):
        weights = learn_parties(
            [e for e in examples if e.page not in fold], least=arguments.least, strength=arguments.strength
        )
        for example in (e for e in examples if e.page in fold):
            given = judge(example, weights)
            if arguments.errors and given != example.part:
                sys.stdout.write(f"{example.page}: {example.name!r} is {example.part}, judged {given}" + "\n")
            for part in scores:
                one = Score(int(given == part == example.part), int(given == part), int(example.part == part))
                scores[part] += one
                rows = by_page.setdefault(example.page, {p: Score() for p in scores})
                rows[part] += one
    for page, rows in by_page.items():
        sys.stdout.write(f"{page:28} " + "  ".join(f"{part} {s.f1:.3f} ({s.gold})" for part, s in rows.items()) + "\n")
    for part, s in scores.items():
        sys.stdout.write(
            f"{part}: P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f} of {s.gold}, every ninth page left out" + "\n"
        )


def main() -> None:
    """Print the figures of pages left out; write the weights of all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--strength", type=float, default=STRENGTH)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    examples = read_examples(arguments.golden)
    if arguments.folds:
        _print_folds(examples, arguments)
    if arguments.write:
        learned = learn_parties(examples, least=arguments.least, strength=arguments.strength)
        path = Path(str(files("lhextract.records.parties").joinpath(WEIGHTS)))
        lines = ",\n".join(f"{json.dumps(cue, ensure_ascii=False)}: {row}" for cue, row in sorted(learned.items()))
        path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
