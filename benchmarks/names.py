"""How well names are found on pages that nothing was learned from: scores, worth of each part, calibration, errors.

    python benchmarks/names.py --work DIR [--ablate] [--errors N] [--folds 0,1]

DIR is the working folder of `python -m lhextract.training.names`, with its fold-N.pt. Every page is read by a network,
an outline and a judge that were learned without its fold. The rules were developed on 33 of the pages ("rules know"),
so the figures of the others are the ones to expect.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from lhextract.evaluate import Score
from lhextract.mentions.judge.judging import Judged
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Label
from lhextract.model.span import Span
from lhextract.training.names.steps import FOLDS, Material, fold_of
from lhextract.training.names.unseen import RULES_KNOW, UnseenPage, considered, learn_judge, read_unseen

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
Found = dict[str, set[tuple[Span, Label]]]
BINS = 10


def judged_pages(pages: list[UnseenPage], without: Collection[str] = ()) -> dict[str, list[Judged]]:
    """What is taken on each page by a judge that has not learned from its fold."""
    judged = {}
    for number in {fold_of(page.name) for page in pages}:
        others = [page for page in pages if fold_of(page.name) != number] or pages
        weights = learn_judge(others, without=without)
        for page in pages:
            if fold_of(page.name) == number:
                judged[page.name] = considered(page, weights, without=without)
    return judged


def taken(judged: dict[str, list[Judged]]) -> Found:
    """The spans that were taken."""
    return {
        name: {(each.proposal.span, each.proposal.label) for each in all_ if each.taken}
        for name, all_ in judged.items()
    }


def network_alone(pages: list[UnseenPage]) -> Found:
    """The best reading of the network, without rules and judge."""
    return {
        page.name: {
            (seen.span, Label(seen.kind))
            for line in page.tagged.lines.values()
            for seen in line.names()
            if seen.best and seen.kind in set(Label)
        }
        for page in pages
    }


def rules_alone(pages: list[UnseenPage]) -> Found:
    """What `--no-model` finds."""
    return {page.name: {(m.span, m.label) for m in find_mentions(page.context).mentions} for page in pages}


def score(pages: Iterable[UnseenPage], found: Found, label: Label, *, relaxed: bool = False) -> Score:
    """Counts over pages: same span and type, or overlapping."""
    total = Score()
    for page in pages:
        ours = {span for span, kind in found[page.name] if kind is label}
        gold = {span for span, kind in page.gold if kind is label}
        matched = len(ours & gold) if not relaxed else _overlapping(ours, gold)
        total += Score(matched, len(ours), len(gold))
    return total


def _overlapping(ours: set[Span], gold: set[Span]) -> int:
    """Pairs by the largest overlap first, each span in one pair at most."""
    pairs = sorted(
        ((min(a.end, b.end) - max(a.start, b.start), a, b) for a in ours for b in gold if a.overlaps(b)), reverse=True
    )
    used_a, used_b = set(), set()
    for _, a, b in pairs:
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
    return len(used_a)


GROUPS: dict[str, Callable[[UnseenPage], bool]] = {
    "all pages": lambda _: True,
    "rules know": lambda page: page.name in RULES_KNOW,
    "rules do not know": lambda page: page.name not in RULES_KNOW,
    "  of them German": lambda page: page.name not in RULES_KNOW and page.context.language == "de",
    "  of them English": lambda page: page.name not in RULES_KNOW and page.context.language == "en",
    "German": lambda page: page.context.language == "de",
    "English": lambda page: page.context.language == "en",
    "HTML": lambda page: (GOLDEN / page.name / "source.html").exists(),
    "lighthouses": lambda page: page.name == "lighthouses",
}


def print_scores(title: str, pages: list[UnseenPage], found: Found, groups: Collection[str] = tuple(GROUPS)) -> None:
    """One row per group: strict F1, and relaxed in brackets."""
    print(f"\n{title}")
    print(f"{'':22}{'pages':>6}" + "".join(f"{label.value:>16}" for label in Label))
    for group in groups:
        members = [page for page in pages if GROUPS[group](page)]
        if members:
            cells = [
                f"{score(members, found, label).f1:.3f} ({score(members, found, label, relaxed=True).f1:.3f})"
                for label in Label
            ]
            print(f"{group:22}{len(members):6}" + "".join(f"{cell:>16}" for cell in cells))


def print_calibration(pages: list[UnseenPage], judged: dict[str, list[Judged]]) -> None:
    """How often what is taken with a confidence is right; the expected calibration error per type and over all."""
    rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for page in pages:
        for each in judged[page.name]:
            if each.taken:
                right = (each.proposal.span, each.proposal.label) in page.gold
                rows[each.proposal.label.value].append((each.probability, right))
                rows["all types"].append((each.probability, right))
    print("\nexpected calibration error (10 bins)")
    for label, answers in rows.items():
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for chance, right in answers:
            bins[min(BINS - 1, int(chance * BINS))].append((chance, right))
        error = sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()) / len(answers)
        cells = "  ".join(
            f"{sum(c for c, _ in b) / len(b):.2f}:{sum(r for _, r in b) / len(b):.2f}({len(b)})"
            for _, b in sorted(bins.items())
        )
        print(f"{label:12} {error:.3f}   {cells}")


def print_errors(pages: list[UnseenPage], judged: dict[str, list[Judged]], most: int) -> None:
    """The errors that a reader would mind most: the surest false ones, and kinds of error by type."""
    kinds: dict[tuple[str, str], int] = defaultdict(int)
    worst = []
    for page in pages:
        gold, text = set(page.gold), page.context.page.text
        ours = {(each.proposal.span, each.proposal.label): each for each in judged[page.name] if each.taken}
        for (span, label), each in ours.items():
            if (span, label) in gold:
                continue
            around = [(other, kind) for other, kind in gold if other.overlaps(span)]
            same = [other for other, kind in around if kind is label]
            what = (
                "type" if any(other == span for other, _ in around)
                else "cut in two or joined" if len(same) > 1
                else "too long" if same and span.covers(same[0])
                else "too short" if same and same[0].covers(span)
                else "crossing" if same
                else "type and boundary" if around
                else "spurious"
            )  # fmt: skip
            kinds[label.value, what] += 1
            gold_texts = [f"{kind.value} {text[o.start : o.end]!r}" for o, kind in around]
            context = text[max(0, span.start - 30) : span.end + 30].replace("\n", " / ")
            worst.append(
                (
                    each.probability,
                    f"{page.name}: {label.value} {text[span.start : span.end]!r}, {what} {gold_texts}: …{context}…",
                )
            )
        for span, label in gold:
            if (span, label) not in ours and not any(s.overlaps(span) for s, _ in ours):
                kinds[label.value, "missed"] += 1
    print("\nkinds of error")
    for (label, what), count in sorted(kinds.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{label:12} {what:22} {count}")
    print("\nthe surest false ones")
    for chance, line in sorted(worst, reverse=True)[:most]:
        print(f"{chance:.2f} {line}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--folds", default=",".join(map(str, range(FOLDS))))
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--errors", type=int, default=10)
    options = parser.parse_args()
    material = Material(GOLDEN, Path(), Path(), options.encoder, options.work)
    pages = read_unseen(material, [int(number) for number in options.folds.split(",")])
    judged = judged_pages(pages)
    print_scores("rules, lookups, network and judge: strict F1 (relaxed)", pages, taken(judged))
    print_scores("the network alone", pages, network_alone(pages))
    print_scores("the rules alone", pages, rules_alone(pages))
    print_calibration(pages, judged)
    print_errors(pages, judged, options.errors)
    if options.ablate:
        for without in ("person", "institution", "program", "cohesion", "year", "phone"):
            found = taken(judged_pages(pages, without=(without,)))
            print_scores(f"without the recogniser {without}", pages, found, ("rules do not know",))
        names = ("person", "institution", "program", "cohesion")
        print_scores("without these four", pages, taken(judged_pages(pages, without=names)), ("rules do not know",))


if __name__ == "__main__":
    main()
