"""Is it another page altogether?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.model.hold import Hold

ANOTHER = Code(
    "another-page",
    Basis.BEFORE,
    "hardly anything of the old text is there: a home page, a press release, a page of the same site",
    "3 % of the old text is there",
    "open the address in a browser: it may lead elsewhere now; put the right one into the profile",
)
CODES = (ANOTHER,)
# Two different golden pages share 0.05 of the shorter one at most. Of a page in which every second sentence is another
# one, half is there.
SHARED = 0.2


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `another-page`."""
    if subject.overlap is not None and subject.words and subject.overlap.share < SHARED:
        yield ANOTHER.because(f"{subject.overlap.kept:.0%} of the old text is there", *subject.lines[:3])
