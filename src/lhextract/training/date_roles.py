"""Learn the weights of the roles of dates from golden pages.

`python -m lhextract.training.date_roles tests/golden` writes `records/date_roles.json` anew from all cases that have
gold records; with `--folds` it prints the leave-one-page-out figures instead. The same pages give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lhextract.gold import Gold, gold_text_path, list_cases, read_gold
from lhextract.language.cues import Cues, load_cues
from lhextract.model.mention import Label, Mention
from lhextract.model.page import PageText
from lhextract.model.record import YearRole
from lhextract.phones.numbers import infer_region
from lhextract.records.block_view import ViewLine
from lhextract.records.date_evidence import DatedLine, Features, describe_dates, find_dated_lines
from lhextract.records.date_roles import ROLES, DateWeights, judge_roles, settle_role
from lhextract.text.canonical import canonicalise
from lhextract.training.outline import published_as

Floats = NDArray[np.float64]
STRENGTH = 1.0  # of the pull of every weight towards 0
ROUNDS = 50
LEAST_PAGES = 2  # a feature seen on fewer pages is not learned
UNIT = 1000  # weights are kept in thousandths


@dataclass(frozen=True, slots=True)
class Initiative:
    """The dates of an initiative of a golden page, and the gold roles of their values."""

    page: str
    dates: tuple[DatedLine, ...]
    roles: Mapping[str, frozenset[YearRole]]

    def role_of(self, date: DatedLine) -> YearRole | None:
        """The gold role; None where the gold has no such value, or several with different roles."""
        roles = self.roles.get(date.value or "", frozenset())
        return next(iter(roles)) if len(roles) == 1 else None


def read_initiatives(folder: Path, cues: Cues) -> list[Initiative]:
    """The dated initiatives of all cases that have records, mentions and lines in their gold."""
    return [
        initiative
        for case in list_cases(folder)
        if (case / "gold" / "records.yaml").is_file()
        for initiative in _read_case(case, read_gold(case), cues)
    ]


def _read_case(case: Path, gold: Gold, cues: Cues) -> list[Initiative]:
    page = canonicalise(gold_text_path(case).read_bytes().decode("utf-8"))
    region = infer_region([page.line_text(line) for line in page.lines])
    owned: dict[int, list[ViewLine]] = {}
    for line in _dated_lines(page, gold):
        owner = (gold.lines or ())[line.line.number - 1].owner
        if owner is not None:
            owned.setdefault(owner, []).append(line)
    records: Mapping[int, Mapping[str, Any]] = dict(enumerate(gold.records or (), 1))
    return [
        Initiative(case.name, tuple(find_dated_lines(lines, cues=cues, region=region)), _roles(records[order]))
        for order, lines in sorted(owned.items())
        if order in records
    ]


def _dated_lines(page: PageText, gold: Gold) -> list[ViewLine]:
    """The lines with gold dates."""
    by_line: dict[int, list[Mention]] = {}
    for span, label in sorted(gold.mentions or ()):
        if label is Label.YEAR:
            mention = Mention(span, label, page.slice(span), "gold", 1.0)
            by_line.setdefault(page.line_at(span.start).number, []).append(mention)
    return [
        ViewLine(line, gold_line.role, page.line_text(line), tuple(by_line[line.number]))
        for line, gold_line in zip(page.lines, gold.lines or (), strict=True)
        if line.number in by_line
    ]


def _roles(record: Mapping[str, Any]) -> dict[str, frozenset[YearRole]]:
    roles: dict[str, frozenset[YearRole]] = {}
    for year in record["years"]:
        value = str(year["value"])
        roles[value] = roles.get(value, frozenset()) | {year["role"]}
    return roles


def learn_roles(initiatives: Sequence[Initiative], cues: Cues) -> DateWeights:
    """The weights that make the gold roles likeliest of the dates whose role nothing settles."""
    rows: list[tuple[Features, YearRole]] = []
    pages: dict[str, set[str]] = {}
    for initiative in initiatives:
        described = describe_dates(initiative.dates, cues)
        for date, features in zip(initiative.dates, described, strict=True):
            role = initiative.role_of(date)
            if role is not None and settle_role(date, cues) is None:
                rows.append((features, role))
                for feature in features:
                    pages.setdefault(feature, set()).add(published_as(initiative.page))
    names = sorted(name for name, on in pages.items() if len(on) >= LEAST_PAGES)
    if not names:
        return DateWeights({})
    x = np.array([[name in features for name in names] for features, _ in rows], dtype=float)
    y = np.array([[each == role for each in ROLES] for _, role in rows], dtype=float)
    weights = np.rint(_fit(x, y) * UNIT).astype(int)
    table = {
        name: {role: int(weight) for role, weight in zip(ROLES, row, strict=True) if weight}
        for name, row in zip(names, weights, strict=True)
    }
    return DateWeights({name: row for name, row in sorted(table.items()) if row})


def _fit(x: Floats, y: Floats) -> Floats:
    """Multinomial logistic regression, each weight pulled towards 0 (Newton's method, which ends)."""
    features, roles = x.shape[1], y.shape[1]
    weights = np.zeros((features, roles))
    for _ in range(ROUNDS):
        odds = np.exp(x @ weights - (x @ weights).max(axis=1, keepdims=True))
        chance = odds / odds.sum(axis=1, keepdims=True)
        slope = x.T @ (chance - y) + STRENGTH * weights
        curve = STRENGTH * np.eye(features * roles)
        for a in range(roles):
            for b in range(roles):
                part = chance[:, a] * (float(a == b) - chance[:, b])
                curve[a * features : (a + 1) * features, b * features : (b + 1) * features] += (x * part[:, None]).T @ x
        step = np.linalg.solve(curve, slope.T.reshape(-1)).reshape(roles, features).T
        weights -= step
        if np.abs(step).max(initial=0.0) < 1e-9:
            break
    return weights


def to_json(weights: DateWeights) -> str:
    """The shipped form: one row per feature, keys sorted."""
    rows = (
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}"
        for name, row in sorted(weights.by_feature.items())
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def cross_validate(initiatives: Sequence[Initiative], cues: Cues) -> dict[str, tuple[int, int]]:
    """(right, all) dates of every page, judged with weights learned from all the others."""
    counts: dict[str, tuple[int, int]] = {}
    for page in sorted({published_as(initiative.page) for initiative in initiatives}):
        weights = learn_roles([each for each in initiatives if published_as(each.page) != page], cues)
        for initiative in initiatives:
            if published_as(initiative.page) == page:
                judged = judge_roles(initiative.dates, cues, weights)
                right = sum(
                    each.role in initiative.roles.get(date.value or "", ())
                    for date, each in zip(initiative.dates, judged, strict=True)
                )
                before = counts.get(initiative.page, (0, 0))
                counts[initiative.page] = (before[0] + right, before[1] + len(judged))
    return counts


def main() -> int:
    """Command line: write the weights, or print the leave-one-page-out figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("golden", type=Path, help="folder of golden cases")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "records" / "date_roles.json")
    parser.add_argument("--folds", action="store_true", help="print leave-one-page-out figures instead")
    options = parser.parse_args()
    cues = load_cues()
    initiatives = read_initiatives(options.golden, cues)
    if options.folds:
        counts = cross_validate(initiatives, cues)
        total = (sum(right for right, _ in counts.values()), sum(dates for _, dates in counts.values()))
        for name, (right, dates) in [*counts.items(), ("all", total)]:
            sys.stdout.write(f"{name:28} roles {right}/{dates} {right / max(dates, 1):.3f}\n")
        return 0
    options.out.write_text(to_json(learn_roles(initiatives, cues)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
