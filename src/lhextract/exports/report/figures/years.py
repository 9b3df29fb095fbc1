"""A timeline of the years that the records give, by what they say of the initiative."""

from __future__ import annotations

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
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720.0, 190.0, 26.0, 150.0, 12.0
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
    svg = drawing("fig-years", width=WIDTH, height=HEIGHT, title=CAPTION, desc=desc, parts=_parts(counted, bins, step))
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


def _parts(counted: Counts, bins: Sequence[int], step: int) -> Iterator[Html]:
    yield from _legend()
    yield box(LEFT, BOTTOM, WIDTH - 2 * LEFT, 1, kind="axis")
    if not bins:
        return
    places = (bins[-1] - bins[0]) // step + 1
    pitch = min((WIDTH - 2 * LEFT) / places, 46.0)
    heights = [sum(counted[one, role] for role, _ in ROLES) for one in bins]
    unit = min(14.0, (BOTTOM - TOP) / max(heights))
    width = min(pitch - 3, 14.0) if pitch > 6 else pitch * 0.7
    every = max(1, -(-36 // int(pitch))) if pitch >= 1 else places
    for place in range(places):
        first = bins[0] + place * step
        middle = LEFT + pitch * (place + 0.5)
        if place % every == 0:
            yield label(middle, BOTTOM + 16, str(first), kind="tick", middle=True)
        yield from _stack(counted, first, step, middle - width / 2, width, unit)


def _stack(counted: Counts, first: int, step: int, x: float, width: float, unit: float) -> Iterator[Html]:
    """One box for each year, so that they can be counted; the roles from below in their order."""
    gap = 2.0 if unit > 6 else 0.4
    level = 0
    for role, name in ROLES:
        for _ in range(counted[first, role]):
            level += 1
            yield box(
                x, BOTTOM - level * unit, width, unit - gap, kind=f"yr {role}", title=f"{_span(first, step)}: {name}"
            )


def _legend() -> Iterator[Html]:
    x = LEFT
    for role, name in ROLES:
        yield box(x, HEIGHT - 12, 10, 10, kind=f"yr {role}")
        yield label(x + 15, HEIGHT - 3, name, kind="tick")
        x += 90
