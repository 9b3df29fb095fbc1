"""The life of a decision: what is asked of it at every run, and the five states that this can come to."""

from __future__ import annotations

from docs.making.figures.drawing import BLUE, GREEN, GREY, ORANGE, RED, Canvas
from lhextract.model.correction import State

# Question, answer that ends it, state, what is then in force; asked from the top, the other answer leads on.
QUESTIONS = (
    ("Do all stewards want the same?", "no", State.CONFLICTING, "what was agreed last", RED),
    ("Is what it was about on the page?", "no", State.ORPHANED, "nothing; it waits", GREY),
    ("Does the machine say the same by now?", "yes", State.REDUNDANT, "that value", BLUE),
    ("Are words and machine value both new?", "yes", State.REOPENED, "the steward's value, flagged", ORANGE),
)
STEP, TOP, LEFT, BOX = 74, 22, 20, 270


def decision_figure() -> str:
    """Questions on the left, states on the right; what passes all questions is applied."""
    canvas = Canvas(740, TOP + STEP * 5 + 10, "What becomes of a decision at a run")
    for index, (question, answer, state, force, colour) in enumerate(QUESTIONS):
        y = TOP + STEP * index
        canvas.box(LEFT, y, BOX, 40, "#8b93a1")
        canvas.text(LEFT + 12, y + 25, question)
        canvas.arrow(LEFT + BOX, y + 20, 420, y + 20)
        canvas.text(355, y + 14, answer, kind="faint", anchor="middle")
        if index < len(QUESTIONS) - 1:
            canvas.arrow(LEFT + BOX / 2, y + 40, LEFT + BOX / 2, y + STEP)
        canvas.text(LEFT + BOX / 2 + 8, y + 61, "yes" if answer == "no" else "no", kind="faint")
        _state(canvas, y, state, force, colour)
    y = TOP + STEP * len(QUESTIONS)
    canvas.line(((LEFT + BOX / 2, y - STEP + 40), (LEFT + BOX / 2, y + 20)), GREY, width=1.3)
    canvas.arrow(LEFT + BOX / 2, y + 20, 420, y + 20)
    _state(canvas, y, State.APPLIED, "the steward's value", GREEN)
    return canvas.svg()


def _state(canvas: Canvas, y: float, state: State, force: str, colour: str) -> None:
    canvas.box(420, y, 300, 40, colour)
    canvas.bar(420, y, 6, 40, colour)
    canvas.text(436, y + 17, state.value, kind="strong")
    canvas.text(436, y + 33, f"in force: {force}", kind="faint")
