"""Does a link lead nowhere?

Flattened text loses the address of every link, so a "further information" without one says nothing. What is left
are texts that mean nothing without their address ("click here"), texts that break off ("Read more about the"), and, on
HTML pages, lines that read as a link and have no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lhextract.acquire.decode import HTML
from lhextract.addresses import URL, find_email
from lhextract.checks.registry import Code, Subject
from lhextract.language.cues import Cues
from lhextract.model.finding import Finding, Severity
from lhextract.model.outline import LineRole

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
def _open(cues: Cues) -> re.Pattern[str]:
    """A text that begins as a link does and breaks off."""
    begins = cues.alternatives("links.starts", "links.phrases")
    return re.compile(rf"^\W*{begins}\b.*(?:\s{cues.alternatives('links.open_ends')}|[-–,&/])$", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Finding `dangling-link`."""
    linked = [
        (link.start, link.end) for initiative in subject.records.initiatives for link in initiative.links if link.url
    ]
    with_addresses = subject.records.source.snapshot.media_type == HTML and bool(linked)
    starts = {start for start, _ in linked}
    for initiative, lines in subject.owned_lines().items():
        for line in lines:
            text = subject.line_text(line)
            if URL.search(text) or find_email(text) or any(line.start <= start < line.end for start in starts):
                continue
            lost = with_addresses and line.role is LineRole.LINK
            if lost or _pointless(subject.cues).search(text) or (line.role is LineRole.LINK and _breaks_off(subject, text)):
                yield DANGLING.at(f"{text[-60:]!r} has no address", (line.start, line.end), initiative=initiative)


def _breaks_off(subject: Subject, text: str) -> bool:
    return bool(_open(subject.cues).search(text))
