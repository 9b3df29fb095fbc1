"""Bars: one row for each label, the label above its bar, so that long ones have room on a phone too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lhextract.exports.report.figures.svg import box, drawing, label, wrap
from lhextract.exports.report.markup import Html

WIDTH, ROW, BAR, NUMBER = 340.0, 38.0, 9.0, 34.0
SIZE, LINE = 12.5, 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, its number, and the CSS class that colours it."""

    label: str
    value: int
    kind: str = "bar"


def draw_bars(anchor: str, bars: Sequence[Bar], *, title: str, unit: str) -> Html:
    """Return the drawing; the longest bar is as wide as it can be."""
    desc = "; ".join(f"{bar.label}: {bar.value}" for bar in bars) or "nothing to show"
    rows = [wrap(bar.label, WIDTH, size=SIZE) for bar in bars]
    height = sum(ROW + LINE * (len(lines) - 1) for lines in rows) or ROW
    return drawing(anchor, width=WIDTH, height=height, title=title, desc=desc, parts=_rows(bars, rows, unit))


def _rows(bars: Sequence[Bar], rows: Sequence[Sequence[str]], unit: str) -> Iterator[Html]:
    most = max((bar.value for bar in bars), default=0) or 1
    top = 0.0
    for bar, lines in zip(bars, rows, strict=True):
        for line in lines:
            yield label(0, top + 14, line, kind="lab")
            top += LINE
        yield box(0, top + 5, WIDTH - NUMBER, BAR, kind="track")
        yield box(
            0,
            top + 5,
            (WIDTH - NUMBER) * bar.value / most,
            BAR,
            kind=bar.kind,
            title=f"{bar.label}: {bar.value} {unit}",
        )
        yield label(WIDTH, top + 14, str(bar.value), kind="num", end=True)
        top += ROW - LINE
