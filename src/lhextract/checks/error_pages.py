"""Is the page the one that was asked for, or what a server sends in its place?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import WORD
from lhextract.model.finding import Finding, Severity
from lhextract.signs.trouble import ERRORS, WALLS, tells

ERROR = Code(
    "error-page",
    Severity.ERROR,
    "the page reads as an error, a login or a consent page",
    "the page reads as an error page: 'Seite nicht gefunden'",
    "open the page in a browser; fetch it again, or save what the browser shows and give that file",
)
CODES = (ERROR,)
TOP = 12  # lines in which such a page says what it is
LITTLE = 250  # words of a page that may be a login or consent page: on a longer one they are furniture


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.lines,)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `error-page`."""
    little = len(WORD.findall(subject.text)) < LITTLE
    for line in [line for line in subject.records.lines if line.end > line.start][:TOP]:
        text = subject.line_text(line)
        if tells(text, subject.cues, *ERRORS):
            yield ERROR.at(f"the page reads as an error page: {text!r}", (line.start, line.end))
            return
        if little and tells(text, subject.cues, *WALLS):
            yield ERROR.at(f"the page reads as a login or consent page: {text!r}", (line.start, line.end))
            return
