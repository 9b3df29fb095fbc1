"""Does a link lead nowhere?

Flattened text loses the address of every link, so a "further information" without one says nothing. What is left
are texts that mean nothing without their address ("click here"), texts that break off ("Read more about the"), and, on
HTML pages, lines that name where they lead ("Homepage of ZIS") and have no address; a bare "Read more" may open a
part of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from lhextract.addresses import URL, find_email
from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import Cues
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole
from lhextract.model.record import RecordLine

DANGLING = Code(
    "dangling-link",
    Severity.NOTE,
    "the text of a link that leads nowhere",
    "'click here' has no address",
    "look where the link leads on the page; add its address by a correction, or tell the page's owner",
)
CODES = (DANGLING,)
HTML = "text/html"


@cache
def _pointless(cues: Cues) -> re.Pattern[str]:
    """A whole line or link text, or the last words of a line, that only the lost address gave a meaning."""
    whole = rf"^\W*{cues.alternatives('links.pointless')}\W*$"
    bracketed = r"[(\[](?:link|hier|here)[)\]]"
    return re.compile(rf"{whole}|{bracketed}", re.IGNORECASE)


@cache
def _names_target(cues: Cues) -> re.Pattern[str]:
    return re.compile(rf"^\W*{cues.alternatives('links.starts')} \w", re.IGNORECASE)


@cache
def _open(cues: Cues) -> re.Pattern[str]:
    """A text that begins as a link does and breaks off."""
    begins = cues.alternatives("links.starts", "links.phrases")
    return re.compile(rf"^\W*{begins}\b.*(?:\s{cues.alternatives('links.open_ends')}|[-–,&/])$", re.IGNORECASE)


def reads(subject: Subject) -> tuple[object, ...]:
    """What the check depends on beside the text."""
    records = subject.records
    return (records.lines, tuple(one.links for one in records.initiatives))


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `dangling-link`."""
    is_html = subject.records.source.snapshot.media_type == HTML
    starts = sorted(link.start for initiative in subject.records.initiatives for link in initiative.links if link.url)
    for initiative, lines in subject.owned_lines().items():
        for line in lines:
            text = subject.line_text(line)
            if _has_address(line, starts) or URL.search(text) or find_email(text):
                continue
            is_link = line.role is LineRole.LINK
            if (
                _pointless(subject.cues).search(text)
                or (is_link and _open(subject.cues).search(text))
                or (is_link and is_html and starts and _names_target(subject.cues).search(text))
            ):
                yield DANGLING.at(f"{text[-60:]!r} has no address", (line.start, line.end), initiative=initiative)


def _has_address(line: RecordLine, starts: Sequence[int]) -> bool:
    return bisect_left(starts, line.start) < bisect_left(starts, line.end)
