"""How many initiatives and categories the page says it has: a check on the result, never a way to get it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.record import Stated, StatedNumber

LEAST, MOST = 2, 999  # "one of our projects" and "ein Siegel" count nothing
LONGEST_VETO = 60  # characters before a number that are looked at: a sentence may be the whole page, with many numbers
SENTENCE_END = re.compile(r"[.!?](?= [^\W\d_a-z])|;")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`counted`: "ten large projects", "eight of these ties", "five of them"; `grouped`: "in four groups"."""

    counted: re.Pattern[str]
    grouped: re.Pattern[str]
    evident: re.Pattern[str]
    veto: re.Pattern[str]
    addition: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The numbers of one sentence that may count initiatives, the one of categories, and whether these are here."""

    counted: tuple[StatedNumber, ...]
    grouped: StatedNumber | None
    evident: bool


@cache
def _patterns(cues: Cues) -> _Patterns:
    words = "|".join(sorted(cues.numbers, key=lambda word: (-len(word), word)))
    number = rf"(?<![\w.,/–-])(\d{{1,3}}|(?i:{words}))"
    counted, parts = cues.alternatives("stated.counted"), cues.alternatives("stated.parts")
    into, later = cues.alternatives("stated.into"), cues.alternatives("stated.sorted")
    categories = cues.alternatives("stated.categories")
    # A German adjective has no capital: "16 Einreichungen sieben Vorhaben" counts two things.
    between = rf"(?: of(?: (?:the|our|its|these|those))?)?(?: (?!(?:{words})\b)[a-zäöüß]+){{0,2}}"
    return _Patterns(
        counted=re.compile(rf"{number}(?: (?i:{parts})|{between} (?i:{counted}))(?!\w)"),
        grouped=re.compile(rf"\b(?i:{into}) {number} (?i:{categories})(?!\w)|{number} (?i:{categories} {later})(?!\w)"),
        evident=re.compile(rf"\b{cues.alternatives('stated.shown', 'stated.chosen')}(?!\w)", re.IGNORECASE),
        veto=re.compile(rf"(?<!\w){cues.alternatives('stated.vetoes')} $", re.IGNORECASE),
        addition=re.compile(rf"\b{cues.alternatives('stated.additions')}(?!\w)", re.IGNORECASE),
    )


def find_stated(page: PageText, outline: Outline, cues: Cues) -> Stated:
    """Look in the introduction for "a total of 22 initiatives … in five categories".

    A number of initiatives counts where its sentence also says into how many categories they are sorted, or else
    that they are shown here or were chosen; and only if no other sentence gives another such number. "More than 300
    partnerships", "from 40 proposals" and "three entries were added" state nothing about the page.
    """
    sentences = [
        sentence
        for line, role in zip(page.lines, outline.roles, strict=True)
        if role in {LineRole.INTRO, LineRole.PAGE_TITLE}
        for sentence in _sentences(page.line_text(line), line.start, cues)
    ]
    grouped = [sentence.grouped for sentence in sentences if sentence.grouped]
    sorted_here = [s.counted[-1] for s in sentences if s.counted and s.grouped]
    shown = [number for s in sentences if s.evident for number in s.counted]
    return Stated(initiatives=_only(sorted_here) or _only(shown), categories=_only(grouped))


def _only(numbers: list[StatedNumber]) -> StatedNumber | None:
    """The first of them, if all have one value."""
    return numbers[0] if len({number.value for number in numbers}) == 1 else None


def _sentences(text: str, offset: int, cues: Cues) -> Iterator[_Sentence]:
    patterns, start = _patterns(cues), 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[start:end]
        grouped = [_number(match, offset + start, cues) for match in patterns.grouped.finditer(sentence)]
        counted = [
            _number(match, offset + start, cues)
            for match in patterns.counted.finditer(sentence)
            if not patterns.veto.search(sentence, max(0, match.start() - LONGEST_VETO), match.start())
        ]
        evident = bool(patterns.evident.search(sentence)) and not patterns.addition.search(sentence)
        possible = tuple(number for number in counted if number.value >= LEAST)
        yield _Sentence(possible, grouped[0] if grouped else None, evident)
        start = end


def _number(match: re.Match[str], offset: int, cues: Cues) -> StatedNumber:
    """The number of a match; its place runs from the number to what is counted."""
    group = next(index for index, word in enumerate(match.groups(), start=1) if word)
    word = match.group(group)
    value = int(word) if word.isdigit() else cues.numbers[word.lower()]
    return StatedNumber(value=min(value, MOST), start=offset + match.start(group), end=offset + match.end())
