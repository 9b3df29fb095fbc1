"""Does a consent form stand in place of the content?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import told_at_the_top
from lhextract.model.hold import Hold
from lhextract.signs.trouble import find_trouble

CONSENT = Code(
    "consent-wall",
    Basis.PAGE,
    "a form for consent to cookies stands in place of the content",
    "it says 'We value your privacy'",
    "open the page in a browser, answer the form, save the page and give that file",
)
CODES = (CONSENT,)
# Such forms can be long, with every cookie explained under a heading of its own, so that they look like a list: then a
# thirtieth of all words is about it, and more. On golden pages it is at most one in 385.
FULL = 1 / 30
LINES = 3  # that tell of it


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `consent-wall`: a page with little else, or one that is full of it, even if it has parts like a list."""
    asked = told_at_the_top(subject, "consent")
    told = tuple(find_trouble(subject.lines, subject.cues, "consent", "consent_form"))
    about = set(subject.cues.words["trouble.consent_words"])
    words = sum(word.lower() in about for word in subject.words)
    full = words >= FULL * max(1, len(subject.words)) and not (subject.before is not None and subject.looks_right)
    quotes = tuple(dict.fromkeys(one.text for one in (*asked, *told)))
    if (asked and subject.is_little) or (full and len(told) >= LINES):
        yield CONSENT.because(f"a form for consent stands in place of the content: it says {quotes[0]!r}", *quotes)
