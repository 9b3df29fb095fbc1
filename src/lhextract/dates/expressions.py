"""Where a year or a date with a year is written, in the languages of `language/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lhextract.language.cues import Cues

YEAR = r"(?:1[1-9]\d\d|20\d\d)"
ANY_YEAR = re.compile(YEAR)  # that every form has
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
TWO_DIGIT_DAY, TWO_DIGIT_MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
DECADE = r"(?:1[7-9]\d0|20\d0)"
DASH = r"[\u2010-\u2015-]"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The forms of a date with their names; where several fit, the longest is meant. `start`: where one may begin."""

    start: re.Pattern[str]
    forms: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _grammar(cues: Cues) -> _Grammar:
    month = _months(cues)
    ordinal = rf"{DAY}(?:st|nd|rd|th)?\.?"
    # "13./14. Juni" is two days in a row.
    to = rf"(?: ?(?:{DASH}|/) ?| {cues.alternatives('dates.ranges', 'dates.pairs')} )"
    span_to = rf"(?: ?{DASH} ?| {cues.alternatives('dates.ranges')} )"
    pair = rf"{YEAR}(?: ?[/{DASH[1:-1]}] ?(?:{YEAR}|\d\d))?"
    season = rf"(?:{cues.alternatives('dates.seasons')} ?/ ?)?{cues.alternatives('dates.seasons')}"
    term = rf"(?:{cues.alternatives('dates.terms')} (?:of )?(?:\d,? )?|{season} (?:of )?|FY ?){pair}"
    quarter = rf"(?:Q[1-4]|{cues.alternatives('dates.quarters')})"
    iso_day, iso_month = rf"{YEAR}-{TWO_DIGIT_MONTH}-{TWO_DIGIT_DAY}", rf"{YEAR}-{TWO_DIGIT_MONTH}"
    numeric = (
        rf"(?:{DAY}\. ?{MONTH_NUMBER}\. ?{YEAR}|{DAY}/{DAY}/{YEAR}|{TWO_DIGIT_DAY}-{TWO_DIGIT_DAY}-{YEAR}"
        rf"|{iso_day}|{YEAR}\.{TWO_DIGIT_MONTH}\.{TWO_DIGIT_DAY})"
    )
    forms = {
        "day-range": rf"{ordinal}{to}{ordinal} ?(?:of )?{month},? {YEAR}|{month} {ordinal}{to}{ordinal},? {YEAR}",
        "date-range": rf"{ordinal} ?{month}(?: {YEAR})?{span_to}{ordinal} ?{month} {YEAR}"
        rf"|{month} {ordinal}(?:,? {YEAR})?{span_to}{month} {ordinal},? {YEAR}",
        "month-range": rf"{month}(?: {YEAR})?{span_to}{month} {YEAR}|{month}{to}{month} {YEAR}",
        # "February 2019 to 2024": one end is told more exactly than the other.
        "uneven-range": rf"(?:(?:{ordinal} ?)?{month}|{month} {ordinal}),? {YEAR}{span_to}{YEAR}"
        rf"|{YEAR}{span_to}(?:(?:{ordinal} ?)?{month}|{month} {ordinal},) {YEAR}",
        "date": rf"{ordinal} ?(?:of )?{month},? {YEAR}|{month} {ordinal},? {YEAR}",
        "month": rf"{month},? (?:of )?{YEAR}",
        "numeric": numeric,
        "numeric-range": rf"{numeric}{span_to}{numeric}|{iso_day}/{iso_day}"
        rf"|{DAY}\.{to}{DAY}\. ?{MONTH_NUMBER}\. ?{YEAR}"
        rf"|{DAY}\. ?{MONTH_NUMBER}\.{span_to}{DAY}\. ?{MONTH_NUMBER}\. ?{YEAR}",
        "numeric-month": rf"{MONTH_NUMBER}/{YEAR}(?:{span_to}{MONTH_NUMBER}/{YEAR})?"
        rf"|{iso_month}(?:/| {cues.alternatives('dates.ranges')} ){iso_month}",
        "quarter": rf"{quarter}(?: (?:of )?|/){YEAR}",
        "term": term,
        "term-range": rf"{term}{span_to}{term}|(?:{term}|{YEAR}/(?:{YEAR}|\d\d)){span_to}{pair}",
        "decade": rf"{DECADE}{cues.alternatives('dates.decade_ends')}",
        "year-range": rf"{YEAR}{span_to}{YEAR}|{YEAR}/(?:{YEAR}|\d\d)|{YEAR}{DASH}\d\d",
        "year": YEAR,
    }
    # In "mid-2019" the date is the year.
    part = "|".join(rf"(?<=\b{re.escape(word)}-)" for word in cues.words["dates.parts"])
    words = cues.alternatives("dates.terms", "dates.seasons", "dates.quarters")
    # Letters and digits may not touch; nor may "2,000", "2.5" or a decimal go on.
    return _Grammar(
        start=re.compile(rf"(?:(?<![\w/.,:-])|(?<=[(–])|{part})(?=\d|Q[1-4]|FY|{month}|{words})", re.IGNORECASE),
        forms=tuple(
            (name, re.compile(rf"(?:{form})(?!\w|[.,:/-]\d|/\w)", re.IGNORECASE)) for name, form in forms.items()
        ),
    )


def _months(cues: Cues) -> str:
    return rf"(?:{'|'.join(sorted(cues.months, key=lambda name: (-len(name), name)))})\.?"


def find_dates(text: str, cues: Cues) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, form) of every date expression of a line, those inside longer ones too."""
    if not ANY_YEAR.search(text):
        return
    grammar = _grammar(cues)
    # Dates stand at few places of a line: each form searched through all of it took 15 times as long.
    starts = [match.start() for match in grammar.start.finditer(text)]
    for form, pattern in grammar.forms:
        done = 0
        for start in starts:
            if start >= done and (match := pattern.match(text, start)):
                done = match.end()
                yield start, done, form
