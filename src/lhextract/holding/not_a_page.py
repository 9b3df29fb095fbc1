"""Is it no page for readers at all?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.model.hold import Hold

FORMAT = Code(
    "not-a-page",
    Basis.PAGE,
    "data or source code instead of a page: JSON, a feed, HTML shown as text",
    "it begins with '{\"error\": …'",
    "give the address of the page that people read",
)
STATUS = Code(
    "http-status",
    Basis.PAGE,
    "the server's answer was no success",
    "the answer had status 503",
    "fetch it again later; a page that comes with an error status is not the page",
)
CODES = (FORMAT, STATUS)
BEGINNINGS = (
    ("JSON", re.compile(rb"\s*(?:\[\s*)?\{\s*(?:\"|\})")),
    ("a feed", re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.IGNORECASE)),
    ("XML", re.compile(rb"\s*<\?xml(?!.*<html\b)", re.IGNORECASE | re.DOTALL)),
    ("a script", re.compile(rb"\s*(?:\(function\s*\(|!function|window\.|var \w+ ?=|import \{|\"use strict\")")),
    ("a calendar", re.compile(rb"\s*BEGIN:V")),
)
SHOWN_TAG = re.compile(r"</?(?:div|p|a|span|ul|li|h[1-6]|html|body|br)\b[^<>\n]{0,300}>", re.IGNORECASE)
TAGS = 10  # a page about web design shows a few
SUCCESS = range(200, 300)
UNCHANGED = 304
SEARCHED = 4096


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `not-a-page` and `http-status`."""
    candidate = subject.candidate
    status = candidate.status
    if status is not None and status not in SUCCESS and status != UNCHANGED:
        yield STATUS.because(f"the answer had status {status}", *subject.top[:1])
    beginning = candidate.body[:SEARCHED].removeprefix(b"\xef\xbb\xbf")
    old = subject.before.text[:SEARCHED].encode() if subject.before is not None else b""
    found = next((what for what, pattern in BEGINNINGS if pattern.match(beginning) and not pattern.match(old)), None)
    tags = SHOWN_TAG.findall(candidate.text)
    known = len(SHOWN_TAG.findall(subject.before.text)) if subject.before is not None else 0
    if found:
        yield FORMAT.because(f"it is {found}, not a page", beginning[:80].decode("utf-8", "replace"))
    elif len(tags) - known >= TAGS:
        yield FORMAT.because(f"it shows {len(tags)} tags of HTML as text", *tags[:3])
