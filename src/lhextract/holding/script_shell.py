"""Is the content missing because it is made by scripts?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import NEARLY_NOTHING, Subject
from lhextract.holding.wording import told_anywhere
from lhextract.model.hold import Hold

SHELL = Code(
    "needs-javascript",
    Basis.PAGE,
    "a shell that scripts fill in a browser",
    "it says 'You need to enable JavaScript', and shows 9 words",
    "open the page in a browser, save what it shows and give that file",
)
CODES = (SHELL,)


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `needs-javascript`: it says so, or shows nearly nothing and has scripts."""
    if not subject.is_little or subject.looks_right:
        return
    told = [one.text for one in told_anywhere(subject, "scripts")]
    nothing = len(subject.words) < NEARLY_NOTHING
    waits = [one.text for one in told_anywhere(subject, "loading")] if nothing else []
    if told or waits:
        said = (told or waits)[0]
        yield SHELL.because(f"the page says {said!r}, and shows {len(subject.words)} words", *told, *waits)
    elif nothing and subject.markup.scripts:
        yield SHELL.because(f"the page shows {len(subject.words)} words and has {subject.markup.scripts} scripts")
