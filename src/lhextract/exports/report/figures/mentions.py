"""Mentions per type."""

from __future__ import annotations

from collections import Counter

from lhextract.exports.report.figures.bars import Bar, draw_bars
from lhextract.exports.report.figures.svg import Figure, Table
from lhextract.model.mention import Label
from lhextract.model.record import Records

CAPTION = "Mentions per type"
NAMES = {
    Label.INSTITUTION: "Institutions",
    Label.PERSON: "People",
    Label.PROGRAM: "Programmes",
    Label.YEAR: "Years and dates",
    Label.PHONE: "Phone numbers",
}


def draw_mentions(records: Records) -> Figure:
    """The five types, each in the colour that it has in the text."""
    counted = Counter(one.type for one in records.mentions)
    bars = [Bar(name, counted[type_], f"bar {type_.value.lower()}") for type_, name in NAMES.items()]
    svg = draw_bars("fig-mentions", bars, title=CAPTION, unit="mentions")
    rows = tuple((bar.label, bar.value) for bar in bars)
    return Figure("fig-mentions", CAPTION, svg, Table(("Type", "Mentions"), rows))
