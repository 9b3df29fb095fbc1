"""How many initiatives and categories the page says it has: a check on the result, never a way to get it."""

from __future__ import annotations

import re
from functools import cache

from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.record import Stated, StatedNumber

MOST = 999


@cache
def _pattern(cues: Cues, name: str) -> re.Pattern[str]:
    """A number in figures or words, at most two words, and what is counted."""
    number = "|".join(sorted(cues.numbers, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?<![\w.,])(\d{{1,3}}|{number})(?: [a-zäöüß-]+){{0,2}} {cues.alternatives(name)}(?!\w)",
        re.IGNORECASE,
    )


def find_stated(page: PageText, outline: Outline, cues: Cues) -> Stated:
    """Look in the introduction for "a total of 22 initiatives … in five categories".

    The sentence that counts both wins; a number of initiatives elsewhere counts only if it is the only one.
    """
    initiatives: list[StatedNumber] = []
    both: tuple[StatedNumber, StatedNumber] | None = None
    categories: StatedNumber | None = None
    for line, role in zip(page.lines, outline.roles, strict=True):
        if role is not LineRole.INTRO:
            continue
        text = page.line_text(line)
        counted = [_number(m, line.start, cues) for m in _pattern(cues, "outline.announced_counts").finditer(text)]
        grouped = [_number(m, line.start, cues) for m in _pattern(cues, "outline.announced_categories").finditer(text)]
        initiatives += counted
        categories = categories or (grouped[0] if grouped else None)
        before = [c for c in counted if grouped and c.start < grouped[0].start]
        if before and both is None:
            both = (before[-1], grouped[0])
    if both:
        return Stated(initiatives=both[0], categories=both[1])
    return Stated(initiatives=initiatives[0] if len(initiatives) == 1 else None, categories=categories)


def _number(match: re.Match[str], offset: int, cues: Cues) -> StatedNumber:
    word = match.group(1)
    value = int(word) if word.isdigit() else cues.numbers[word.lower()]
    return StatedNumber(value=min(value, MOST), start=offset + match.start(), end=offset + match.end())
