"""The tables and the picture of docs/speed.md say what was measured, and nothing that was not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs.making.figures.drawing import BLUE, GREY
from docs.making.figures.speed import speed_figure
from docs.making.speed import ENGINES, FLOOR, MARKED, MIXED, PAGE, TITLES, WITHOUT, fill, tables
from docs.making.speed_results import Measure, Results, Run, read_results, write_results

SVG = "{http://www.w3.org/2000/svg}"


def _measure(kind: str, *seconds: float) -> Measure:
    """Rounds of ten pages of a thousand words, half of the seconds spent in the outline."""
    runs = (Run(one, 1000, 10, 7000, 0, 250_000_000, {"outline": one / 2}) for one in seconds)
    return Measure(kind, MIXED, tuple(runs))


# The rounds are ever slower, as on a machine that others begin to use; the floor is four times as fast in each.
RESULTS = Results(
    made="2026-11-28",
    machine={"processor": "abacus", "cores": "2"},
    versions={"Python": "3.11"},
    weights={},
    missing={"trafilatura": "trafilatura is not installed"},
    measures=(_measure(WITHOUT, 1.0, 2.0, 4.0), _measure(FLOOR, 0.25, 0.5, 1.0)),
)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        pytest.param("mixed", f"| {TITLES[WITHOUT]} | 500 | 250 to 1,000 | 0.25 | 5 |", id="median-and-ratio"),
        pytest.param("stages", "| outline | 1,000 | 50.0% |  |  |", id="stage-of-what-was-measured"),
        pytest.param("goals", "| at least 0.5 | 0.25 | **not reached** |", id="goal-not-reached"),
        pytest.param("goals", "30 pages in one process | at most 300 MB | 250 MB | reached |", id="goal-reached"),
        pytest.param("machine", "| left out: trafilatura | trafilatura is not installed |", id="missing-peer-is-named"),
    ],
)
def test_row(table: str, row: str) -> None:
    """Each table says what the runs give: medians, ratios within rounds, goals, and who was missing."""
    assert row in tables(RESULTS)[table]


def test_what_was_not_measured_has_no_row() -> None:
    """A kind of work without runs is in no table of figures."""
    empty = tables(replace(RESULTS, measures=()))
    rows = {name: table.count("\n") - 1 for name, table in empty.items() if name not in {"machine", "stages"}}
    assert set(rows.values()) == {0}, rows


def test_results_come_back_as_written(tmp_path: Path) -> None:
    """Nothing is lost in the file."""
    write_results(RESULTS, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == RESULTS


def test_ratio_is_of_the_same_round() -> None:
    """A machine that gets slower changes words a second, and not the ratio."""
    assert RESULTS.ratio(WITHOUT, FLOOR, MIXED) == pytest.approx(0.25)


def test_picture_can_be_heard() -> None:
    """The figure has a title, and says in words what its bars show."""
    drawn = ElementTree.fromstring(speed_figure(RESULTS))  # noqa: S314 - made a line above
    assert drawn.findtext(f"{SVG}title")
    assert f"{TITLES[WITHOUT]}: 500" in (drawn.findtext(f"{SVG}desc") or "")


def test_bars_are_as_long_as_their_logarithms() -> None:
    """A kind of work that is ten times as fast has a bar that is longer by one power of ten."""
    measures = (_measure(WITHOUT, 0.1), _measure(FLOOR, 0.01))
    drawn = ElementTree.fromstring(speed_figure(replace(RESULTS, measures=measures)))  # noqa: S314 - made here
    widths = {one.get("fill"): float(one.get("width", "0")) for one in drawn.iter(f"{SVG}rect") if one.get("fill")}
    # The scale begins at a thousand: 10,000 words/s are one power of ten above it, 100,000 are two.
    assert widths[GREY] == pytest.approx(2 * widths[BLUE])


def test_only_the_marked_place_is_filled() -> None:
    """What stands around a table stays, and so does the table of another benchmark; filling twice changes nothing."""
    page = (
        "a\n<!-- speed: mixed -->\nold\n<!-- end of speed -->\nb\n<!-- speed: engines -->\nx\n<!-- end of speed -->\n"
    )
    filled = fill(page, {"mixed": "new"})
    assert filled == page.replace("\nold\n", "\n\nnew\n\n")
    assert fill(filled, {"mixed": "new"}) == filled


def test_page_has_every_table() -> None:
    """Every table has its place in the page."""
    marked = [match["name"] for match in MARKED.finditer(PAGE.read_text(encoding="utf-8"))]
    assert sorted(marked) == sorted((*tables(RESULTS), ENGINES))
    assert len(re.findall("<!-- end of speed -->", PAGE.read_text(encoding="utf-8"))) == len(marked)
