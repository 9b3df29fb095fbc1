"""Which role a date has: what the guidelines settle by a word or a form, and the likeliest role where they do not.

Where nothing settles it, what is said of the date is weighed (multinomial logistic regression): each feature
(`date_evidence.py`) adds its weight to each role, and the role with the largest sum is the likeliest. The weights are
learned from annotated pages (`training/date_roles.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole
from lhextract.model.record import YearRole
from lhextract.records.date_evidence import DatedLine, Features, describe_dates, months_covered, stands_after
from lhextract.shipped import read_shipped

ROLES: tuple[YearRole, ...] = ("start", "event", "other")
# Lists of `[date_roles]` whose phrases settle the role of the date that follows them.
SETTLING: tuple[tuple[str, YearRole], ...] = (("stamps", "other"), ("until", "other"), ("since", "start"))
YEAR = 12  # months
STAY = 6  # months that something which happens may last; beyond, an interval is a period


@dataclass(frozen=True, slots=True)
class DateWeights:
    """Weights in thousandths: `by_feature[feature][role]`, 0 where absent; whole numbers, so that sums are exact."""

    by_feature: Mapping[str, Mapping[YearRole, int]]

    def sums(self, features: Features) -> dict[YearRole, int]:
        """What speaks for each role."""
        return {role: sum(self._weight(feature, role) for feature in features) for role in ROLES}

    def reasons(self, features: Features, role: YearRole, against: YearRole) -> list[tuple[str, int]]:
        """What each feature says for a role rather than another, the strongest first."""
        parts = [(name, self._weight(name, role) - self._weight(name, against)) for name in features]
        return sorted(((name, part) for name, part in parts if part), key=lambda item: (-abs(item[1]), item[0]))

    def _weight(self, feature: str, role: YearRole) -> int:
        return self.by_feature.get(feature, {}).get(role, 0)


@dataclass(frozen=True, slots=True)
class JudgedRole:
    """A role with its reasons: one that settled it (weight 0), or what spoke for it rather than the next best role."""

    role: YearRole
    reasons: tuple[tuple[str, int], ...]


@cache
def load_date_weights() -> DateWeights:
    """The weights that are shipped."""
    return read_shipped("records/date_roles.json", _parsed)


def _parsed(text: str) -> DateWeights:
    weights: dict[str, dict[YearRole, int]] = json.loads(text)
    if not weights or any(not row.keys() <= set(ROLES) for row in weights.values()):
        raise ValueError("no weights for the roles of dates")
    return DateWeights(weights)


def judge_roles(dates: Sequence[DatedLine], cues: Cues, weights: DateWeights) -> list[JudgedRole]:
    """The roles of all dates of an initiative, by the guidelines (section 3, YEAR)."""
    judged = []
    for date, features in zip(dates, describe_dates(dates, cues), strict=True):
        settled = settle_role(date, cues)
        judged.append(JudgedRole(settled[0], ((settled[1], 0),)) if settled else _weigh(features, weights))
    return judged


def settle_role(date: DatedLine, cues: Cues) -> tuple[YearRole, str] | None:
    """The role that its form or the words right before it settle, with the reason; None where nothing does."""
    if date.line.role is LineRole.CAPTION:
        return "other", "caption"
    value = date.value or ""
    if "/" in value and not _is_academic_year(value):
        stay = len(value) > len("2016/2019") and months_covered(value) <= STAY
        return ("event", "some days or months") if stay else ("other", "period")
    return next(((role, f"right before: {name}") for name, role in SETTLING if stands_after(date, name, cues)), None)


def _is_academic_year(value: str) -> bool:
    return len(value) == len("2007/2008") and months_covered(value) == YEAR


def _weigh(features: Features, weights: DateWeights) -> JudgedRole:
    sums = weights.sums(features)
    best, second, _ = sorted(ROLES, key=lambda role: (-sums[role], ROLES.index(role)))
    return JudgedRole(best, tuple(weights.reasons(features, best, second)))
