"""Is it a check whether a person is reading?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import LITTLE, Subject
from lhextract.holding.wording import told_at_the_top
from lhextract.model.hold import Hold

CAPTCHA = Code(
    "captcha",
    Basis.PAGE,
    "a check whether a person is reading",
    "it says 'Verify you are human'",
    "open the page in a browser, save it and give that file, or fetch it less often",
)
CODES = (CAPTCHA,)


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `captcha`, told by its words, or by the service that it names on a page with little else."""
    told = [one.text for one in told_at_the_top(subject, "robots")]
    service = subject.markup.challenge
    if told:
        yield CAPTCHA.because(f"the page checks whether a person is reading: it says {told[0]!r}", *told)
    elif service and not subject.looks_right and len(subject.words) < LITTLE // 2 and not any(subject.contacts):
        yield CAPTCHA.because(f"the page shows little and calls a robot check: {service!r}", service)
