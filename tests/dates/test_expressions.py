from __future__ import annotations

import pytest

from lhextract.dates.expressions import find_dates
from lhextract.language.cues import Cues


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        pytest.param("on September 28, 2022, the", "September 28, 2022", id="american"),
        pytest.param("from Feb. 27 - Mar. 21, 2023 in", "Feb. 27 - Mar. 21, 2023", id="two-months"),
        pytest.param("in January 2002 the", "January 2002", id="month"),
        pytest.param("am 3. März 2021 wurde", "3. März 2021", id="german"),
        pytest.param("vom 3. bis 5. März 2021", "3. bis 5. März 2021", id="german-days"),
        pytest.param("on the 3rd of May 2020", "3rd of May 2020", id="ordinal"),
        pytest.param("am 03.04.2021 und", "03.04.2021", id="numeric"),
        pytest.param("on 2021-04-03.", "2021-04-03", id="iso"),
        pytest.param("in the summer semester 2021", "summer semester 2021", id="semester"),
        pytest.param("im Wintersemester 2007/08 begann", "Wintersemester 2007/08", id="winter-semester"),
        pytest.param("in the academic year 2012/13", "academic year 2012/13", id="academic-year"),
        pytest.param("ran from 2018 to 2023.", "2018 to 2023", id="range-in-words"),
        pytest.param("(2016–2019)", "2016–2019", id="range"),
        pytest.param("since 2014.", "2014", id="year"),
        pytest.param("Term: 01/01/2023 - 31/12/2026", "01/01/2023 - 31/12/2026", id="numeric-range"),
        pytest.param("Laufzeit: 1.1.2024 bis 31.12.2028.", "1.1.2024 bis 31.12.2028", id="numeric-range-in-words"),
        pytest.param("Laufzeit: 11/2022–10/2025 |", "11/2022–10/2025", id="numeric-months"),
        pytest.param("(Stand 03/2024):", "03/2024", id="numeric-month"),
        pytest.param("am 13./14. Juni 2024, eine", "13./14. Juni 2024", id="two-days"),
        pytest.param("Mikulov, 14.-15.6.2023: M", "14.-15.6.2023", id="two-numeric-days"),
        pytest.param("(14th to 25th August, 2023)", "14th to 25th August, 2023", id="days-before-a-comma"),
        pytest.param("modified: 2023.03.28", "2023.03.28", id="year-first"),
        pytest.param('Peatlands" (FY2021-2023; A', "FY2021-2023", id="fiscal-years"),
        pytest.param("in fiscal year 2022.", "fiscal year 2022", id="fiscal-year"),
        pytest.param("TITLES, A.Y. 2024/2025", "A.Y. 2024/2025", id="academic-year-short"),
        pytest.param("V: 2023/24 to 2026/27", "2023/24 to 2026/27", id="academic-years"),
        pytest.param("im Februar und März 2022, auf", "Februar und März 2022", id="two-months-one-year"),
        pytest.param("01.09.2022–31.08.2026 (DFG)", "01.09.2022–31.08.2026", id="numeric-range-without-blanks"),
        pytest.param("am 8./9.6.2024 in", "8./9.6.2024", id="two-numeric-days-with-a-slash"),
        pytest.param("in the 1990s, when", "1990s", id="decade"),
        pytest.param("in den 1990er Jahren war", "1990er Jahren", id="german-decade"),
        pytest.param("der 1990er-Jahre.", "1990er-Jahre", id="german-decade-with-a-hyphen"),
        pytest.param("in the early-1990s", "1990s", id="early-decade"),
        pytest.param("by mid-2019, both", "2019", id="middle-of-a-year"),
        pytest.param("in mid-September 2019", "September 2019", id="middle-of-a-month"),
        pytest.param("Mitte 2019 kam", "2019", id="german-middle-of-a-year"),
        pytest.param("from 2023/2024 to 2025/2026.", "2023/2024 to 2025/2026", id="academic-years-in-full"),
        pytest.param(
            "vom Wintersemester 2023/24 bis Sommersemester 2026 an",
            "Wintersemester 2023/24 bis Sommersemester 2026",
            id="from-semester-to-semester",
        ),
        pytest.param(
            "(Wintersemester 2023/24 bis 2026/27)", "Wintersemester 2023/24 bis 2026/27", id="winter-semesters"
        ),
        pytest.param("summer 2021 to spring 2022", "summer 2021 to spring 2022", id="seasons"),
        pytest.param("im WS 2023/24 und", "WS 2023/24", id="short-winter-semester"),
        pytest.param("ab SoSe 2021:", "SoSe 2021", id="short-summer-semester"),
        pytest.param("im Frühjahr/Sommer 2022", "Frühjahr/Sommer 2022", id="two-seasons"),
        pytest.param("launched in Q3 2022.", "Q3 2022", id="quarter"),
        pytest.param("in the third quarter of 2022", "third quarter of 2022", id="quarter-in-words"),
        pytest.param("im 3. Quartal 2022", "3. Quartal 2022", id="german-quarter"),
        pytest.param("vom 1. bis zum 5. Oktober 2021", "1. bis zum 5. Oktober 2021", id="german-days-with-article"),
        pytest.param("the 1st to the 5th of October 2021", "1st to the 5th of October 2021", id="days-with-article"),
        pytest.param("from 1 to 5 October 2021 in", "1 to 5 October 2021", id="days-in-words"),
        pytest.param("from February 2019 to 2024.", "February 2019 to 2024", id="month-to-year"),
        pytest.param("from May 3, 2019 to 2024.", "May 3, 2019 to 2024", id="day-to-year"),
        pytest.param("2019 bis März 2024", "2019 bis März 2024", id="year-to-month"),
        pytest.param("period: 2021-09/2022-08", "2021-09/2022-08", id="iso-months"),
        pytest.param("period: 2021-09-01/2022-08-31", "2021-09-01/2022-08-31", id="iso-interval"),
        pytest.param("on 12-10-2021 in", "12-10-2021", id="hyphens"),
        pytest.param("30.9.–2.10.2021", "30.9.–2.10.2021", id="numeric-days-of-two-months"),
        pytest.param("2018–present", "2018", id="open-range"),
        pytest.param("von 2018 bis heute", "2018", id="german-open-range"),
    ],
)
def test_whole_expression(text: str, expression: str, cues: Cues) -> None:
    """The longest expression that is found is the whole date, without the words around it."""
    found = [text[start:end] for start, end, _ in find_dates(text, cues)]
    assert max(found, key=len) == expression


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("in 2022 and 2023", ["2022", "2023"], id="two-years"),
        pytest.param("of July 2019 and October 2019", ["July 2019", "October 2019", "2019", "2019"], id="two-months"),
        pytest.param("2,000 students, 2.014 euros", [], id="thousands"),
        pytest.param("room 20145 or A2014", [], id="longer-numbers"),
        pytest.param("in the past 20 years", [], id="relative-time"),
        pytest.param("in 2150 and 1066", [], id="out-of-reach"),
        pytest.param("https://example.org/2014/news", [], id="inside-address"),
        pytest.param("Oct '21 and 10/21", [], id="two-digit-years"),
        pytest.param("since the 19th century, im 20. Jahrhundert", [], id="centuries"),
        pytest.param("in den 90er Jahren, the '90s", [], id="two-digit-decades"),
        pytest.param("a 1250s engine", [], id="no-decade-of-ours"),
    ],
)
def test_bare_years(text: str, years: list[str], cues: Cues) -> None:
    """A bare year is four digits that touch no other letter or digit."""
    assert [text[start:end] for start, end, _ in find_dates(text, cues)] == years


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3. bis 5. März 2021", "day-range"),
        ("July 4 to 15, 2022", "day-range"),
        ("1. Mai bis 3. Juni 2021", "date-range"),
        ("Feb. 27 - Mar. 21, 2023", "date-range"),
        ("Januar bis März 2020", "month-range"),
        ("Jan. 2019 – May 2020", "month-range"),
        ("February 2019 to 2024", "uneven-range"),
        ("2019 bis März 2024", "uneven-range"),
        ("3. März 2021", "date"),
        ("May 2014", "month"),
        ("03.04.2021", "numeric"),
        ("01.09.2022–31.08.2026", "numeric-range"),
        ("8./9.6.2024", "numeric-range"),
        ("03/2024", "numeric-month"),
        ("2021-09/2022-08", "numeric-month"),
        ("Q3 2022", "quarter"),
        ("WS 2023/24", "term"),
        ("WS 2023/24 bis SoSe 2026", "term-range"),
        ("2023/24 bis 2026/27", "term-range"),
        ("1990s", "decade"),
        ("2016–19", "year-range"),
        ("2014", "year"),
    ],
)
def test_form_of_an_expression(text: str, form: str, cues: Cues) -> None:
    """The whole expression has one form, by whose name a reader of the evidence knows the rule."""
    assert [name for start, end, name in find_dates(text, cues) if (start, end) == (0, len(text))] == [form]
