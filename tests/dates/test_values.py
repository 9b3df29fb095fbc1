from __future__ import annotations

import pytest

from lhextract.dates.values import read_date
from lhextract.language.cues import Cues


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
    ],
)
def test_a_day_that_no_calendar_has_is_unreadable(text: str, cues: Cues) -> None:
    """An expression that looks like a date and is none has no value: it is never mended."""
    assert read_date(text, cues=cues, region="DE") is None


@pytest.mark.parametrize(("region", "value"), [("US", "2024-09-01"), ("GB", "2024-01-09"), (None, "2024-01-09")])
def test_region_decides_the_order(region: str | None, value: str, cues: Cues) -> None:
    """09/01/2024 is in September in the US and in January elsewhere."""
    assert read_date("09/01/2024", cues=cues, region=region) == value


@pytest.mark.parametrize("text", ["May 2014", "2014", "summer 2014"])
def test_nothing_is_filled_in(text: str, cues: Cues) -> None:
    """What is not written is not filled in: no day, no month, nothing from today."""
    assert read_date(text, cues=cues, region="DE") == ("2014-05" if "May" in text else "2014")
