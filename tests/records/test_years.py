from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.records.years import build_years
from tests.builders import marked_block


@pytest.mark.parametrize(
    ("role", "line", "expected"),
    [
        pytest.param("body", "The agreement was signed in [[YEAR|2014]].", "start", id="signed"),
        pytest.param("body", "Founded on [[YEAR|3 May 2014]], it thrives.", "start", id="founded"),
        pytest.param("body", "Since [[YEAR|2014]] both meet.", "start", id="since"),
        pytest.param("body", "Seit [[YEAR|2014]] besteht sie.", "start", id="seit"),
        pytest.param("body", "It was declared a partner in [[YEAR|January 2002]].", "start", id="declared"),
        pytest.param("body", "The opening ceremony took place on [[YEAR|September 28, 2022]].", "event", id="day"),
        pytest.param("body", "It won the BAUMA [[YEAR|2016]] prize.", "event", id="edition"),
        pytest.param("body", "The campaign ran [[YEAR|Feb. 27 - Mar. 21, 2023]].", "event", id="days"),
        pytest.param("body", "It is funded until [[YEAR|2026]].", "other", id="until"),
        pytest.param("body", "Since [[YEAR|2018 to 2023]] the numbers rose.", "other", id="interval-of-years"),
        pytest.param("caption", "Photo: Eva Roth, founded [[YEAR|2014]]", "other", id="caption"),
        pytest.param("body", "It was founded. They met in [[YEAR|2014]].", "event", id="other-sentence"),
    ],
)
def test_role(role: str, line: str, expected: str, cues: Cues) -> None:
    """A date is the start of something, an event, or neither, by the words of its own sentence."""
    lines = [("body", "An initiative."), (role, line)]
    (year,) = build_years(marked_block(lines)[0], cues=cues, region="DE")
    assert year.role == expected


def test_one_year_per_expression(cues: Cues) -> None:
    """An expression that comes again is given once, where it stands first; an unreadable one has no value."""
    view, page = marked_block(
        [("body", "In [[YEAR|2014]] and [[YEAR|2014]]."), ("body", "On [[YEAR|31 February 2020]].")]
    )
    years = build_years(view, cues=cues, region="DE")
    assert [(year.text, year.value) for year in years] == [("2014", "2014"), ("31 February 2020", None)]
    assert years[0].start == page.text.index("2014")
