from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.dates.edtf import days_of, is_edtf

POINTS = st.one_of(
    st.integers(1, 9999).map("{:04}".format),
    st.dates().map(lambda day: day.strftime("%Y-%m").rjust(7, "0")),
    st.dates().map(str),
)


@pytest.mark.parametrize(
    "value",
    [
        "2014",
        "2002-01",
        "2022-09-28",
        "2024-02-29",
        "199X",
        "19XX",
        "2004-XX",
        "2001-21",
        "2018/2023",
        "2019-02/2024",
        "2014/..",
        "../2014",
        "2014/2014",
        "2022-03/2022",
        "2023-02-27/2023-03-21",
    ],
)
def test_values_of_level_0_and_1(value: str) -> None:
    """Years, months, days, seasons, unspecified digits and intervals are EDTF."""
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("14", id="two-digits"),
        pytest.param("2014-13", id="month-13"),
        pytest.param("2014-25", id="no-season"),
        pytest.param("2014-00", id="month-0"),
        pytest.param("2023-02-29", id="no-leap-year"),
        pytest.param("2014-1-1", id="one-digit"),
        pytest.param("20X4", id="unspecified-before-specified"),
        pytest.param("2023/2018", id="backwards"),
        pytest.param("2023-05/2023-04", id="months-backwards"),
        pytest.param("../..", id="open-at-both-ends"),
        pytest.param("2014/", id="empty-end"),
        pytest.param("../20X4", id="open-and-no-end"),
        pytest.param("20X4/..", id="open-and-no-beginning"),
        pytest.param("0000-01-01", id="year-0"),
        pytest.param("2023-02-27/2023-03-21/2024", id="too-long"),
        pytest.param("2014/2015/2016", id="three-ends"),
        pytest.param("2014-01-01T12:00", id="time"),
        pytest.param("1990s", id="words"),
        pytest.param("2014 ", id="blank"),
        pytest.param("2014\n", id="line-end"),
        pytest.param("٢٠١٤", id="digits-of-other-scripts"),
    ],
)
def test_what_is_no_edtf(value: str) -> None:
    """A value is never almost EDTF."""
    assert not is_edtf(value)


@given(POINTS, POINTS)
def test_one_of_two_orders_is_an_interval(one: str, other: str) -> None:
    """Of two dates one is an interval with the other; both orders are one only where neither is earlier."""
    both = {is_edtf(f"{one}/{other}"), is_edtf(f"{other}/{one}")}
    told = min(len(one), len(other))
    assert both == ({True} if one[:told] == other[:told] else {True, False})


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2014-02-03", "2014-02-03", "2014-02-03"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2018/2023", "2018-01-01", "2023-12-31"),
        ("2003-02/2004-02", "2003-02-01", "2004-02-29"),
        ("2018/..", "2018-01-01", None),
        ("../2018", None, "2018-12-31"),
        ("2001-21/2003", None, "2003-12-31"),
        *[(f"2001-{season}", None, None) for season in (21, 22, 23, 24)],
    ],
)
def test_days_that_a_value_can_mean(value: str, earliest: str | None, latest: str | None) -> None:
    """A value reaches from its first to its last day; open ends and seasons have none."""
    assert days_of(value) == tuple(day and date.fromisoformat(day) for day in (earliest, latest))
