"""Is there hardly any text?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import NEARLY_NOTHING, Subject
from lhextract.language.cues import WORD
from lhextract.model.hold import Hold
from lhextract.model.outline import LineRole

EMPTY = Code(
    "page-empty",
    Basis.PAGE,
    "hardly any text, or nothing but navigation and headings",
    "the page shows 12 words",
    "open the page in a browser; fetch it again, or save what the browser shows and give that file",
    symptom=True,
)
CODES = (EMPTY,)
FURNITURE = frozenset({LineRole.NAV, LineRole.PAGE_TITLE, LineRole.HEADING, LineRole.BLANK})


def check(subject: Subject) -> Iterator[Hold]:
    """Hold `page-empty`."""
    words = len(subject.words)
    outline = subject.candidate.outline
    if subject.before is not None and len(WORD.findall(subject.before.text)) < NEARLY_NOTHING:
        return  # the page is of that kind
    if words < NEARLY_NOTHING:
        yield EMPTY.because(f"the page shows {words} words", *subject.lines[:3])
        return
    if outline is None:
        return
    lines = subject.candidate.text.split("\n")
    content = sum(
        len(WORD.findall(line)) for line, role in zip(lines, outline.roles, strict=True) if role not in FURNITURE
    )
    if content < NEARLY_NOTHING:
        message = f"{words - content} of the page's {words} words are navigation and headings"
        yield EMPTY.because(message, *subject.lines[:3])
