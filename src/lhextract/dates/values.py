"""The value of a date expression in EDTF (ISO 8601-2, level 0)."""

from __future__ import annotations

import re
import warnings
from calendar import month_name
from datetime import datetime

from lhextract.language.cues import Cues

YEAR = re.compile(r"\d{4}")
SHORT_PAIR = re.compile(r"(\d{4}) ?[/\u2010-\u2015-] ?(\d{2,4})$")
WORD = re.compile(r"[^\W\d_]+\.?")
NUMBER = re.compile(r"\d+")
NUMERIC = re.compile(r"(\d{1,2})([./]) ?(\d{1,2})[./] ?(\d{4})(?!\d)|(\d{4})[.-](\d{2})[.-](\d{2})(?!\d)")
NUMERIC_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{4})(?!\d)")
# "14.-15.6.2023": the first day leaves month and year to the second.
FIRST_DAY = re.compile(r"(\d{1,2})\.[^\d]{1,7}\d{1,2}\. ?\d{1,2}\. ?\d{4}$")
TERMS = re.compile(r"\d{4}/\d\d")
# Regions that write the month first in all-number dates.
MONTH_FIRST = frozenset({"US"})
LONGEST = 60  # characters; no date expression of the grammar is longer


def read_date(text: str, *, cues: Cues, region: str | None) -> str | None:
    """Return the EDTF value of an expression that `find_dates` found, or None where it is no date.

    "September 28, 2022" gives "2022-09-28", "Feb. 27 - Mar. 21, 2023" gives "2023-02-27/2023-03-21",
    "Wintersemester 2007/08" gives "2007/2008"; a season or semester keeps its year. Nothing is filled in
    that is not written. `region` decides whether 09/01/2024 is in January or September.
    """
    if len(text) > LONGEST:
        return None
    if NUMERIC.search(text):
        return _forward(_numeric(text, region))
    month_numbers = NUMERIC_MONTH.findall(text)
    if month_numbers:
        return _forward("/".join(f"{year}-{int(month):02}" for month, year in month_numbers))
    months = [number for word in WORD.findall(text) if (number := cues.months.get(word.rstrip(".").casefold()))]
    if months:
        return _with_months(text, months)
    return _years_only(text)


def _forward(value: str | None) -> str | None:
    """The value, or None for an interval that ends before it begins."""
    ends = value.split("/") if value else []
    return None if len(ends) > 1 and ends[0] > ends[-1] else value


def _numeric(text: str, region: str | None) -> str | None:
    """One or two days written in numbers only; both ends have day and month in the same order."""
    values: list[str | None] = []
    pairs = [(int(m.group(1)), int(m.group(3))) for m in NUMERIC.finditer(text) if m.group(2) == "/"]
    months_first = any(second > 12 for _, second in pairs) or (
        region in MONTH_FIRST and all(first <= 12 for first, _ in pairs)
    )
    shared = FIRST_DAY.match(text)
    for match in NUMERIC.finditer(text):
        first, sign, second, year, iso_year, iso_month, iso_day = match.groups()
        if iso_year:
            values.append(_day(iso_day, int(iso_month), iso_year))
            continue
        day, month = (second, first) if sign == "/" and months_first else (first, second)
        values += [_day(shared.group(1), int(month), year)] if shared else []
        values.append(_day(day, int(month), year))
    return None if None in values else "/".join(value for value in values if value)


def _years_only(text: str) -> str:
    terms = TERMS.findall(text)
    if len(terms) > 1:
        return f"{terms[0][:4]}/{_years_only(terms[-1]).rsplit('/', 1)[-1]}"
    pair = SHORT_PAIR.search(text)
    if pair:
        first, second = pair.groups()
        full = int(f"{first[: 4 - len(second)]}{second}")
        return f"{first}/{full if full > int(first) else full + 100}"  # 1999/00 ends in 2000
    return "/".join(YEAR.findall(text))


def _with_months(text: str, months: list[int]) -> str | None:
    """A point or an interval; what one end leaves out (month, year) is that of the other end."""
    years = YEAR.findall(text)
    days = NUMBER.findall(YEAR.sub(" ", text))
    ends = max(len(months), len(days), len(years))
    if ends > 2:
        return None
    values = []
    for end in range(ends):
        month, year = months[min(end, len(months) - 1)], years[min(end, len(years) - 1)]
        values.append(_day(days[end], month, year) if end < len(days) else f"{year}-{month:02}")
    return None if None in values else "/".join(value for value in values if value)


def _day(day: str, month: int, year: str) -> str | None:
    """The day as ISO 8601, or None for one that the calendar does not have (31 February)."""
    if not 1 <= month <= 12:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser warns about its own parsing on newer Pythons
        import dateparser

        found = dateparser.parse(
            f"{int(day)} {month_name[month]} {year}",
            languages=["en"],
            # Every part is required and the base is fixed, so nothing can come from today's date.
            settings={
                "REQUIRE_PARTS": ["day", "month", "year"],
                "DATE_ORDER": "DMY",
                "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a date has no zone
                "PARSERS": ["absolute-time"],
            },
        )
    return found.strftime("%Y-%m-%d") if found else None
