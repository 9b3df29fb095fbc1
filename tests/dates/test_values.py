from __future__ import annotations

import time
from datetime import date, datetime
from typing import Self

import dateparser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lhextract.dates import values
from lhextract.dates.edtf import is_edtf
from lhextract.dates.expressions import find_dates
from lhextract.dates.values import read_date
from lhextract.language.cues import Cues, load_cues


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("2014", "2014", id="year"),
        pytest.param("January 2002", "2002-01", id="month"),
        pytest.param("September 28, 2022", "2022-09-28", id="day"),
        pytest.param("3. März 2021", "2021-03-03", id="german-day"),
        pytest.param("Feb. 27 - Mar. 21, 2023", "2023-02-27/2023-03-21", id="year-of-the-other-end"),
        pytest.param("3. bis 5. März 2021", "2021-03-03/2021-03-05", id="month-of-the-other-end"),
        pytest.param("Dec. 2021 – Jan. 2022", "2021-12/2022-01", id="months"),
        pytest.param("2018 to 2023", "2018/2023", id="years"),
        pytest.param("academic year 2012/13", "2012/2013", id="academic-year"),
        pytest.param("Wintersemester 2007/08", "2007/2008", id="winter-semester"),
        pytest.param("Wintersemester 1999/00", "1999/2000", id="turn-of-the-century"),
        pytest.param("03/13/2021", "2021-03-13", id="only-one-can-be-the-month"),
        pytest.param("summer semester 2021", "2021", id="semester-keeps-its-year"),
        pytest.param("2021-04-03", "2021-04-03", id="iso"),
        pytest.param("03.04.2021", "2021-04-03", id="points"),
        pytest.param("29 February 2024", "2024-02-29", id="leap-day"),
        pytest.param("01/02/2023 - 12/31/2023", "2023-01-02/2023-12-31", id="one-end-shows-the-order"),
        pytest.param("01.09.2022–31.08.2026", "2022-09-01/2026-08-31", id="numeric-range"),
        pytest.param("11/2022–10/2025", "2022-11/2025-10", id="numeric-months"),
        pytest.param("13./14. Juni 2024", "2024-06-13/2024-06-14", id="two-days"),
        pytest.param("14.-15.6.2023", "2023-06-14/2023-06-15", id="two-numeric-days"),
        pytest.param("2023.03.28", "2023-03-28", id="year-first"),
        pytest.param("FY2021-2023", "2021/2023", id="fiscal-years"),
        pytest.param("A.Y. 2024/2025", "2024/2025", id="academic-year-short"),
        pytest.param("2023/24 to 2026/27", "2023/2027", id="academic-years"),
        pytest.param("Februar und März 2022", "2022-02/2022-03", id="two-months"),
        pytest.param("01/01/2023 - 31/12/2026", "2023-01-01/2026-12-31", id="numeric-range-with-slashes"),
        pytest.param("1.1.2024 bis 31.12.2028", "2024-01-01/2028-12-31", id="numeric-range-in-words"),
        pytest.param("03/2024", "2024-03", id="numeric-month"),
        pytest.param("8./9.6.2024", "2024-06-08/2024-06-09", id="two-numeric-days-with-a-slash"),
        pytest.param("14th to 25th August, 2023", "2023-08-14/2023-08-25", id="ordinals"),
        pytest.param("fiscal year 2022", "2022", id="fiscal-year"),
        pytest.param("1998/99 to 2001/02", "1998/2002", id="academic-years-over-the-century"),
        pytest.param("1990s", "199X", id="decade"),
        pytest.param("2000s", "200X", id="first-decade"),
        pytest.param("1990er Jahren", "199X", id="german-decade"),
        pytest.param("1900er-Jahre", "190X", id="german-first-decade"),
        pytest.param("2023/2024 to 2025/2026", "2023/2026", id="academic-years-in-full"),
        pytest.param("Wintersemester 2023/24 bis Sommersemester 2026", "2023/2026", id="from-semester-to-semester"),
        pytest.param("Wintersemester 2023/24 bis 2026/27", "2023/2027", id="winter-semesters"),
        pytest.param("winter semester 2023 – 2025/26", "2023/2026", id="only-one-end-in-two-years"),
        pytest.param("WS 2023/24", "2023/2024", id="short-winter-semester"),
        pytest.param("SoSe 2021", "2021", id="short-summer-semester"),
        pytest.param("summer 2021 to spring 2022", "2021/2022", id="seasons"),
        pytest.param("Q3 2022", "2022", id="quarter-keeps-its-year"),
        pytest.param("3. Quartal 2022", "2022", id="german-quarter-keeps-its-year"),
        pytest.param("2016–19", "2016/2019", id="short-range"),
        pytest.param("1. bis zum 5. Oktober 2021", "2021-10-01/2021-10-05", id="german-days-with-article"),
        pytest.param("1 to 5 October 2021", "2021-10-01/2021-10-05", id="days-in-words"),
        pytest.param("July 4 to 15, 2022", "2022-07-04/2022-07-15", id="american-days"),
        pytest.param("February 2019 to 2024", "2019-02/2024", id="month-to-year"),
        pytest.param("May 3, 2019 to 2024", "2019-05-03/2024", id="day-to-year"),
        pytest.param("2019 bis März 2024", "2019/2024-03", id="year-to-month"),
        pytest.param("2021-09/2022-08", "2021-09/2022-08", id="iso-months"),
        pytest.param("2021-09-01/2022-08-31", "2021-09-01/2022-08-31", id="iso-interval"),
        pytest.param("12.10.2021", "2021-10-12", id="points-are-never-swapped"),
        pytest.param("12-10-2021", "2021-10-12", id="hyphens"),
        pytest.param("30.9.–2.10.2021", "2021-09-30/2021-10-02", id="numeric-days-of-two-months"),
        pytest.param("28.12.–3.1.2022", "2021-12-28/2022-01-03", id="numeric-days-over-new-year"),
        pytest.param("Dec. 28 - Jan. 3, 2022", "2021-12-28/2022-01-03", id="days-over-new-year"),
        pytest.param("1999/59", "1999/2059", id="sixty-years"),
        pytest.param("09/12/2024", "2024-12-09", id="december-can-be-the-month"),
        pytest.param("01/13/2023 – 02.03.2023", "2023-01-13/2023-03-02", id="points-beside-slashes"),
        pytest.param("October to February 2023", "2022-10/2023-02", id="months-over-new-year"),
    ],
)
def test_value_is_edtf(text: str, value: str, cues: Cues) -> None:
    """The value of an expression is EDTF, as exact as what is written and no more exact."""
    assert read_date(text, cues=cues, region="DE") == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31 February 2020", id="31-february"),
        pytest.param("31.12.2026 – 01.01.2023", id="ends-before-it-begins"),
        pytest.param("10/2025–11/2022", id="months-backwards"),
        pytest.param("29 February 2023", id="no-leap-year"),
        pytest.param("31.04.2021", id="31-april"),
        pytest.param("13/13/2021", id="month-13"),
        pytest.param("Feb. 27 - Feb. 31, 2023", id="one-end"),
        pytest.param("2021-02-30", id="iso"),
        pytest.param("01.09.2022–31.09.2026", id="one-end-in-numbers"),
        pytest.param("30.-31.6.2023", id="second-of-two-days"),
        pytest.param("0.-1.6.2023", id="no-first-day"),
        pytest.param("2023.02.29", id="year-first"),
        pytest.param("May 2014 " * 10, id="too-long"),
        pytest.param("1900s", id="decade-or-century"),
        pytest.param("2023–2021", id="years-backwards"),
        pytest.param("2021-04", id="no-pair-of-years"),
        pytest.param("2022-08/2021-09", id="iso-months-backwards"),
        pytest.param("5 to 1 October 2021", id="days-backwards"),
        pytest.param("March 2024 to 2019", id="month-to-an-earlier-year"),
        pytest.param("1999/60", id="sixty-one-years"),
        pytest.param("2007/07", id="the-same-two-digits"),
        pytest.param("May June 2014", id="two-months-without-a-word-between"),
        pytest.param("May 2014 2015", id="two-years-of-a-month"),
        pytest.param("3 4 May 2014", id="two-days-of-a-month"),
        pytest.param("Jan – Feb – Mar 2014", id="three-ends"),
        pytest.param("3. März", id="day-without-a-year"),
        pytest.param("März", id="month-without-a-year"),
        pytest.param("no date", id="words"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_day_that_no_calendar_has_is_unreadable(text: str, cues: Cues) -> None:
    """An expression that looks like a date and is none has no value: it is never mended."""
    assert read_date(text, cues=cues, region="DE") is None


@pytest.mark.parametrize("text", ["09/01/2024", "09-01-2024"])
@pytest.mark.parametrize(("region", "value"), [("US", "2024-09-01"), ("GB", "2024-01-09"), (None, "2024-01-09")])
def test_region_decides_the_order(text: str, region: str | None, value: str, cues: Cues) -> None:
    """09/01/2024 is in September in the US and in January elsewhere."""
    assert read_date(text, cues=cues, region=region) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("12/01/2024", "2024-12-01", id="twelve-is-a-month"),
        pytest.param("13/01/2024", "2024-01-13", id="thirteen-is-none"),
        pytest.param("01/02/2024 - 13/03/2024", "2024-02-01/2024-03-13", id="one-end-shows-the-order"),
    ],
)
def test_the_day_can_be_first_in_the_united_states(text: str, value: str, cues: Cues) -> None:
    """The order of a region gives way where the numbers leave no month in it."""
    assert read_date(text, cues=cues, region="US") == value


