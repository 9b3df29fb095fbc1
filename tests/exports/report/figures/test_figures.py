from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from lhextract.exports.report.figures.categories import draw_categories
from lhextract.exports.report.figures.graph import arrange, pairs_of
from lhextract.exports.report.figures.mentions import draw_mentions
from lhextract.exports.report.figures.network import ROW, draw_network
from lhextract.exports.report.figures.svg import Figure, fit, text_width, wrap
from lhextract.exports.report.figures.years import draw_years, first_year
from lhextract.model.record import Records, Year
from tests.conftest import Extract
from tests.exports.report.reading import read_html

DRAWN: dict[str, Callable[[Records], Figure]] = {
    "categories": draw_categories,
    "mentions": draw_mentions,
    "years": draw_years,
    "network": draw_network,
}


def with_years(records: Records, values: list[str | None]) -> Records:
    """The records with these years, all in their first initiative."""
    years = tuple(Year(value or "?", value, "event", 0, 1) for value in values)
    first, *rest = (replace(one, years=()) for one in records.initiatives)
    return replace(records, initiatives=(replace(first, years=years), *rest))


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_picture_has_a_title_and_a_description(draw: Callable[[Records], Figure], records: Records) -> None:
    """A screen reader gets both, and the whole is one picture."""
    figure = draw(records)
    [svg] = read_html(figure.svg).all("svg")
    assert svg.attrs["role"] == "img"
    named = [node for node in svg.all() if node.attrs.get("id") in (svg.attrs["aria-labelledby"] or "").split()]
    assert [node.tag for node in named] == ["title", "desc"]
    assert all(node.text for node in named)


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_empty_records_have_figures_too(draw: Callable[[Records], Figure], records: Records) -> None:
    """A page with nothing to draw is no error."""
    empty = replace(records, initiatives=(), categories=(), mentions=(), institutions=())
    assert read_html(draw(empty).svg).text


def test_categories_are_counted(records: Records) -> None:
    """Each category has its number of initiatives, in the picture and in the table."""
    figure = draw_categories(records)
    counted = Counter(" › ".join(one.category) for one in records.initiatives)
    assert dict(figure.table.rows) == counted
    assert [int(node.text) for node in read_html(figure.svg).all("text", css="num")] == [
        row[1] for row in figure.table.rows
    ]


def test_mentions_are_counted(records: Records) -> None:
    """The numbers add up to all mentions, and the longest bar is that of the largest."""
    figure = draw_mentions(records)
    bars = [float(node.attrs["width"] or 0) for node in read_html(figure.svg).all("rect", css="bar")]
    numbers = [int(row[1]) for row in figure.table.rows]
    assert sum(numbers) == len(records.mentions)
    assert bars.index(max(bars)) == numbers.index(max(numbers))


def test_years_are_counted(records: Records) -> None:
    """One box for each year of the records beside the three of the legend; the table adds up to the same."""
    figure = draw_years(records)
    years = [year for one in records.initiatives for year in one.years if year.value]
    assert sum(1 for _ in read_html(figure.svg).all("rect", css="yr")) - 3 == len(years)
    assert sum(int(cell) for row in figure.table.rows for cell in row[1:]) == len(years)


@pytest.mark.parametrize(
    ("values", "rows", "note"),
    [
        pytest.param(["1998", "2001-05", "2001"], [("1998", 1), ("2001", 2)], "", id="single-years"),
        pytest.param(["2023-02-27/2023-03-21"], [("2023", 1)], "", id="interval-at-its-first-year"),
        pytest.param(["1409", "2021", "2024"], [("1400–1419", 1), ("2020–2039", 2)], "", id="far-apart"),
        pytest.param(["2020", None], [("2020", 1)], "1 that cannot be read as dates is left out.", id="unreadable"),
        pytest.param([], [], "", id="none"),
    ],
)
def test_years_in_steps(values: list[str | None], rows: list[tuple[str, int]], note: str, records: Records) -> None:
    """Years that are far apart are put together; what cannot be read is said."""
    figure = draw_years(with_years(records, values))
    assert [(row[0], sum(int(cell) for cell in row[1:])) for row in figure.table.rows] == rows
    assert figure.note == note


@pytest.mark.parametrize(
    ("value", "year"),
    [("2015", 2015), ("199X", 1990), ("18XX", 1800), ("../1989", 1989), ("2022/2023", 2022), ("~", None), ("12", None)],
)
def test_first_year(value: str, year: int | None) -> None:
    """The first year of a date in EDTF."""
    assert first_year(value) == year


@pytest.mark.parametrize("case", ["lighthouses-html", "lisbon-atlas", "kyoto-ties"])
def test_labels_of_the_network_never_overlap(case: str, extract_golden: Extract) -> None:
    """Labels of one side stand at least a row apart and end before the nodes; the two sides do not meet."""
    records = extract_golden(case, None).records
    assert records is not None
    [svg] = read_html(draw_network(records).svg).all("svg")
    labels = list(svg.all("text", css="lab"))
    for side in ("end", None):
        heights = sorted(float(one.attrs["y"] or 0) for one in labels if one.attrs.get("text-anchor") == side)
        assert all(low + ROW - 0.2 <= high for low, high in pairwise(heights))
    for one in labels:
        x, width = float(one.attrs["x"] or 0), text_width(one.text, size=12)
        assert x - width >= 0 if one.attrs.get("text-anchor") == "end" else x + width <= float(svg.attrs["width"] or 0)


def test_network_has_a_line_for_each_pair(records: Records) -> None:
    """A line for each pair, a node for each institution that has a pair, and a row for each initiative."""
    figure = draw_network(records)
    pairs, clusters = pairs_of(records), arrange(pairs_of(records))
    [svg] = read_html(figure.svg).all("svg")
    assert sum(1 for _ in svg.all("path", css="tie")) == len(pairs)
    assert sum(1 for _ in svg.all("g")) == sum(len(one.left) + len(one.right) for one in clusters)
    assert [row[0] for row in figure.table.rows] == [one.name for one in records.initiatives]


def test_same_words_under_the_same_width() -> None:
    """A label that fits is left as it is; one that does not ends at a word."""
    assert fit("Institute of Optics", 400, size=12) == "Institute of Optics"
    assert re.fullmatch(r"Institute of …|Institute of…|Institute…", fit("Institute of Photogrammetry", 90, size=12))
    assert wrap("International network with outstanding participation", 220, size=12)[0].startswith("International")


@pytest.mark.parametrize(("one", "other"), list(combinations(["iii", "mmm", "漢漢漢"], 2)))
def test_width_knows_narrow_and_wide_letters(one: str, other: str) -> None:
    """Narrow letters are taken for narrower than wide ones."""
    assert text_width(one, size=12) < text_width(other, size=12)
