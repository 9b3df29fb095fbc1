"""Is the page in another language than it was, or than its profile says?"""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Before, Subject
from lhextract.holding.wording import newly_told
from lhextract.language.cues import WORD
from lhextract.model.hold import Hold
from lhextract.signs.tongue import function_words

RIGHT = "fetch the address of the right language; if the page has moved to this one for good, accept it"
OTHER = Code(
    "other-language",
    Basis.PAGE,
    "the page is in another language than its profile says",
    "the page should be en, but 180 of its words are de and 12 are en",
    RIGHT,
)
CHANGED = Code(
    "language-changed",
    Basis.BEFORE,
    "the page is in another language than before",
    "the page was en and is de",
    RIGHT,
)
NOTICE = Code(
    "not-translated",
    Basis.PAGE,
    "a notice that the page has no translation, or one made by a machine",
    "it says 'This page is only available in German'",
    RIGHT,
)
CODES = (OTHER, CHANGED, NOTICE)
ENOUGH = 60  # words by which a language is told
# Share of words that are function words of its language: on golden pages 0.09 and more. In a language that has no file
# here words happen to look alike: none in Swedish or Italian, 0.05 German ones in French; Dutch, with 0.08 English
# ones, is told as another page.
USUAL, UNUSUAL = 0.1, 0.05


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `other-language`, `language-changed` and `not-translated`."""
    notice = newly_told(subject, "untranslated")
    if notice:
        yield NOTICE.because(f"the page says {notice[0].text!r}", notice[0].text)
    if len(subject.words) < ENOUGH:
        return
    before, own = subject.before, subject.candidate.language
    hits = function_words(subject.words, subject.cues)
    most = max(hits, key=lambda code: (hits[code], code == own))
    if before is not None:
        yield from _changed(subject, before, hits, most)
    elif own in hits and most != own:
        message = f"the page should be {own}, but {hits[most]} of its words are {most} and {hits[own]} are {own}"
        yield OTHER.because(message, _longest(subject.lines))


def _changed(subject: Subject, before: Before, hits: dict[str, int], most: str) -> Iterator[Hold]:
    """The language of most words then and now, by the words themselves: a profile names one whatever comes."""
    old_words = WORD.findall(before.text)
    old = function_words(old_words, subject.cues)
    was = max(old, key=lambda code: (old[code], code == before.language))
    if was != most:
        message = f"the page was {was} and is {most}: {hits[most]} of its words are {most} and {hits[was]} are {was}"
        yield CHANGED.because(message, _longest(subject.lines))
    elif old[was] >= USUAL * len(old_words) and hits[was] < UNUSUAL * len(subject.words):
        message = f"the page was {was}, but only {hits[was]} of its {len(subject.words)} words are function words of it"
        yield CHANGED.because(message, _longest(subject.lines))


def _longest(lines: tuple[str, ...]) -> str:
    return max(lines, key=len, default="")
