"""What speaks for a role of a date: its form, the words said of it in its sentence, its place in the initiative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from lhextract.dates.values import read_date
from lhextract.language.cues import Cues
from lhextract.language.ruling_out import RulingOut, folded
from lhextract.model.mention import Label, Mention
from lhextract.records.block_view import ViewLine

Features = frozenset[str]
# Lists of `[date_roles]` with what is said of a date: something is founded, somebody joins, it is held, it ends.
SAID = (
    "founds", "begins", "agrees", "first_times", "joins", "held", "gatherings", "deeds", "ends", "calls", "pays",
    "repeats", "looks_ahead", "counts",
)  # fmt: skip
# A sentence ends at a stop before a capital or a number; "e.V. in", "Feb. 27" and "am 9. Mai" do not end one.
# The blank is looked for first, since few letters of a text are one.
SENTENCE_BREAK = re.compile(r"\s(?:(?<=[a-zäöüß)\]”\"“»’][.!?;]\s)|(?<=\d{3}[.!?;]\s))(?=[A-ZÄÖÜ„“\"«\d])")
CLAUSE_BREAK = re.compile(r"[;:()–|]|, (?=[a-zäöü])")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
CLOSE = 3  # most words of the same clause between a date and what is said close to it
# "2022 614 students", "2005 with 24 students"; not "2005 in room 3b".
NUMBER_AFTER = re.compile(r"\W{0,3}\d|.{0,40}?(?<![\w-])\d{1,3}(?:[.,]\d{3})?\s\w")
NUMBER_REACH = 45  # characters
MARKS = 2  # most blanks and marks between a phrase and the date that it stands right before
REACH = 400  # characters on each side of a date within which its sentence is read


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date with the line it stands on and its EDTF value (None: unreadable)."""

    line: ViewLine
    mention: Mention
    value: str | None
    sentence: tuple[str, str] = field(init=False, compare=False, repr=False)  # its parts before and after the date

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", self._sentence())

    def _sentence(self) -> tuple[str, str]:
        at = self.mention.span.start - self.line.line.start
        start = min(at, REACH)
        text = self.line.text[at - start : at + len(self.mention.text) + REACH]
        end = start + len(self.mention.text)
        breaks = [match.start() for match in SENTENCE_BREAK.finditer(text)]
        first = max((position for position in breaks if position <= start), default=0)
        last = min((position for position in breaks if position >= end), default=len(text))
        return text[first:start].lstrip(), text[end:last]


def find_dated_lines(lines: Iterable[ViewLine], *, cues: Cues, region: str | None) -> list[DatedLine]:
    """The dates of an initiative in page order, each expression where it stands first."""
    found: dict[str, DatedLine] = {}
    for line in lines:
        for mention in line.of(Label.YEAR):
            if mention.text not in found:
                found[mention.text] = DatedLine(line, mention, read_date(mention.text, cues=cues, region=region))
    return list(found.values())


def describe_dates(dates: Sequence[DatedLine], cues: Cues) -> list[Features]:
    """The features of all dates of an initiative."""
    values = sorted(date.value for date in dates if date.value)
    described = []
    for date in dates:
        features = {"always", *_form(date, cues), *_words(date, cues)}
        if date.value and date.value == values[0]:
            features.add("earliest date of the initiative")
        elif date.value and date.value == values[-1]:
            features.add("latest date of the initiative")
        described.append(frozenset(features))
    return described


def months_covered(value: str) -> int:
    """How many months lie between both ends of an interval; of one that is told in years, of whole years.

    >>> months_covered("2022-09-28/2022-10-03"), months_covered("2019/2020")
    (1, 12)
    """
    start, _, end = value.partition("/")
    first, last = (int(part[:4]) * 12 + int(part[5:7] or 1) for part in (start, end or start))
    return last - first


def _form(date: DatedLine, cues: Cues) -> set[str]:
    value = date.value or ""
    found = {f"form: {name}" for length, name in ((7, "month"), (10, "day")) if len(value) == length}
    if "/" in value:
        found = {"form: two years in a row"}
    if _phrase(cues, "dates.terms").search(date.mention.text):
        found.add("form: term")
    return found


@cache
def _phrase(cues: Cues, name: str, end: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){cues.alternatives(name)}(?!\w){end}", re.IGNORECASE)


@cache
def _ruling_out(cues: Cues) -> tuple[tuple[str, RulingOut], ...]:
    return tuple((name, RulingOut.of(cues.words[f"date_roles.{name}"])) for name in SAID)


@cache
def _said(cues: Cues, name: str) -> re.Pattern[str]:
    """What is said of a date: the phrases of a list alone or at the end of a compound ("Freundschaftsvertrag")."""
    return re.compile(rf"(?<!\w){cues.compounds(f'date_roles.{name}')}(?!\w)", re.IGNORECASE)


@cache
def _longest(cues: Cues, name: str) -> int:
    return max(map(len, cues.words[name]))


def stands_after(date: DatedLine, name: str, cues: Cues) -> bool:
    """Whether a phrase of a list of `[date_roles]` stands right before a date ("bis zum 31.12.2025")."""
    left, key = date.sentence[0], f"date_roles.{name}"
    first = max(0, len(left) - _longest(cues, key) - MARKS)
    return bool(_phrase(cues, key, rf"\W{{1,{MARKS}}}$").search(left, first))


def _words(date: DatedLine, cues: Cues) -> set[str]:
    left, right = date.sentence
    found = {"right before: belonging"} if stands_after(date, "belonging", cues) else set()
    if NUMBER_AFTER.match(right[:NUMBER_REACH]):
        found.add("a number follows")
    left_folded, right_folded = folded(left), folded(right)
    for name, ruling_out in _ruling_out(cues):
        # What is between the date and the nearest of them on each side.
        gaps = []
        if ruling_out.may_stand_in(left_folded):
            gaps += [left[match.end() :] for match in _said(cues, name).finditer(left)][-1:]
        if ruling_out.may_stand_in(right_folded) and (first := _said(cues, name).search(right)):
            gaps.append(right[: first.start()])
        found |= {f"{name}: {'close' if _is_close(gap) else 'further'}" for gap in gaps}
    return found


def _is_close(gap: str) -> bool:
    return len(WORD.findall(gap)) <= CLOSE and not CLAUSE_BREAK.search(gap)
