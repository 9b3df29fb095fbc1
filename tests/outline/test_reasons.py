from __future__ import annotations

from lhextract.language.cues import Cues
from lhextract.model.outline import Evidence
from lhextract.outline.decoder import STATES, Weights, compile_model
from lhextract.outline.reasons import Alternative, explain_lines
from lhextract.text.canonical import canonicalise

# A line is a menu, or else a heading; nothing else counts.
MODEL = compile_model(
    Weights(emission={"any": {"nav": 2000, "heading": 1500}, "1 word": {"heading": 250}, "comma": {"nav": 9}}, step={})
)


def test_what_every_other_state_would_cost(cues: Cues) -> None:
    """A state costs what the whole page scores less with it; what cannot be comes last and has no cost."""
    (found,) = explain_lines(canonicalise("Imprint"), [0], cues=cues, model=MODEL)
    assert found is not None
    assert (found.state, found.reading) == ("nav", "no titles shown")
    costs = {"heading": 0.25, "page-title": 2.0, "intro": 2.0, "title": 2.0, "body+": 2.0, "caption+": 2.0}
    impossible = [state for state in STATES if state != "nav" and state not in costs]
    assert found.alternatives[0] == Alternative("heading", 0.25)
    assert {other.state: other.cost for other in found.alternatives[: len(costs)]} == costs
    assert list(found.alternatives[len(costs) :]) == [Alternative(state, None) for state in impossible]


def test_evidence_is_against_the_nearest_alternative(cues: Cues) -> None:
    """Each cue weighs what it gives the state more than its nearest alternative, the strongest first."""
    (found,) = explain_lines(canonicalise("Imprint"), [0], cues=cues, model=MODEL)
    assert found is not None
    assert found.evidence == (Evidence("any", 0.5), Evidence("1 word", -0.25))


def test_lines_are_asked_for_by_their_place_on_the_page(cues: Cues) -> None:
    """A blank line has no reasons; a line has the same reasons whatever else is asked for."""
    page = canonicalise("Imprint\n\nImprint, again")
    first, blank, last = explain_lines(page, [0, 1, 2], cues=cues, model=MODEL)
    assert blank is None
    assert [last] == explain_lines(page, [2], cues=cues, model=MODEL)
    assert first is not None
    assert last is not None
    assert [item.cue for item in first.evidence] == ["any", "1 word"]
    assert [item.cue for item in last.evidence] == ["any", "comma"]
