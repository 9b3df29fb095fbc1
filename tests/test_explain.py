from __future__ import annotations

import json

import pytest

from lhextract.errors import UsageError
from lhextract.explain import explain
from lhextract.model.outline import LineRole
from lhextract.run import Extraction


def test_why_a_line_belongs_to_its_block(lighthouses: Extraction) -> None:
    """Line 49 goes on about GPPAD: its block, the cues, and what it would cost to open an initiative with it."""
    (line,) = explain(lighthouses, "line 49").lines
    assert line.text.startswith("From Feb. 27 - Mar. 21, 2023 the GPPAD")
    assert line.role is LineRole.BODY
    assert line.block is not None
    assert line.block.first <= 49 <= line.block.last
    assert line.opened_by is not None
    assert "Autoimmune Diabetes" in line.opened_by
    assert line.reasons is not None
    assert line.reasons.state == "body"
    opening = next(other for other in line.reasons.alternatives if other.state == "body+")
    assert opening.cost is not None
    assert opening.cost > 0
    assert any(item.weight > 0 and "shares" in item.cue for item in line.reasons.evidence)


def test_no_other_reading_is_better(lighthouses: Extraction) -> None:
    """Whatever else a line could be would cost the page something."""
    for number in (1, 9, 49, 60, 104):
        for line in explain(lighthouses, f"line {number}").lines:
            if line.reasons is not None:
                assert all(other.cost is None or other.cost >= 0 for other in line.reasons.alternatives)


def test_a_text_is_explained_where_it_stands(lighthouses: Extraction) -> None:
    """A text gives every line that holds it, with the mentions there."""
    lines = explain(lighthouses, "SPP 2005").lines
    assert lines
    assert all("SPP 2005" in line.text for line in lines)
    assert any(mention.text.startswith("SPP 2005") for line in lines for mention in line.mentions)


@pytest.mark.parametrize("what", ["line 0", "line 9999", "no such words on this page"])
def test_what_cannot_be_explained(what: str, lighthouses: Extraction) -> None:
    """A line or a text that the page does not have is named, with what is allowed."""
    with pytest.raises(UsageError, match="allowed is"):
        explain(lighthouses, what)


def test_answer_is_plain_data(lighthouses: Extraction) -> None:
    """The answer can be written as JSON."""
    assert json.loads(json.dumps(explain(lighthouses, "line 49").to_json()))["lines"][0]["number"] == 49
