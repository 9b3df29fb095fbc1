"""How the tables hang together: an arrow leads from a table to the one whose rows it names."""

from __future__ import annotations

from docs.making.figures.drawing import BLUE, GREEN, GREY, ORANGE, Canvas
from lhextract.exports.tables.layout import BY_NAME
from lhextract.model.table import Table

WIDTH, HEIGHT, GAP, LEFT, TOP = 252, 24, 6, 14, 34
# What stands under which head; the head of each column of the figure is the table that the others belong to.
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("The page", GREY, ("sources", "lines", "tombstones", "findings", "finding_spans", "corrections")),
    ("Categories", ORANGE, ("categories", "category_levels")),
    (
        "Initiatives",
        BLUE,
        ("initiatives", "contacts", "phones", "years", "programs", "links", "captions", "acronyms", "provenance"),
    ),
    (
        "Who takes part",
        GREEN,
        (
            "institutions",
            "institution_aliases",
            "initiative_institutions",
            "people",
            "person_titles",
            "initiative_people",
            "mentions",
        ),
    ),
)


def tables_figure() -> str:
    """A box for each table, with the columns by which it names rows of others."""
    rows = max(len(names) for _, _, names in GROUPS)
    height = TOP + rows * (2 * HEIGHT + GAP) + 10
    canvas = Canvas(LEFT + len(GROUPS) * (WIDTH + 14), height, "Which table names rows of which other")
    for column, (title, colour, names) in enumerate(GROUPS):
        x = LEFT + column * (WIDTH + 14)
        canvas.text(x, 22, title, kind="strong")
        for row, name in enumerate(names):
            _box(canvas, BY_NAME[name], x, TOP + row * (2 * HEIGHT + GAP), colour)
    return canvas.svg()


def _box(canvas: Canvas, table: Table, x: float, y: float, colour: str) -> None:
    canvas.box(x, y, WIDTH, 2 * HEIGHT - 2, colour)
    canvas.bar(x, y, 5, 2 * HEIGHT - 2, colour)
    canvas.text(x + 14, y + 17, table.name, kind="mono strong")
    named = sorted({key.table for key in table.foreign_keys})
    canvas.text(x + 14, y + 36, "→ " + ", ".join(named) if named else "", kind="mono faint")
