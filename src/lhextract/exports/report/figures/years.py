"""A timeline of the years that the records give, by what they say of the initiative."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lhextract.exports.report.figures.svg import Figure, Table, box, drawing, label
from lhextract.exports.report.markup import Html
from lhextract.model.record import Records, YearRole

CAPTION = "Years by what they say"
ROLES: tuple[tuple[YearRole, str], ...] = (("start", "since"), ("event", "event"), ("other", "mentioned"))
# The first year of an EDTF value: "2015", "2023-02-27/2023-03-21", "../1989"; decades ("199X") begin with their first.
YEAR = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?![\dX])")
WIDTH, LEFT, TALLEST, BELOW = 720.0, 8.0, 140.0, 46.0
UNIT = 14.0
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_BINS = 40
Counts = Counter[tuple[int, YearRole]]


def draw_years(records: Records) -> Figure:
    """One unit for each year of a record, an interval at its first year; years far apart are put together in steps."""
    years = [year for initiative in records.initiatives for year in initiative.years]
    read = [(first, year.role) for year in years if year.value and (first := first_year(year.value)) is not None]
    step = _step([first for first, _ in read])
    counted: Counts = Counter((first // step * step, role) for first, role in read)
    bins = sorted({first for first, _ in counted})
    numbers = [(_span(one, step), [counted[one, role] for role, _ in ROLES]) for one in bins]
    rows: tuple[tuple[str | int, ...], ...] = tuple((span, *each) for span, each in numbers)
    unread = len(years) - len(read)
    note = f"{unread} that cannot be read as dates {'is' if unread == 1 else 'are'} left out." if unread else ""
    desc = "; ".join(f"{span}: {sum(each)}" for span, each in numbers) or "no years"
    most = max((sum(each) for _, each in numbers), default=1)
    unit = min(UNIT, TALLEST / most)
    bottom = unit * most + 4
    parts = _parts(counted, bins, step, unit=unit, bottom=bottom)
    svg = drawing("fig-years", width=WIDTH, height=bottom + BELOW, title=CAPTION, desc=desc, parts=parts)
    return Figure("fig-years", CAPTION, svg, Table(("Years", *(name for _, name in ROLES)), rows), note, wide=True)


def first_year(value: str) -> int | None:
    """The first year of a date in EDTF, None where it names none."""
    found = YEAR.search(value)
    return int(found.group(1).replace("X", "0")) if found else None


def _step(years: Sequence[int]) -> int:
    span = max(years) - min(years) + 1 if years else 1
    return next((step for step in STEPS if span / step <= MOST_BINS), STEPS[-1] * (1 + span // (STEPS[-1] * MOST_BINS)))


def _span(first: int, step: int) -> str:
    return str(first) if step == 1 else f"{first}–{first + step - 1}"


def _parts(counted: Counts, bins: Sequence[int], step: int, *, unit: float, bottom: float) -> Iterator[Html]:
    yield from _legend(bottom + BELOW - 4)
    yield box(LEFT, bottom, WIDTH - 2 * LEFT, 1, kind="axis")
    if not bins:
        return
    places = (bins[-1] - bins[0]) // step + 1
    pitch = min((WIDTH - 2 * LEFT) / places, 46.0)
    width = min(pitch * 0.8, 14.0)
    every = math.ceil(38 / pitch)  # a label is that wide
    for place in range(places):
        first = bins[0] + place * step
        middle = LEFT + pitch * (place + 0.5)
        if place % every == 0:
            yield label(middle, bottom + 16, str(first), kind="tick", middle=True)
        yield from _stack(counted, first, step, x=middle - width / 2, width=width, unit=unit, bottom=bottom)


def _stack(
    counted: Counts, first: int, step: int, *, x: float, width: float, unit: float, bottom: float
) -> Iterator[Html]:
    """One box for each year, so that they can be counted; the roles from below in their order."""
    gap = 2.0 if unit > 6 else 0.0
    level = 0
    for role, name in ROLES:
        for _ in range(counted[first, role]):
            level += 1
            title = f"{_span(first, step)}: {name}"
            yield box(x, bottom - level * unit, width, unit - gap, kind=f"yr {role}", title=title)


def _legend(baseline: float) -> Iterator[Html]:
    x = LEFT
    for role, name in ROLES:
        yield box(x, baseline - 9, 10, 10, kind=f"yr {role}")
        yield label(x + 16, baseline, name, kind="tick")
        x += 96
