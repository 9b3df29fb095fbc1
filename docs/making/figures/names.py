"""What was proposed as a name in two sentences of the page: what was taken, what lost, what a veto forbade."""

from __future__ import annotations

from docs.making import page
from docs.making.figures.drawing import BLUE, GREEN, GREY, MONO, ORANGE, PURPLE, RED, Canvas
from lhextract.model.considered import Considered
from lhextract.model.mention import Label

SENTENCES = ("The Institute of Clinical Chemistry", "Astronauts Matthias Maurer")
COLOURS = {
    Label.INSTITUTION: BLUE,
    Label.PERSON: ORANGE,
    Label.PROGRAM: PURPLE,
    Label.YEAR: GREEN,
    Label.PHONE: GREY,
}
LEFT, LANE = 16, 30


def names_figure() -> str:
    """Each sentence with its proposals below it, those that were taken first."""
    sentences = [_sentence(words) for words in SENTENCES]
    lanes = [_lanes(start, end) for start, end in sentences]
    height = sum(56 + LANE * len(lane) for lane in lanes)
    width = int(2 * LEFT + MONO * max(end - start for start, end in sentences)) + 20
    canvas = Canvas(width, height, "Proposals for names in two sentences, with their probabilities")
    y = 30.0
    for (start, end), rows in zip(sentences, lanes, strict=True):
        canvas.text(LEFT, y, page.text()[start:end], kind="mono")
        for row in rows:
            y += LANE
            for proposal in row:
                _draw(canvas, proposal, LEFT + MONO * (proposal.span.start - start), y - 17)
        y += 56
    return canvas.svg()


def _sentence(words: str) -> tuple[int, int]:
    """The sentence of the page that begins with some words."""
    start = page.text().index(words)
    return start, page.text().index(".", start) + 1


def _lanes(start: int, end: int) -> list[list[Considered]]:
    """The proposals of a stretch in rows, none over another, what was taken first."""
    found = [one for one in page.names().proposals if start <= one.span.start and one.span.end <= end]
    rows: list[list[Considered]] = []
    for proposal in sorted(found, key=lambda one: (not one.taken, one.span.start)):
        free = (row for row in rows if all(_apart(proposal, other) for other in row))
        row = next(free, None)
        if row is None:
            rows.append(row := [])
        row.append(proposal)
    return rows


def _apart(one: Considered, other: Considered) -> bool:
    """Whether both can stand in one row: a label may need more room than its name; lost ones have their own rows."""
    room = 17 if one.taken else 24
    return one.taken == other.taken and (
        one.span.start > max(other.span.end, other.span.start + room)
        or other.span.start > max(one.span.end, one.span.start + room)
    )


def _draw(canvas: Canvas, proposal: Considered, x: float, y: float) -> None:
    colour = COLOURS[proposal.label] if proposal.taken else RED if _vetoed(proposal) else GREY
    width = MONO * (proposal.span.end - proposal.span.start)
    if proposal.taken:
        canvas.bar(x, y, width, 4, colour, hint=", ".join(proposal.rules))
    else:
        canvas.line(((x, y + 2), (x + width, y + 2)), colour, width=3, dash="4 3")
    chance = "" if proposal.probability is None else f" {proposal.probability:.2f}"
    verdict = "" if proposal.taken else ", vetoed" if _vetoed(proposal) else ", lost"
    canvas.text(x, y + 17, f"{proposal.label.value}{chance}{verdict}", kind="" if proposal.taken else "faint")


def _vetoed(proposal: Considered) -> bool:
    return (proposal.lost or "").startswith("vetoed")
