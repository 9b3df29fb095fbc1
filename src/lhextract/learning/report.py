"""Which corrections repeat, what would make them unnecessary, and what that would change. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lhextract.desk import Desk
from lhextract.learning.again import Again
from lhextract.learning.effect import Effect, effect_of
from lhextract.learning.on_golden import OnGolden, measure_on_golden, sample_of
from lhextract.learning.remedies import ProfileKey, Remedy, command_of, file_of, remedies_of, replaced_by, row_of
from lhextract.learning.repeats import LEAST, Repeat, find_repeats, fixes_of
from lhextract.model.correction import Rename
from lhextract.profile import Profile

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Advice:
    """A remedy, ready to be copied: `row` into `file` below `pipeline/`, or by `command` where there is one.

    `instead_of` names the row that it takes the place of. `effect` is None where it was not measured, `golden` where
    it was not asked for.
    """

    remedy: Remedy
    file: str
    row: str
    command: str | None
    instead_of: str | None
    effect: Effect | None
    golden: OnGolden | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A repetition and what is advised, what makes most decisions redundant first."""

    repeat: Repeat
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`fixes` is how many corrections are in force in `sources`."""

    sources: tuple[str, ...]
    fixes: int
    findings: tuple[Finding, ...]


def report_on(
    desks: Sequence[Desk],
    *,
    every: Sequence[Desk] = (),
    least: int = LEAST,
    quick: bool = False,
    golden: Path | None = None,
    sample: int | None = None,
    tell: Tell = lambda _: None,
) -> Report:
    """Find what repeats at least `least` times on some desks; effects are measured on `every` desk (else on these).

    With `quick`, only what needs no extraction is measured. With `golden`, the effect on golden cases (or a sample of
    so many) is measured too, which takes seconds a case. Raises `GoldError` for a folder without cases.
    """
    cases = sample_of(golden, sample) if golden is not None else []
    fixes = [fix for desk in desks for fix in fixes_of(desk.source, desk.corrected())]
    again, around = Again(tell), every or desks
    findings = []
    for repeat in find_repeats(fixes, least=least):
        tell(f"{repeat.field}: {repeat.what}")
        findings.append(Finding(repeat, _advice(repeat, around, again, quick=quick)))
    if golden is not None:
        findings = _with_golden(findings, cases, tell=tell)
    return Report(tuple(desk.source for desk in desks), len(fixes), tuple(findings))


def _advice(repeat: Repeat, desks: Sequence[Desk], again: Again, *, quick: bool) -> tuple[Advice, ...]:
    lookups = desks[0].lookups
    profiles = {desk.source: desk.profile for desk in desks}
    count = len(repeat.fixes)
    reason = "corrected once" if count == 1 else f"corrected {count} times"
    found = []
    for remedy in remedies_of(repeat, lookups=lookups, records=[desk.corrected().records for desk in desks]):
        profile = profiles.get(remedy.source, Profile()) if isinstance(remedy, ProfileKey) else Profile()
        old = replaced_by(remedy, lookups)
        measured = isinstance(remedy, Rename) or not quick
        found.append(
            Advice(
                remedy=remedy,
                file=file_of(remedy),
                row=row_of(remedy, profile=profile, reason=reason),
                command=command_of(remedy, repeat, reason=reason),
                instead_of=old.name if old is not None else None,
                effect=effect_of(remedy, desks, again.find) if measured else None,
            )
        )
    return tuple(sorted(found, key=_worth))


def _worth(advice: Advice) -> tuple[int, int]:
    """What is not measured comes last."""
    effect = advice.effect
    return (-len(effect.redundant), len(effect.against) + len(effect.others)) if effect is not None else (1, 0)


def _with_golden(findings: Sequence[Finding], cases: Sequence[Path], *, tell: Tell) -> list[Finding]:
    remedies = list(dict.fromkeys(advice.remedy for finding in findings for advice in finding.advice))
    measured = measure_on_golden(remedies, cases, tell=tell)
    return [
        replace(one, advice=tuple(replace(advice, golden=measured[advice.remedy]) for advice in one.advice))
        for one in findings
    ]
