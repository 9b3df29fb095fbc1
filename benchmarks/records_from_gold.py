"""What the records stage alone is worth: outline and mentions are the gold's, the records are scored.

    python benchmarks/records_from_gold.py [tests/golden] [--case NAME ...] [--errors FIELD ...]

An error here is one of linking and judging (who is a partner, what a date means), not of finding lines or names.
HTML cases are read as the flattened text that their gold refers to.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from lhextract.evaluate import Evaluation, evaluate_page
from lhextract.gold import Gold, gold_text_path, list_cases, read_gold
from lhextract.language.cues import detect_language, load_cues
from lhextract.lookups import Lookups, read_lookups
from lhextract.mentions.acronyms import find_pairs
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import Block, Outline
from lhextract.model.page import PageText, Snapshot
from lhextract.model.record import Records
from lhextract.model.span import Span
from lhextract.outline.categories import nest_headings
from lhextract.phones.numbers import infer_region
from lhextract.records.assemble import Settings, build_records
from lhextract.text.canonical import canonicalise


def gold_outline(page: PageText, gold: Gold) -> Outline:
    """The outline that the gold's roles and owners are."""
    rows = gold.lines or ()
    roles = tuple(row.role for row in rows)
    owners = tuple(row.owner for row in rows)
    paths = nest_headings(page, roles)
    owned: dict[int, list[int]] = {}
    for index, (owner, line) in enumerate(zip(owners, page.lines, strict=True)):
        if owner is not None and not line.is_blank:
            owned.setdefault(owner, []).append(index)
    blocks = []
    for order, indexes in sorted(owned.items()):
        first, last = page.lines[indexes[0]], page.lines[indexes[-1]]
        span = Span(first.start, last.end)
        blocks.append(Block(order, paths[indexes[0]], first.number, last.number, span))
    return Outline(roles, owners, ((),) * len(rows), (), tuple(blocks))


def gold_mentions(page: PageText, gold: Gold) -> Mentions:
    """The mentions of the gold, with the acronym pairs that follow from them."""
    found = sorted(gold.mentions or (), key=lambda row: row[0])
    mentions = tuple(Mention(span, label, page.slice(span), "gold", 1.0) for span, label in found)
    return Mentions(mentions, find_pairs(page, mentions))


def records_of_gold(case: Path, lookups: Lookups) -> tuple[PageText, Records, Gold]:
    """The records of a case as the records stage builds them from its gold."""
    gold = read_gold(case)
    body = gold_text_path(case).read_bytes()
    page = canonicalise(body.decode("utf-8"))
    cues = load_cues()
    settings = Settings(
        detect_language(page.text, cues), infer_region([page.line_text(line) for line in page.lines]), (), None
    )
    snapshot = Snapshot(case.name, None, "text/plain", None, hashlib.sha256(body).hexdigest(), body)
    records = build_records(
        page,
        gold_outline(page, gold),
        gold_mentions(page, gold),
        snapshot=snapshot,
        settings=settings,
        lookups=lookups,
        cues=cues,
    )
    return page, records, gold


def main() -> None:
    """Print the scores of the records stage over all cases that have gold records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path, nargs="?", default=Path("tests/golden"))
    parser.add_argument("--case", action="append", help="only these cases")
    parser.add_argument("--lookups", type=Path, help="folder with lookup tables (none)")
    parser.add_argument("--errors", action="append", default=[], help="fields of which the errors are listed")
    arguments = parser.parse_args()
    lookups = read_lookups(arguments.lookups) if arguments.lookups else Lookups()
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
            for error in one.errors.get(("records", field), []):
                print(f"{case.name} {field}: {error}")
    for (part, name), score in total.scores.items():
        if part == "records":
            figures = f"{score.precision:.3f}  {score.recall:.3f}  {score.f1:.3f}"
            print(f"{name:<15}  {figures}  {score.matched:5} {score.predicted:5} {score.gold:5}")


if __name__ == "__main__":
    main()
