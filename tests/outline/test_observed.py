from __future__ import annotations

from array import array

from lhextract.language.cues import Cues
from lhextract.outline.form import describe_line
from lhextract.outline.observed import Observed, ObservedLines


def test_lines_come_back_as_they_were_noted(cues: Cues) -> None:
    """Every line has its index, its form and its features in order, each feature once."""
    forms = tuple(describe_line(text, cues) for text in ("Imprint", "Contact", "Networks"))
    lines = ObservedLines(array("I", [0, 2, 3]), forms)
    for features in (["any", "short"], ["short", "label", "short"], []):
        lines.add(features)
    expected = [
        Observed(0, forms[0], ("any", "short")),
        Observed(2, forms[1], ("short", "label")),
        Observed(3, forms[2], ()),
    ]
    assert list(lines) == expected
    assert len(lines) == 3
    assert lines[1:] == expected[1:]
    assert lines[-1] == expected[-1]