@pytest.mark.parametrize("text", ["May 2014", "2014", "summer 2014"])
def test_nothing_is_filled_in(text: str, cues: Cues) -> None:
    """What is not written is not filled in: no day, no month, nothing from today."""
    assert read_date(text, cues=cues, region="DE") == ("2014-05" if "May" in text else "2014")


DAYS = st.dates(date(1750, 1, 1), date(2099, 12, 31))
# How a day is written, with placeholders for day, month and year.
DAY_FORMS = st.sampled_from(
    [
        "{d}. {german} {y}",
        "{d} {english} {y}",
        "{english} {d}, {y}",
        "{d}.{m}.{y}",
        "{d:02}.{m:02}.{y}",
        "{d}/{m}/{y}",
        "{y}-{m:02}-{d:02}",
    ]
)
ENGLISH = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
GERMAN = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
]  # fmt: skip


def written(day: date, form: str) -> str:
    """A day as a page may write it."""
    names = {"english": ENGLISH[day.month - 1], "german": GERMAN[day.month - 1]}
    return form.format(d=day.day, m=day.month, y=day.year, **names)


@given(DAYS, DAY_FORMS)
def test_every_day_is_found_and_read(day: date, form: str) -> None:
    """Whatever way a day is written, the whole of it is found and its value is that day."""
    text = written(day, form)
    assert (0, len(text)) in {(start, end) for start, end, _ in find_dates(text, load_cues())}
    assert read_date(text, cues=load_cues(), region="DE") == day.isoformat()


