"""Year mentions to EDTF values with a role: the start of something, an event, or neither."""

from __future__ import annotations

import re
from functools import cache

from lhextract.dates.values import read_date
from lhextract.language.cues import Cues
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole
from lhextract.model.record import Year, YearRole
from lhextract.records.block_view import BlockView, ViewLine

# A sentence ends at a stop before a capital; "e.V. in" and "Feb. 27" do not end one.
SENTENCE_BREAK = re.compile(r"(?<=[a-zäöüß\d)\]”\"“»][.!?;])\s(?=[A-ZÄÖÜ„“\"«])")
CLOSE = 60  # characters around a year in which a start cue counts


def build_years(view: BlockView, *, cues: Cues, region: str | None) -> tuple[Year, ...]:
    """Return one year per distinct expression of the block, in page order."""
    years: dict[str, Year] = {}
    for line in view.lines:
        for mention in line.of(Label.YEAR):
            if mention.text not in years:
                value = read_date(mention.text, cues=cues, region=region)
                role = judge_role(line, mention, value, cues)
                years[mention.text] = Year(mention.text, value, role, mention.span.start, mention.span.end)
    return tuple(years.values())


@cache
def _words(cues: Cues, name: str, end: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){cues.alternatives(name)}(?!\w){end}", re.IGNORECASE)


def judge_role(line: ViewLine, mention: Mention, value: str | None, cues: Cues) -> YearRole:
    """Return the role of a date by the guidelines (section 3, YEAR).

    A date in a caption, after "until", or an interval of years is `other`; after "since" or near a word of
    beginning it is `start`; a day, or something that took place, is an `event`, and so is what remains.
    """
    if line.role is LineRole.CAPTION:
        return "other"
    start, end = mention.span.start - line.line.start, mention.span.end - line.line.start
    left, right = _sentence(line.text, start, end)
    if re.search(r"(?<!\w)(?:since|seit|seit dem|ab|ab dem|from) $", left, re.IGNORECASE) and not _is_interval(value):
        return "start"
    if _words(cues, "dates.until", r"(?: dem| der| the)? $").search(left) or _spans_years(value):
        return "other"
    near = f"{left[-CLOSE:]} · {right[:CLOSE]}"
    begins, happens = (
        _words(cues, "dates.start").search(near),
        _words(cues, "dates.events").search(f"{left} · {right}"),
    )
    has_day = bool(value) and len((value or "").split("/")[0]) == len("2022-09-28")
    if begins and not _is_interval(value) and not (has_day and happens):
        return "start"
    return "event"


def _is_interval(value: str | None) -> bool:
    """Whether a value spans more than one academic year."""
    first, _, second = (value or "").partition("/")
    academic = first.isdigit() and second.isdigit() and int(second) == int(first) + 1
    return bool(second) and not academic


def _spans_years(value: str | None) -> bool:
    return _is_interval(value) and len(value or "") == len("2016/2019")


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """The parts of the sentence before and after a date."""
    breaks = [match.start() for match in SENTENCE_BREAK.finditer(text)]
    first = max((position for position in breaks if position <= start), default=0)
    last = min((position for position in breaks if position >= end), default=len(text))
    return text[first:start].lstrip(), text[end:last]
