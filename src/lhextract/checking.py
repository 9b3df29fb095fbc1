"""Records to records with findings; what the profile expects of them, and what to do about a finding."""

from __future__ import annotations

from dataclasses import replace

from lhextract.checks.registry import Expectations, Memo, Subject, known_codes, run_checks
from lhextract.corrections.apply import Corrected
from lhextract.language.cues import load_cues
from lhextract.model.correction import Decisions
from lhextract.model.record import Records
from lhextract.profile import Profile


def checked(
    corrected: Corrected, text: str, *, profile: Profile, decided: Decisions, memo: Memo | None = None
) -> Records:
    """The records with their findings; `memo` spares the slow checks what they have done before."""
    subject = Subject(corrected.records, text, load_cues(), expectations_of(profile), corrected.rulings, decided.unread)
    return replace(corrected.records, findings=run_checks(subject, memo=memo))


def expectations_of(profile: Profile) -> Expectations:
    """What the profile says a good extraction has."""
    expect = profile.expect
    return Expectations(
        initiatives=expect.initiatives,
        categories=expect.categories,
        minimum=expect.minimum(),
        per_category=expect.per_category,
        required=expect.required,
        phone_prefixes=expect.phone_prefixes,
    )


def remedies(records: Records) -> dict[str, str]:
    """What to do about the findings, by their codes; each code once, in the order of the findings."""
    codes = known_codes()
    return {finding.code: codes[finding.code].remedy for finding in records.findings if finding.code in codes}
