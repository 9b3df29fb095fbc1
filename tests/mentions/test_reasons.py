from __future__ import annotations

import pytest

from lhextract.mentions.judge.decide import Weights
from lhextract.mentions.learned import Learned
from lhextract.mentions.reasons import consider_names
from lhextract.mentions.tagger.tagger import TaggedPage
from lhextract.model.considered import Considered
from lhextract.model.mention import Label
from lhextract.model.outline import Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span
from tests.mentions.judge.test_judging import TRUSTING, context_of_line, seen, span_of


class Seeing:
    """A tagger that has read the page already."""

    def __init__(self, tagged: TaggedPage) -> None:
        self._tagged = tagged

    def read(self, page: PageText, outline: Outline) -> TaggedPage:  # noqa: ARG002 - as a tagger does
        """What was read."""
        return self._tagged


def considered(text: str, *names: tuple[str, str], learned: bool = False) -> dict[tuple[str, str], Considered]:
    """What was considered on a line, by text and type: by rules alone, or by a network that sees these names."""
    finder = Learned(Seeing(seen(text, *names)), TRUSTING) if learned else None  # type: ignore[arg-type]
    found = consider_names(context_of_line(text), finder)
    return {(each.text, each.label.value): each for each in found.proposals}


def test_rules_alone_say_what_went_first() -> None:
    """Without the network a proposal is taken, or lost to what a stronger rule proposed, or to a veto."""
    found = considered("Funded by SPP 2005 OPUS FLUIDUM FUTURUM of the DFG, see https://www.dfg.example/SPP")
    code = found["SPP 2005 OPUS FLUIDUM FUTURUM", "PROGRAM"]
    assert (code.taken, code.lost, code.probability, code.reasons) == (True, None, None, ())
    assert found["2005", "YEAR"].lost == "too weak without the trained recogniser"


def test_the_longer_goes_first_by_rules_alone() -> None:
    """A proposal that is not taken names the rule and the text that went first."""
    found = considered("from 01.01.2023 - 31.12.2026 in Lund")
    assert found["01.01.2023 - 31.12.2026", "YEAR"].taken
    for part in ("01.01.2023", "31.12.2026"):
        assert found[part, "YEAR"].lost == "YEAR '01.01.2023 - 31.12.2026' by year/numeric-range goes first"


@pytest.mark.parametrize("learned", [False, True], ids=["rules", "network"])
def test_a_veto_is_named(learned: bool) -> None:
    """What stands inside a URL is not taken, and the rule that keeps it away is told; outside it is."""
    text = "funded by the DFG, see https://DFG.example"
    finder = Learned(Seeing(seen(text, ("DFG", "INSTITUTION"))), TRUSTING) if learned else None  # type: ignore[arg-type]
    outside, inside = consider_names(context_of_line(text), finder).proposals
    assert (outside.text, outside.taken, outside.lost) == ("DFG", True, None)
    assert (inside.text, inside.taken, inside.lost) == ("DFG", False, "vetoed by address/url")


@pytest.mark.parametrize(
    ("weights", "lost", "probability"),
    [
        pytest.param(
            {"by a rule": 1.0, "model/best": 3.0},
            "INSTITUTION 'Water Research' (0.98) is likelier",
            0.73,
            id="both-likely",
        ),
        pytest.param(
            {"by a rule": -1.0, "model/best": 3.0},
            "held unlikely (0.27); INSTITUTION 'Water Research' (0.88) stands there",
            0.27,
            id="unlikely-beside-another",
        ),
        pytest.param({"by a rule": -1.0, "model/best": -1.0}, "held unlikely (0.27)", 0.27, id="unlikely"),
    ],
)
def test_the_network_says_what_was_lost_to(weights: dict[str, float], lost: str, probability: float) -> None:
    """A proposal is held unlikely, or lost to a likelier one, or both; the probabilities are told."""
    text = "with the Institute for Water Research in Lund"
    seeing = Seeing(seen(text, ("Water Research", "INSTITUTION")))
    learned = Learned(seeing, Weights({label.value: weights for label in Label}))  # type: ignore[arg-type]
    found = {each.text: each for each in consider_names(context_of_line(text), learned).proposals}
    whole = found["Institute for Water Research"]
    assert (whole.taken, whole.lost, whole.probability) == (False, lost, probability)
    assert whole.reasons == (("by a rule", weights["by a rule"]),)


def test_the_network_gives_reasons() -> None:
    """With it, a proposal has a probability and what moved it, and a lost one says what stands in its place."""
    found = considered("with Sandvik Coromant in Lund", ("Sandvik Coromant", "INSTITUTION"), learned=True)
    taken = found["Sandvik Coromant", "INSTITUTION"]
    assert (taken.taken, taken.probability) == (True, 0.99)
    assert taken.reasons[0] == ("chance", 7.0)


@pytest.mark.parametrize("names", [(), (("Sandvik", "PERSON"),)])
def test_any_stretch_has_a_chance(names: tuple[tuple[str, str], ...]) -> None:
    """What was not proposed can be asked for too: how likely the network holds it."""
    text = "with Sandvik in Lund"
    finder = Learned(Seeing(seen(text, *names)), TRUSTING)  # type: ignore[arg-type]
    chance = consider_names(context_of_line(text), finder).chance(span_of(text, "Sandvik"), Label.PERSON)
    assert chance is not None
    assert (chance > 0.9) is bool(names)
    assert consider_names(context_of_line(text), None).chance(Span(0, 4), Label.PERSON) is None
