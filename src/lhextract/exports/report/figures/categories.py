"""Initiatives per category."""

from __future__ import annotations

from collections import Counter

from lhextract.exports.report.figures.bars import Bar, draw_bars
from lhextract.exports.report.figures.svg import Figure, Table
from lhextract.model.record import JOINT, Records

CAPTION = "Initiatives per category"


def draw_categories(records: Records) -> Figure:
    """Categories in page order, those without initiatives too; initiatives outside all of them come last."""
    counted = Counter(one.category for one in records.initiatives)
    paths = list(dict.fromkeys((*(one.path for one in records.categories), *counted)))
    bars = [Bar(path[-1] if path else "without a category", counted[path]) for path in paths]
    rows = tuple((JOINT.join(path) or "without a category", counted[path]) for path in paths)
    svg = draw_bars("fig-categories", bars, title=CAPTION, unit="initiatives")
    return Figure("fig-categories", CAPTION, svg, Table(("Category", "Initiatives"), rows))
