"""Does a label announce an e-mail address or a number that does not follow?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from lhextract.addresses import find_email
from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import Cues
from lhextract.model.finding import Finding, Severity

EMAIL = Code(
    "email-empty",
    Severity.WARNING,
    "a label for an e-mail address with nothing behind it",
    "nothing stands behind 'E-Mail:'",
    "tell the page's owner; add the address by a correction",
)
PHONE = Code(
    "phone-empty",
    Severity.WARNING,
    "a label for a phone number with nothing behind it",
    "nothing stands behind 'Tel.:'",
    "tell the page's owner; add the number by a correction",
)
CODES = (EMAIL, PHONE)
DIGITS = re.compile(r"\d\D{0,3}\d")


@cache
def _label(cues: Cues, kind: str) -> re.Pattern[str]:
    """A label with its colon at the end of a line: "E-Mail:", "+49 351 463-0, E-Mail:"."""
    return re.compile(rf"(?<![\w-]){cues.alternatives(f'contacts.{kind}')}\.?\s?:$", re.IGNORECASE)


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.lines,)


def check(subject: Subject) -> Iterator[Finding]:
    """Findings `email-empty` and `phone-empty`."""
    for initiative, lines in subject.owned_lines().items():
        texts = [*map(subject.line_text, lines), ""]
        for line, (text, follower) in zip(lines, pairwise(texts), strict=True):
            for code, kind in ((EMAIL, "email"), (PHONE, "phone")):
                found = _label(subject.cues, kind).search(text)
                if found and not (find_email(follower) if code is EMAIL else DIGITS.search(follower)):
                    where = (line.start + found.start(), line.end)
                    yield code.at(f"nothing stands behind {found.group()!r}", where, initiative=initiative)