@given(DAYS, DAYS, DAY_FORMS, st.sampled_from([" – ", " bis ", " to "]))
def test_an_interval_runs_forward(one: date, other: date, form: str, between: str) -> None:
    """Two days in order are an interval; two days in the wrong order have no value."""
    text = written(one, form) + between + written(other, form)
    value = f"{one.isoformat()}/{other.isoformat()}" if one <= other else None
    assert read_date(text, cues=load_cues(), region="DE") == value


@given(st.integers(0, 31), st.integers(0, 13), st.integers(1750, 2099))
def test_only_days_of_the_calendar_are_read(day: int, month: int, year: int) -> None:
    """A day has a value if and only if the calendar has it, and the value is that day."""
    text = f"{day:02}.{month:02}.{year}"
    value = text[6:] + "-" + text[3:5] + "-" + text[:2]
    assert read_date(text, cues=load_cues(), region="DE") == (value if is_edtf(value) else None)


PIECES = st.sampled_from(
    [
        "2019",
        "2023/24",
        "1990",
        "s",
        "er Jahre",
        "12",
        "31",
        ".",
        "/",
        "-",
        "–",
        " ",
        " to ",
        " bis ",
        " und ",
        ", ",
        "May",
        "März",
        "Sept.",
        "WS",
        "Q3",
        "summer",
        "FY",
        "2021-09",
    ]
)


