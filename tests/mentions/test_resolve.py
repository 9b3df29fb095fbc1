from __future__ import annotations

import pytest

from lhextract.mentions.candidates import VETO, Rule
from lhextract.mentions.resolve import resolve
from lhextract.model.span import Span
from lhextract.text.canonical import canonicalise

PAGE = canonicalise("Helmholtz Munich Institute for Diabetes Research")
RULES = {"high": Rule(90, 0.9), "low": Rule(10, 0.5), "also-low": Rule(10, 0.4)}
Candidate = tuple[Span, str, str]


@pytest.mark.parametrize(
    ("candidates", "taken"),
    [
        pytest.param(
            [(Span(0, 48), "PERSON", "low"), (Span(0, 9), "YEAR", "high")], [(0, 9, "YEAR")], id="priority-first"
        ),
        pytest.param(
            [(Span(0, 9), "PERSON", "low"), (Span(0, 16), "YEAR", "also-low")], [(0, 16, "YEAR")], id="then-length"
        ),
        pytest.param(
            [(Span(10, 26), "YEAR", "low"), (Span(0, 16), "YEAR", "low")], [(0, 16, "YEAR")], id="then-position"
        ),
        pytest.param(
            [(Span(0, 9), "PROGRAM", "low"), (Span(0, 9), "PERSON", "low")], [(0, 9, "PERSON")], id="then-label"
        ),
        pytest.param(
            [(Span(17, 26), "YEAR", "low"), (Span(0, 16), "PERSON", "high")],
            [(0, 16, "PERSON"), (17, 26, "YEAR")],
            id="page-order",
        ),
        pytest.param(
            [(Span(0, 9), "PERSON", "low"), (Span(9, 16), "YEAR", "low")],
            [(0, 9, "PERSON"), (9, 16, "YEAR")],
            id="neighbours-do-not-overlap",
        ),
        pytest.param([(Span(0, 16), VETO, "high"), (Span(0, 9), "PERSON", "low")], [], id="veto"),
        pytest.param(
            [(Span(0, 16), VETO, "low"), (Span(0, 9), "PERSON", "high")], [(0, 9, "PERSON")], id="veto-outdone"
        ),
    ],
)
def test_overlaps(candidates: list[Candidate], taken: list[tuple[int, int, str]]) -> None:
    """Priority, then length, then position, then label decide; the order of proposals does not."""
    for order in (candidates, candidates[::-1]):
        mentions = resolve(order, PAGE, RULES)
        assert [(m.span.start, m.span.end, m.label.value) for m in mentions] == taken


def test_mention_carries_its_rule() -> None:
    """A mention has its text, the rule that proposed it and the confidence of that rule."""
    (mention,) = resolve([(Span(0, 9), "PERSON", "low")], PAGE, RULES)
    assert (mention.text, mention.rule, mention.confidence) == ("Helmholtz", "low", 0.5)
