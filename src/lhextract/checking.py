"""Records to records with findings; what the profile expects of them, and what to do about a finding."""

from __future__ import annotations

from dataclasses import replace

from lhextract.checks.registry import Expectations, Memo, Subject, known_codes, run_checks
from lhextract.corrections.apply import Corrected
from lhextract.forgetting.masking import without_masked_findings
from lhextract.language.cues import load_cues
from lhextract.model.correction import Decisions
from lhextract.model.record import Records
from lhextract.profile import Profile


class Checker:
    """Checks the records of a page again and again, and spares the slow checks what they have done before."""

    def __init__(self, text: str, *, profile: Profile) -> None:
        self._text, self._expectations = text, expectations_of(profile)
        self._memo: Memo = {}

    def check(self, corrected: Corrected, decided: Decisions) -> Records:
        """The records with their findings."""
        records = corrected.records
        subject = Subject(records, self._text, load_cues(), self._expectations, corrected.rulings, decided.unread)
        checked = replace(records, findings=run_checks(subject, memo=self._memo))
        return without_masked_findings(checked, self._text)


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
