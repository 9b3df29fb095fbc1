"""Are its parts no longer recognised?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.collapse import STILL_THERE, lost_many
from lhextract.holding.subject import Before, Subject
from lhextract.language.cues import WORD
from lhextract.model.hold import Hold

SHOW = "look at it with `lhextract run … --until outline`; "
NONE = Code(
    "no-initiative",
    Basis.PAGE,
    "no initiative was found",
    "no initiative was found among 830 words",
    f"{SHOW}give the page that lists the initiatives",
    symptom=True,
)
GIANT = Code(
    "one-block",
    Basis.PAGE,
    "nearly all of a long page was read as one initiative",
    "one initiative of 2400 words, of 2500 on the page",
    f"{SHOW}its parts may be marked in a way that is not known yet",
)
LOST = Code(
    "structure-lost",
    Basis.BEFORE,
    "most of the old text is there, but the initiatives are not",
    "2 initiatives, 22 last time, although 97 % of the text is there",
    f"{SHOW}the page may have a new form that is not understood",
)
SPLIT = Code(
    "structure-split",
    Basis.BEFORE,
    "the text is the same, but there are far more initiatives",
    "40 initiatives, 22 last time, although the text is the same",
    f"{SHOW}the page may have a new form that is not understood",
)
CATEGORIES = Code(
    "categories-gone",
    Basis.BEFORE,
    "the categories are gone, or far fewer and others",
    "no categories, 5 last time",
    f"{SHOW}accept it if the page has done away with its headings",
)
CODES = (NONE, GIANT, LOST, SPLIT, CATEGORIES)
# Words: the longest initiative of the golden pages has 323, that of a page of one kind with it 18 others.
LONG, NEARLY_ALL = 800, 0.7
MORE, MORE_LEAST, SAME = 1.7, 4, 0.8
# Categories: two headings may be read otherwise after small changes, but then they still stand there.
FEW, FEWEST, LEFT = 3, 2, 0.6


def check(subject: Subject) -> Iterator[Hold]:
    """Holds of this module."""
    outline = subject.candidate.outline
    if subject.initiatives == 0:
        yield NONE.because(f"no initiative was found among {len(subject.words)} words", *subject.lines[:2])
    elif outline is not None and (subject.before is None or subject.before.initiatives > 1):
        texts = (subject.candidate.text[block.span.start : block.span.end] for block in outline.blocks)
        longest = max((len(WORD.findall(text)) for text in texts), default=0)
        if longest >= max(LONG, NEARLY_ALL * len(subject.words)):
            yield GIANT.because(f"one initiative of {longest} words, of {len(subject.words)} on the page")
    if subject.before is not None and subject.overlap is not None:
        yield from _compared(subject, subject.before, kept=subject.overlap.kept, known=subject.overlap.known)


def _compared(subject: Subject, before: Before, *, kept: float, known: float) -> Iterator[Hold]:
    found = f"{subject.initiatives} initiatives, {before.initiatives} last time"
    if lost_many(subject.initiatives, before) and kept >= STILL_THERE:
        yield LOST.because(f"{found}, although {kept:.0%} of the text is there")
    more = subject.initiatives - before.initiatives
    if more >= MORE_LEAST and subject.initiatives > MORE * before.initiatives and min(kept, known) >= SAME:
        yield SPLIT.because(f"{found}, although the text is the same")
    yield from _categories(subject, before)


def _categories(subject: Subject, before: Before) -> Iterator[Hold]:
    """No category at all; or far fewer, and no line begins as one of the old ones."""
    records, then = subject.candidate.records, len(before.categories)
    if records is None:
        return
    now = len(records.categories)
    if then >= FEW and not now:
        yield CATEGORIES.because(f"no categories, {then} last time", *before.categories[:3])
    elif then >= FEWEST and now < LEFT * then:
        lines = "\n" + subject.candidate.text
        if not any(f"\n{label}" in lines for label in before.categories):
            yield CATEGORIES.because(f"{now} categories, {then} others last time", *before.categories[:3])