@given(st.lists(PIECES, max_size=9).map("".join), st.sampled_from(["US", "DE", None]))
def test_every_value_is_edtf(text: str, region: str | None) -> None:
    """Whatever the grammar finds, and whatever else is read, its value is EDTF of level 0 or 1 or there is none."""
    for start, end, _ in find_dates(text, load_cues()):
        value = read_date(text[start:end], cues=load_cues(), region=region)
        assert value is None or is_edtf(value)
    whole = read_date(text, cues=load_cues(), region=region)
    assert whole is None or is_edtf(whole)


SEVERAL = [
    "3. März 2021", "May 2014", "Feb. 27 - Mar. 21, 2023", "29 February 2024", "29 February 2023", "1990s",
    "31.12.2021", "2018 to 2023",
]  # fmt: skip


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", [date(1969, 12, 31), date(2024, 2, 29), date(2101, 2, 28)], ids=str)
def test_neither_clock_nor_zone_matters(zone: str, day: date, cues: Cues, monkeypatch: pytest.MonkeyPatch) -> None:
    """The values are the same whatever day it is, and wherever the machine stands."""

    class Clock(date):
        @classmethod
        def today(cls) -> Self:
            return cls(day.year, day.month, day.day)

    before = [read_date(text, cues=cues, region="DE") for text in SEVERAL]
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(values, "date", Clock)
    after = [read_date(text, cues=cues, region="DE") for text in SEVERAL]
    monkeypatch.undo()
    time.tzset()
    assert after == before


def by_dateparser(day: int, month: int, year: int) -> str | None:
    """What dateparser makes of a day in numbers, when it may guess nothing."""
    found = dateparser.parse(
        f"{year:04}-{month:02}-{day:02}",
        languages=["en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "YMD",
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a date has no zone
            "PARSERS": ["absolute-time"],
        },
    )
    return found.strftime("%Y-%m-%d") if found else None


# How a day is written in the languages of the cues; months by name in every form that they know.
NAMED = (
    "{d} {name} {y}",
    "{d}. {name} {y}",
    "{d}.{name} {y}",
    "{name} {d}, {y}",
    "{d}th of {name} {y}",
    "{name} {d} {y}",
)
NUMBERED = (
    "{d}.{m}.{y}",
    "{d}. {m}. {y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{y}.{m:02}.{d:02}",
    "{d:02}-{m:02}-{y}",
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:dateparser")
@given(
    st.sampled_from((*NAMED, *NUMBERED)),
    st.sampled_from(sorted(load_cues().months.items())),
    st.integers(1, 31),
    st.integers(1100, 2099),
)
def test_days_are_those_of_dateparser(form: str, name: tuple[str, int], day: int, year: int) -> None:
    """Every month of every language in every form gives the day that dateparser gives, or none where it gives none."""
    text = form.format(d=day, name=name[0], m=name[1], y=year)
    if form.startswith("{d:02}-"):
        assume(name[1] <= 12 and day > 12)  # which of both is the month is for the region to say
    assert read_date(text, cues=load_cues(), region="DE") == by_dateparser(day, name[1], year)
