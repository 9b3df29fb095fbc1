"""Is the page the one that was asked for, or what a server sends in its place?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import WORD, Cues
from lhextract.model.finding import Finding, Severity

ERROR = Code(
    "error-page",
    Severity.ERROR,
    "the page reads as an error, a login or a consent page",
    "the page reads as an error page: 'Seite nicht gefunden'",
    "open the page in a browser; fetch it again, or save what the browser shows and give that file",
)
CODES = (ERROR,)
TOP = 12  # lines in which such a page says what it is
LONGEST = 14  # words of such a line: a paragraph that tells of an error is something else
LITTLE = 250  # words of a page that may be a login or consent page: on a longer one they are furniture


@cache
def _trouble(cues: Cues, kind: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*{cues.alternatives(f'trouble.{kind}')}(?!\w)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `error-page`."""
    lines = [line for line in subject.records.lines if line.end > line.start][:TOP]
    little = len(WORD.findall(subject.text)) < LITTLE
    for line in lines:
        text = subject.line_text(line)
        if len(text.split()) > LONGEST:
            continue
        if _trouble(subject.cues, "errors").search(text):
            yield ERROR.at(f"the page reads as an error page: {text!r}", (line.start, line.end))
            return
        if little and _trouble(subject.cues, "walls").search(text):
            yield ERROR.at(f"the page reads as a login or consent page: {text!r}", (line.start, line.end))
            return
