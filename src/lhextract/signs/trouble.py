"""Lines by which a page says that it is not the page asked for: an error, a login, a consent or a robot check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues
from lhextract.language.ruling_out import RulingOut, folded

# Words and characters of such a line or sentence: a paragraph that tells of an error is something else.
LONGEST, LONGEST_CHARACTERS = 14, 200
# What is wrong with a page whatever its length, and what is furniture on a page with content.
ERRORS = ("missing", "refused", "failing", "maintenance", "busy", "robots")
WALLS = ("login", "single_sign_on", "consent", "scripts", "moved")
# Ends of sentences, and what separates the parts of a page's title ("404 | University").
PIECE_END = re.compile(r"(?<=[.!?])\s+|\s+[|–—·»-]\s+|\s*\|\s*|:\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a page that tells of trouble: which kind (a list of `[trouble]` in the language files), its words."""

    kind: str
    text: str


@cache
def _ruling_out(cues: Cues, kind: str) -> RulingOut:
    return RulingOut.of(cues.words[f"trouble.{kind}"])


@cache
def _pattern(cues: Cues, kind: str) -> re.Pattern[str]:
    polite = cues.alternatives("trouble.polite")
    return re.compile(rf"^\W*(?:{polite}\W+)?{cues.alternatives(f'trouble.{kind}')}(?!\w)", re.IGNORECASE)


def tells(text: str, cues: Cues, *kinds: str) -> str | None:
    """The first of some kinds of trouble that a line or sentence begins with; None for one that is long."""
    if len(text) > LONGEST_CHARACTERS or len(text.split()) > LONGEST:
        return None
    plain = text.replace("’", "'").replace("‘", "'")
    whole = folded(plain)
    # Most pages tell of no trouble at all, and then the patterns are not even compiled.
    likely = (kind for kind in kinds if _ruling_out(cues, kind).may_stand_in(whole))
    return next((kind for kind in likely if _pattern(cues, kind).match(plain)), None)


def find_trouble(lines: Iterable[str], cues: Cues, *kinds: str) -> Iterator[Told]:
    """What lines tell, as a whole or by one of their sentences, in order; a line tells one thing at most."""
    for line in lines:
        for piece in (line, *PIECE_END.split(line)):
            kind = tells(piece, cues, *kinds)
            if kind is not None:
                yield Told(kind, piece.strip())
                break
