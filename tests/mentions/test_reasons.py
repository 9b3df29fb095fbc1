from __future__ import annotations

import pytest

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
