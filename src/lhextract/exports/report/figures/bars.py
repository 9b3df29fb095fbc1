"""Bars: one row for each label, the label above its bar, so that long ones have room on a phone too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lhextract.exports.report.figures.svg import box, drawing, fit, label
from lhextract.exports.report.markup import Html

WIDTH, ROW, BAR, NUMBER = 340.0, 36.0, 9.0, 34.0
SIZE = 12.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, its number, and the CSS class that colours it."""

    label: str
    value: int
    kind: str = "bar"


def draw_bars(anchor: str, bars: Sequence[Bar], *, title: str, unit: str) -> Html:
    """Return the drawing; the longest bar is as wide as it can be."""
    desc = "; ".join(f"{bar.label}: {bar.value}" for bar in bars) or "nothing to show"
    return drawing(anchor, width=WIDTH, height=ROW * max(len(bars), 1), title=title, desc=desc, parts=_rows(bars, unit))


def _rows(bars: Sequence[Bar], unit: str) -> Iterator[Html]:
    most = max((bar.value for bar in bars), default=0) or 1
    for index, bar in enumerate(bars):
        top = index * ROW
        width = (WIDTH - NUMBER) * bar.value / most
        yield label(0, top + 14, fit(bar.label, WIDTH, size=SIZE), kind="lab")
        yield box(0, top + 21, WIDTH - NUMBER, BAR, kind="track")
        yield box(0, top + 21, width, BAR, kind=bar.kind, title=f"{bar.label}: {bar.value} {unit}")
        yield label(WIDTH, top + 30, str(bar.value), kind="num", end=True)
