"""Whether the findings of a faulty page tell of its fault, and where."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lhextract.acquire.decode import TEXT
from lhextract.checks.expectations import COUNTS, FIELDS
from lhextract.errors import LhextractError
from lhextract.gold import gold_text_path
from lhextract.lookups import Lookups
from lhextract.model.finding import Finding
from lhextract.model.page import Snapshot
from lhextract.model.record import JOINT, Records
from lhextract.profile import ExpectTable, Profile
from lhextract.run import Extraction, extract
from tests.faults.injection import Fault, inject, read_page

EXTENSION = 5  # last digits of a number, which a steward leaves out of the prefixes
# Findings that name a number or a category.
COUNTING = frozenset(
    {"expected-initiatives", "expected-categories", "expected-minimum", "expected-per-category", "stated-initiatives"}
)


@dataclass(slots=True)
class Score:
    """The faults of a kind: how many, and how many gave a new finding, one that tells of them, one at their place.

    A finding is at the place if it points at nothing but the fault or a block beside it; it tells of the fault if it is
    at the place, or names a number or category that is no longer right.
    """

    injected: int = 0
    found: int = 0
    told: int = 0
    placed: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the numbers of another page."""
        self.injected += other.injected
        self.found += other.found
        self.told += other.told
        self.placed += other.placed
        self.codes += other.codes
        self.missed += other.missed


def extract_text(case: str, text: str, profile: Profile) -> Extraction:
    """Extract a page by rules alone."""
    body = text.encode("utf-8")
    snapshot = Snapshot(case, None, TEXT, None, hashlib.sha256(body).hexdigest(), body)
    return extract(snapshot, profile=profile, lookups=Lookups(), use_model=False)


def expectations_from(records: Records) -> ExpectTable:
    """What a steward would write into the profile who has seen that these records are right."""
    per_category = Counter(JOINT.join(i.category) for i in records.initiatives if i.category)
    least = {f"min_{what}": number for what, count in COUNTS.items() if (number := count(records))}
    numbers = [p.e164 for i in records.initiatives for c in i.contacts for p in c.phones if p.e164]
    return ExpectTable.model_validate(
        {
            "initiatives": len(records.initiatives),
            "categories": len(records.categories) or None,
            "per_category": dict(per_category),
            **least,
            "required": [what for what, has in FIELDS.items() if all(map(has, records.initiatives))],
            "phone_prefixes": _prefixes(numbers),
        }
    )


def _prefixes(numbers: list[str]) -> list[str]:
    """Area code and exchange of the numbers, as a steward reads them off the page."""
    return sorted({number[:-EXTENSION] for number in numbers})


def measure_page(case: Path, seeds: int, *, alone: bool = False) -> dict[str, Score]:
    """The scores of one golden text page, by kind of fault; as many faults of each kind as there are seeds.

    `alone` leaves the expectations out: what then is found, the page tells by itself.
    """
    text = gold_text_path(case).read_bytes().decode("utf-8")
    clean = extract_text(case.name, text, Profile())
    assert clean.records is not None
    profile = Profile() if alone else Profile(expect=expectations_from(clean.records))
    known = _keys(extract_text(case.name, text, profile))
    scores: dict[str, Score] = {}
    for seed in range(seeds):
        for name, fault in inject(read_page(case), f"{case.name}/{seed}"):
            score = _judge(case.name, fault, profile, known)
            scores.setdefault(name, Score()).add(score)
    return scores


def _keys(extraction: Extraction) -> Counter[tuple[str, ...]]:
    return (
        Counter(_key(finding, extraction) for finding in extraction.records.findings)
        if extraction.records
        else Counter()
    )


def _key(finding: Finding, extraction: Extraction) -> tuple[str, ...]:
    """What a finding says, wherever it stands."""
    quoted = (extraction.page.text[span.start : span.end] for span in finding.spans[:1])
    message = re.sub(r"^line \d+", "line", finding.message)
    return (finding.code, message, *(quoted if finding.code == "line-without-owner" else ()))


def _judge(case: str, fault: Fault, profile: Profile, known: Counter[tuple[str, ...]]) -> Score:
    try:
        faulty = extract_text(case, fault.text, profile)
    except LhextractError:
        return Score(1, 1, 1, 1, Counter({"(held)": 1}))
    new = _keys(faulty) - known
    findings = [f for f in faulty.records.findings if _key(f, faulty) in new] if faulty.records else []
    placed = [finding for finding in findings if _is_placed(finding, fault, faulty)]
    told = placed or [finding for finding in findings if finding.code in COUNTING]
    codes = Counter({finding.code: 1 for finding in told})
    return Score(1, bool(findings), bool(told), bool(placed), codes, [] if told else [case])


def _is_placed(finding: Finding, fault: Fault, faulty: Extraction) -> bool:
    """Whether a finding points at nothing but the fault or a block beside it; a fault of the page is everywhere."""
    page = faulty.page
    lines = (range(page.line_at(s.start).number, page.line_at(s.end - 1).number + 1) for s in finding.spans)
    return not fault.places or any(fault.places.issuperset(number) for number in lines)
