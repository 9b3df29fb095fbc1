"""Were its letters broken by a wrong encoding?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.holding.code import Basis, Code
from lhextract.holding.subject import Subject
from lhextract.language.cues import WORD
from lhextract.model.hold import Hold

BROKEN = Code(
    "broken-letters",
    Basis.PAGE,
    "letters broken by a wrong encoding",
    "31 broken letters: 'UniversitÃ¤t'",
    "open the page in a browser; fetch it again, or save it as UTF-8 and give that file",
)
GONE = Code(
    "accents-gone",
    Basis.BEFORE,
    "no letter with an accent or umlaut is left, where there were many",
    "no umlauts or accents, 140 last time",
    BROKEN.remedy,
)
CODES = (BROKEN, GONE)
# U+FFFD; UTF-8 read as windows-1252 or latin-1 (two bytes as "Ã¼", three as "â€“"), as windows-1251 or mac-roman; a
# question mark or an entity in the middle of a word.
SIGNS = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã(?= ?[a-z])|â€.?"
    "|â(?=[\u0080-\u009f])|Ð[°-¿]|Г[јњ¤ќџ–„]|√[º∂§¨±]"
    r"|(?<![\w/=.?&-])[^\W\d_]+\?[^\W\d_]+(?![\w/=.&])"
    r"|&(?:amp;)?(?:[aouAOU]uml|szlig|nbsp|[a-z](?:acute|grave|circ|cedil|tilde));"
)
LEAST = 5
SHARE = 1 / 200  # of the words; names in other scripts and typing errors break a few
ACCENTED, SAME = 20, 0.25


def check(subject: Subject) -> Iterator[Hold]:
    """Holds `broken-letters` and `accents-gone`."""
    text, before = subject.candidate.text, subject.before
    broken = [match.group() for match in SIGNS.finditer(text)]
    known = sum(1 for _ in SIGNS.finditer(before.text)) if before is not None else 0
    fresh = len(broken) - known
    if fresh >= LEAST and fresh >= SHARE * len(subject.words):
        yield BROKEN.because(f"{len(broken)} broken letters: {_around(text)!r}", *_words_around(text))
    elif before is not None and subject.overlap is not None and subject.overlap.kept >= SAME:
        accented = _accented(before.text)
        if accented >= ACCENTED and not _accented(text):
            yield GONE.because(f"no umlauts or accents, {accented} last time")


def _accented(text: str) -> int:
    return sum(not word.isascii() for word in WORD.findall(text))


def _words_around(text: str) -> list[str]:
    places = [match.start() for match in SIGNS.finditer(text)][:3]
    return [text[max(text.rfind(" ", 0, place) + 1, place - 20) : place + 12].split("\n")[-1] for place in places]


def _around(text: str) -> str:
    return _words_around(text)[0]
