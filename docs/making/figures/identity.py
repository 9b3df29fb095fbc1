"""Old and new initiatives as one assignment: what the page's next version could be, matched by the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docs.making import page
from docs.making.figures.drawing import BLUE, GREEN, ORANGE, RED, Canvas
from lhextract.identity.known import known_initiatives
from lhextract.identity.match import Pair, assign
from lhextract.model.identity import KnownInitiative

LEFT, RIGHT, TOP, STEP, LONGEST = 270, 560, 52, 27, 40
# An initiative that nobody has seen before.
NEW = KnownInitiative(
    id="new",
    names=("Northbridge Institute of Tides",),
    category=("Partnerships",),
    text="Since 2027 the Faculty of Sails and the Northbridge Institute of Tides have been measuring the sea together.",
    partners=("Northbridge Institute of Tides",),
)


def _edited(old: Sequence[KnownInitiative]) -> tuple[KnownInitiative, ...]:
    """The first ten as an owner might edit them: one moved up, one renamed, one cut by half, one gone, one new."""
    trento, flinders, tongji, _, usti, intrim, gppad, oncoray, aerospace, centres = old[:10]
    renamed = replace(gppad, names=("GPPAD platform",))
    half = replace(usti, text=usti.text[: len(usti.text) // 2])
    return (trento, oncoray, flinders, tongji, NEW, half, intrim, renamed, aerospace, centres)


def identity_figure() -> str:
    """Both versions in page order; lines join what the assignment holds for the same."""
    old = known_initiatives(page.records())[:10]
    new = _edited(old)
    pairs = {pair.old: pair for pair in assign(old, new).pairs}
    canvas = Canvas(RIGHT + 270, TOP + STEP * 10 + 14, "Ten initiatives of the page matched to an edited version")
    canvas.text(LEFT, 26, "known, with their ids", kind="strong", anchor="end")
    canvas.text(RIGHT, 26, "the new page", kind="strong")
    for index, one in enumerate(old):
        y = TOP + STEP * index
        canvas.text(LEFT, y + 4, _short(one), anchor="end")
        if index in pairs:
            _join(canvas, pairs[index], y)
        else:
            canvas.text(LEFT + 12, y + 4, "gone: becomes a tombstone", kind="faint")
            canvas.bar(LEFT + 4, y - 3, 5, 6, RED)
    matched = {pair.new for pair in pairs.values()}
    for index, one in enumerate(new):
        y = TOP + STEP * index
        canvas.text(RIGHT, y + 4, _short(one))
        if index not in matched:
            canvas.text(RIGHT - 12, y + 4, "nobody's: a new id", kind="faint", anchor="end")
            canvas.bar(RIGHT - 9, y - 3, 5, 6, BLUE)
    return canvas.svg()


def _join(canvas: Canvas, pair: Pair, y: float) -> None:
    there = TOP + STEP * pair.new
    unchanged = pair.cues[0].cue == "unchanged"
    colour = GREEN if unchanged else ORANGE
    canvas.line(((LEFT + 6, y), (LEFT + 30, y), (RIGHT - 70, there), (RIGHT - 6, there)), colour)
    canvas.text(RIGHT - 40, there - 3, "same" if unchanged else f"{pair.score:.2f}", kind="faint", anchor="middle")


def _short(initiative: KnownInitiative) -> str:
    name = initiative.names[0]
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
