"""What remedies would change on golden pages: each page is read without and with a row, and scored both times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lhextract.corrections.renames import rename
from lhextract.errors import HeldError
from lhextract.evaluate import Evaluation, Score, evaluate_page
from lhextract.gold import Gold, list_cases, read_gold
from lhextract.learning.remedies import ProfileKey, Remedy, applied
from lhextract.learning.touching import touches
from lhextract.lookups import Lookups
from lhextract.model.correction import Rename
from lhextract.profile import Profile

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A score of a golden case that a remedy changes."""

    case: str
    part: str
    name: str
    before: Score
    after: Score


@dataclass(frozen=True, slots=True)
class OnGolden:
    """The effect on golden cases: how many there are, on how many the words of the remedy stand, and what differs."""

    cases: int
    touched: int
    differences: tuple[Difference, ...]


def sample_of(folder: Path, size: int | None) -> list[Path]:
    """The cases of a folder, or about as many of them as asked for, evenly over the alphabet. Raises `GoldError`."""
    cases = list_cases(folder)
    if size is None or size >= len(cases):
        return cases
    return [cases[index * len(cases) // size] for index in range(size)]


def measure_on_golden(remedies: Sequence[Remedy], cases: Sequence[Path], *, tell: Tell) -> dict[Remedy, OnGolden]:
    """The effect of each remedy; a key of a profile is one page's own and has none.

    Cases are read by no profile and no other lookups, as `lhextract evaluate` reads them.
    """
    touched = dict.fromkeys(remedies, 0)
    differences: dict[Remedy, list[Difference]] = {remedy: [] for remedy in remedies}
    own = [remedy for remedy in differences if not isinstance(remedy, ProfileKey)]
    for number, case in enumerate(cases, start=1):
        tell(f"{case.name}, {number} of {len(cases)}")
        for remedy, found in _measure(own, case).items():
            touched[remedy] += 1
            differences[remedy] += found
    return {remedy: OnGolden(len(cases), touched[remedy], tuple(found)) for remedy, found in differences.items()}


def _measure(remedies: Sequence[Remedy], case: Path) -> dict[Remedy, list[Difference]]:
    # Imported here, because only this needs the stages.
    from lhextract.cases import case_snapshot
    from lhextract.run import begin, finish, read_page

    snapshot, gold = case_snapshot(case), read_gold(case)
    text = read_page(snapshot).text
    there = [remedy for remedy in remedies if touches(remedy, text, source=case.name) and _is_scored(remedy, gold)]
    if not there:
        return {}
    begun = begin(snapshot)
    try:
        plain, _ = finish(begun, profile=Profile(), lookups=Lookups()).finished()
    except HeldError:
        return {}
    before, found = evaluate_page(plain, gold, text), {}
    for remedy in there:
        if isinstance(remedy, Rename):
            records = rename(plain, text, (remedy,))
        else:
            lookups, _ = applied(remedy, lookups=Lookups(), profile=Profile(), source=case.name)
            records, _ = finish(begun, profile=Profile(), lookups=lookups).finished()
        found[remedy] = differences(case.name, before, evaluate_page(records, gold, text))
    return found


def _is_scored(remedy: Remedy, gold: Gold) -> bool:
    """A rename changes records alone, and not all cases have any."""
    return not isinstance(remedy, Rename) or gold.records is not None


def differences(case: str, before: Evaluation, after: Evaluation) -> list[Difference]:
    """The scores that are others."""
    old, new = before.scores, after.scores
    return [Difference(case, *key, old[key], score) for key, score in new.items() if score != old[key]]
