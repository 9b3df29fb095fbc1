"""The value of a date expression in EDTF (ISO 8601-2): level 0, and of level 1 the decade ("199X")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lhextract.dates.edtf import is_edtf
from lhextract.language.cues import Cues

DASH = r"\u2010-\u2015-"
YEAR = re.compile(r"\d{4}")
DECADE = re.compile(r"(\d\d)(\d)0[^\W\d_]")
# A year, or two with a slash; "2016–19" comes apart as well.
YEARS = re.compile(rf"(\d{{4}})(?: ?/ ?(\d{{4}}|\d\d)(?!\d)| ?[{DASH}] ?(\d\d)(?!\d))?")
LONGEST_SHORT_PAIR = 60  # years between both ends of "1999/00"; "2021-04" is no pair
WORD = re.compile(r"[^\W\d_]+\.?")
NUMBER = re.compile(r"\d+")
NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(?!\d)|(\d{4})([.-])(\d{2})\6(\d{2})(?!\d))",
)
NUMERIC_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{4})(?!\d)")
ISO_MONTHS = re.compile(r"(\d{4}-\d\d)(?:/| \D+ )(\d{4}-\d\d)")
# "14.-15.6.2023" and "30.9.–2.10.2023": the first day leaves the year, or month and year, to the second.
FIRST_DAY = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\.)?[^\d]{1,9}\d{1,2}\. ?\d{1,2}\. ?\d{4}$")
# Regions that write the month first in all-number dates.
MONTH_FIRST = frozenset({"US"})
LONGEST = 60  # characters; no date expression of the grammar is longer


def read_date(text: str, *, cues: Cues, region: str | None) -> str | None:
    """Return the EDTF value of an expression that `find_dates` found, or None where it is no date.

    "September 28, 2022" gives "2022-09-28", "Feb. 27 - Mar. 21, 2023" gives "2023-02-27/2023-03-21",
    "Wintersemester 2007/08" gives "2007/2008", "the 1990s" "199X"; a season, quarter or semester keeps its year.
    Nothing is filled in that is not written. `region` decides whether 09/01/2024 is in January or September.
    """
    value = _read(text, cues, region) if len(text) <= LONGEST and YEAR.search(text) else None
    return value if value and is_edtf(value) else None


def _read(text: str, cues: Cues, region: str | None) -> str | None:
    decade = DECADE.search(text)
    if decade:
        return _decade(decade.group(1), decade.group(2), text)
    if NUMERIC.search(text):
        return _numeric(text, region)
    iso_months = ISO_MONTHS.fullmatch(text)
    if iso_months:
        return "/".join(iso_months.groups())
    month_numbers = NUMERIC_MONTH.findall(text)
    if month_numbers:
        return "/".join(f"{year}-{int(month):02}" for month, year in month_numbers)
    if any(word.rstrip(".").casefold() in cues.months for word in WORD.findall(text)):
        return _with_months(text, cues)
    return _years_only(text)


def _decade(century: str, decade: str, text: str) -> str | None:
    """The value "199X"; but "the 1900s" are a decade for some and a century for others."""
    return None if decade == "0" and century != "20" and text.endswith("s") else f"{century}{decade}X"


def _numeric(text: str, region: str | None) -> str | None:
    """One or two days written in numbers only; both ends have day and month in the same order."""
    found = list(NUMERIC.finditer(text))
    pairs = [(int(m.group(1)), int(m.group(3))) for m in found if m.group(2) in {"/", "-"}]
    months_first = any(second > 12 for _, second in pairs) or (
        region in MONTH_FIRST and all(first <= 12 for first, _ in pairs)
    )
    ends = []
    for match in found:
        first, sign, second, year, iso_year, _, iso_month, iso_day = match.groups()
        if iso_year:
            ends.append(End(int(iso_day), int(iso_month), int(iso_year)))
        elif sign != "." and months_first:
            ends.append(End(int(second), int(first), int(year)))
        else:
            ends.append(End(int(first), int(second), int(year)))
    shared = FIRST_DAY.match(text)
    if shared:
        day, month = shared.groups()
        ends.insert(0, End(int(day), int(month) if month else None, None))
    return _join(ends)


def _years_only(text: str) -> str | None:
    """One year, or the first and the last of those named."""
    years: list[int] = []
    for first, *others in YEARS.findall(text):
        years.append(int(first))
        second = "".join(others)
        if len(second) == len("2007"):
            years.append(int(second))
        elif second:
            full = int(first[:2] + second)
            years.append(full if full > int(first) else full + 100)  # 1999/00 ends in 2000
            if years[-1] - years[-2] > LONGEST_SHORT_PAIR:
                return None
    return "/".join(f"{year:04}" for year in dict.fromkeys((years[0], years[-1])))


@dataclass(frozen=True, slots=True)
class End:
    """A day, or one end of an interval, with what is written of it."""

    day: int | None
    month: int | None
    year: int | None

    @property
    def value(self) -> str | None:
        """The EDTF value; None for a day or month that the calendar does not have."""
        if self.month is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" if self.day is None else _day(self.day, self.month, self.year)

    def completed_by(self, other: End) -> End:
        """The same with what the other end tells for both: "3. bis 5. März 2021", "February 2019 to 2024"."""
        month = other.month if self.month is None and self.day is not None else self.month
        return End(self.day, month, other.year if self.year is None else self.year)


@cache
def _between(cues: Cues) -> re.Pattern[str]:
    """What stands between both ends of an interval."""
    return re.compile(rf" ?[{DASH}/] ?| {cues.alternatives('dates.ranges', 'dates.pairs')} ", re.IGNORECASE)


def _with_months(text: str, cues: Cues) -> str | None:
    """A point or an interval with the names of months."""
    ends = []
    for part in _between(cues).split(text):
        months = [number for word in WORD.findall(part) if (number := cues.months.get(word.rstrip(".").casefold()))]
        years, days = YEAR.findall(part), NUMBER.findall(YEAR.sub(" ", part))
        if max(len(months), len(years), len(days)) > 1:
            return None
        ends.append(End(*(int(found[0]) if found else None for found in (days, months, years))))
    return _join(ends)


def _join(ends: list[End]) -> str | None:
    """The value of a day or of an interval; what one end leaves out is that of the other.

    A first month without a year that comes after the second is of the year before ("Dec. 28 - Jan. 3, 2022").
    """
    if len(ends) > 2:
        return None
    start, end = ends[0].completed_by(ends[-1]), ends[-1].completed_by(ends[0])
    if ends[0].year is None and start.year and start.month and end.month and start.month > end.month:
        start = replace(start, year=start.year - 1)
    values = (start.value, end.value)
    return None if None in values else "/".join(value for value in values[: len(ends)] if value)


def _day(day: int, month: int, year: int | None) -> str | None:
    """The day as ISO 8601, or None for one that the calendar does not have (31 February).

    All three are known here, so there is nothing to guess: dateparser says the same of every day of the years that
    the grammar knows (a law in the tests), but takes a quarter of a second to get ready.
    """
    if year is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
