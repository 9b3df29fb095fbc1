"""The page as a strip of its lines: one bar a line, as long as the line, in the colour of its role."""

from __future__ import annotations

import math

from docs.making import page
from docs.making.figures.drawing import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, Canvas
from lhextract.model.outline import LineRole

COLOURS = {
    "page title, introduction": (GREY, {LineRole.PAGE_TITLE, LineRole.INTRO, LineRole.NAV}),
    "heading, its description": (RED, {LineRole.HEADING, LineRole.DESCRIPTION}),
    "title": (ORANGE, {LineRole.TITLE}),
    "prose": (BLUE, {LineRole.BODY}),
    "link, caption": (PURPLE, {LineRole.LINK, LineRole.CAPTION}),
    "contact": (GREEN, {role for role in LineRole if role.is_contact}),
}
COLUMNS, STEP, TOP, LEFT, WIDTH = 4, 9, 44, 36, 205


def outline_figure() -> str:
    """All lines of the page in columns; a bracket with a number holds the lines of an initiative."""
    lines = page.records().lines
    orders = {initiative.id: initiative.order for initiative in page.records().initiatives}
    shown = {role for _, roles in COLOURS.values() for role in roles}
    rows = math.ceil(len(lines) / COLUMNS)
    canvas = Canvas(LEFT + COLUMNS * WIDTH, TOP + rows * STEP + 14, "The lines of the lighthouse page by their roles")
    x = 12.0
    present = {line.role for line in lines}
    for name, (colour, roles) in COLOURS.items():
        if roles & present:
            canvas.bar(x, 14, 12, 9, colour)
            canvas.text(x + 17, 22, name)
            x += 38 + 6.3 * len(name)
    for index, line in enumerate(lines):
        column, row = divmod(index, rows)
        x, y = LEFT + column * WIDTH, TOP + row * STEP
        if line.role in shown:
            # Lengths grow with the root: a paragraph has a thousand characters, a phone number twenty.
            length = min(WIDTH - 52, 4.6 * math.sqrt(line.end - line.start))
            colour = next(colour for colour, roles in COLOURS.values() if line.role in roles)
            canvas.bar(x, y, length, STEP - 3, colour, hint=f"line {line.number}: {line.role.value}")
        before = lines[index - 1].initiative if row else None
        if line.initiative is not None:
            canvas.line(((x - 6, y - 1.5), (x - 6, y + STEP - 2.5)))
            if line.initiative != before:
                canvas.line(((x - 6, y - 0.8), (x - 2, y - 0.8)))
                canvas.text(x - 10, y + 7, str(orders[line.initiative]), kind="faint", anchor="end")
    return canvas.svg()
