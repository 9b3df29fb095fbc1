"""Words a second, ours beside the peers', as bars on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterator

from docs.making.figures.drawing import BLUE, GREEN, GREY, Canvas
from docs.making.speed import FLOOR, HTML, MIXED, TITLES, WITH, WITHOUT
from docs.making.speed_results import Results
from lhextract.run import Stage

LEFT, RIGHT, TOP, HEIGHT, GAP = 300, 860, 56, 16, 8
LOWEST, HIGHEST = 3, 7  # powers of ten
TITLE = "Words that are read in a second of one processor core, on a logarithmic scale"
Bar = tuple[str, float, str]  # what it says, words a second, colour


def speed_figure(results: Results) -> str:
    """Groups of bars below one scale; bars of ours are blue, stages of ours green, peers' grey."""
    groups = [(head, bars) for head, bars in _groups(results) if bars]
    rows = sum(len(bars) for _, bars in groups)
    height = TOP + rows * (HEIGHT + GAP) + len(groups) * 34 + 6
    spoken = "; ".join(f"{title}: {speed:,.0f}" for _, bars in groups for title, speed, _ in bars)
    canvas = Canvas(RIGHT + 90, height, TITLE, description=f"Words a second. {spoken}.")
    canvas.text(LEFT, 20, "words a second of one core", kind="strong")
    for power in range(LOWEST, HIGHEST + 1):
        x = _x(10.0**power)
        canvas.line(((x, TOP - 12), (x, height - 8)), width=1)
        canvas.text(x, TOP - 18, f"{10**power:,}", kind="faint", anchor="middle")
    y = TOP + 6
    for head, bars in groups:
        canvas.text(14, y + 12, head, kind="strong")
        y += 24
        for title, speed, colour in bars:
            canvas.text(LEFT - 10, y + 12.5, title, anchor="end")
            canvas.bar(LEFT, y, max(_x(speed) - LEFT, 1), HEIGHT, colour)
            canvas.text(_x(speed) + 6, y + 12.5, f"{speed:,.0f}", kind="faint")
            y += HEIGHT + GAP
        y += 10
    return canvas.svg()


def _x(speed: float) -> float:
    """Where a speed stands on the scale; what is below it stands at its beginning."""
    share = (math.log10(max(speed, 1)) - LOWEST) / (HIGHEST - LOWEST)
    return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)


def _groups(results: Results) -> Iterator[tuple[str, list[Bar]]]:
    yield "Whole pages to records", list(_bars(results, MIXED, (WITHOUT, WITH), BLUE))
    yield "One stage of it, without the model", list(_stages(results))
    yield (
        "Peers that do a part of it",
        list(_bars(results, MIXED, (FLOOR, "floor-lines", "ner", "ner-large", "phones"), GREY)),
    )
    html = [
        *_bars(results, HTML, ("reading",), GREEN),
        *_bars(results, HTML, ("trafilatura", "trafilatura-fast"), GREY),
    ]
    yield "HTML to text", html


def _bars(results: Results, pages: str, kinds: tuple[str, ...], colour: str) -> Iterator[Bar]:
    for kind in kinds:
        one = results.find(kind, pages)
        if one:
            yield TITLES[kind].replace("`", ""), one.median(lambda run: run.words_per_second), colour


def _stages(results: Results) -> Iterator[Bar]:
    one = results.find(WITHOUT, MIXED)
    if one is not None:
        for stage in Stage:
            yield stage.value, one.stage_speed(stage.value), GREEN
