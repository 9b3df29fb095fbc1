"""Does a consent form stand in place of the content?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.holding.wording import told_anywhere, told_at_the_top
from lhextract.model.hold import Hold

CONSENT = Code(
    "consent-wall",
    Basis.PAGE,
    "a form for consent to cookies stands in place of the content",
    "it says 'We value your privacy'",
    "open the page in a browser, answer the form, save the page and give that file",
)
CODES = (CONSENT,)
# Such forms can be long, with every cookie explained: then a thirtieth of all words is about it. On golden pages it is
# at most a 200th.
FULL = 1 / 30
LINES = 3  # that tell of it


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `consent-wall`: a page with little else, or one that is full of it."""
    asked = told_at_the_top(subject, "consent")
    told = told_anywhere(subject, "consent", "consent_form")
    about = set(subject.cues.words["trouble.consent_words"])
    words = sum(word.lower() in about for word in subject.words)
    full = len(told) >= LINES and words >= FULL * max(1, len(subject.words))
    if (asked and subject.is_little) or full:
        quotes = tuple(dict.fromkeys(one.text for one in (*asked, *told)))
        yield CONSENT.because(f"a form for consent stands in place of the content: it says {quotes[0]!r}", *quotes)
