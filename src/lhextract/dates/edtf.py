"""Whether a value is EDTF (ISO 8601-2:2019): level 0 and what of level 1 a page can say."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

# Level 0: a year, a month, a day. Level 1: unspecified digits from the right ("199X"), a season (21 to 24).
POINT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(\d\d))?|\d{3}X|\d\dXX|\d{4}-XX", re.ASCII)
OPEN = ".."  # an end that has not come, or a beginning that nobody knows (level 1)
SEASONS = frozenset({"21", "22", "23", "24"})
LONGEST = len("2023-02-27/2023-03-21")


def is_edtf(value: str) -> bool:
    """Whether a value is a date, or an interval that does not end before it begins.

    Years have four digits. Left out of level 1: "?", "~" and "%", years before 0 and beyond 9999, and empty ends.
    """
    if len(value) > LONGEST:
        return False
    start, sign, end = value.partition("/")
    if not sign:
        return _is_point(start)
    if OPEN in (start, end):
        return start != end and all(each == OPEN or _is_point(each) for each in (start, end))
    return _is_point(start) and _is_point(end) and _runs_forward(start, end)


def _runs_forward(start: str, end: str) -> bool:
    """Whether the second date is not the earlier one, as far as both are told: "2022-03/2022" can be."""
    told = min(len(start), len(end))
    return start[:told] <= end[:told]


def _is_point(text: str) -> bool:
    match = POINT.fullmatch(text)
    if not match:
        return False
    year, _, month, day = match.groups()
    return day is None or _is_day(int(year), int(month), int(day))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:  # 31 February, the year 0
        return False
    return True


def days_of(value: str) -> tuple[date | None, date | None]:
    """The earliest and the latest day that a value can mean.

    None for an open end, and for a season, whose days depend on where one lives. An interval begins with the first day
    of its beginning and ends with the last day of its end. `value` is one that `is_edtf`.
    """
    start, sign, end = value.partition("/")
    return _days(start)[0], _days(end if sign else start)[1]


def _days(point: str) -> tuple[date | None, date | None]:
    year, _, rest = point.partition("-")
    month, _, day = rest.partition("-")
    if point == OPEN or month in SEASONS:
        return None, None
    first, last = (max(1, int(year.replace("X", digit))) for digit in "09")  # a calendar has no year 0
    if day:
        return (exact := date(first, int(month), int(day))), exact
    if month and month != "XX":
        return date(first, int(month), 1), date(first, int(month), monthrange(first, int(month))[1])
    return date(first, 1, 1), date(last, 12, 31)
