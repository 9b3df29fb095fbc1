from __future__ import annotations

import pytest

from lhextract.model.mention import Label
from tests.builders import found_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("Since 2014, both have met.", ["2014"], id="year"),
        pytest.param("from Feb. 27 - Mar. 21, 2023 in Dresden", ["Feb. 27 - Mar. 21, 2023"], id="interval"),
        pytest.param("the opening on September 28, 2022.", ["September 28, 2022"], id="day"),
        pytest.param("in 2022 and 2023", ["2022", "2023"], id="two"),
        pytest.param("ran from 2018 to 2023", ["2018 to 2023"], id="range"),
        pytest.param("won the BAUMA 2016 prize", ["2016"], id="edition-of-a-prize"),
        pytest.param("funded 2016–19 by", ["2016–19"], id="short-range"),
        pytest.param("file number 2021-04 of", [], id="file-number"),
        pytest.param("© 2023 Universität", ["2023"], id="copyright"),
        pytest.param("© UL 2023", ["2023"], id="copyright-of-somebody"),
        pytest.param("the schools of the 1990s", ["1990s"], id="decade"),
        pytest.param("started in Q3 2022.", ["Q3 2022"], id="quarter"),
        pytest.param("by mid-2019 it was", ["2019"], id="middle-of-a-year"),
        pytest.param("from February 2019 to 2024", ["February 2019 to 2024"], id="month-to-year"),
        pytest.param("unter der Nummer GRK 2000 von 2016 bis 2024", ["2016 bis 2024"], id="range-after-a-code"),
        pytest.param("the priority programme SPP 2005 began", [], id="SPP"),
        pytest.param("the GRK 2250 and the TRR 339", [], id="GRK"),
        pytest.param("funded by Horizon 2020.", [], id="Horizon"),
        pytest.param("29 University partners and 30 ECTS", [], id="two-digits"),
        pytest.param("with 2000 students", [], id="count"),
        pytest.param("up to 2000 € per year", [], id="money"),
        pytest.param("Tel.: 0351 2014 2015", [], id="inside-phone"),
        pytest.param("https://example.org/news-2014", [], id="inside-address"),
    ],
)
def test_years(text: str, years: list[str]) -> None:
    """A year is a whole expression of time; what is part of a name, code, count or number is none."""
    assert [mention.text for mention in found_in(text) if mention.label is Label.YEAR] == years
