from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import load_model
from lhextract.run import Extraction
from lhextract.text.canonical import canonicalise


@pytest.mark.parametrize("text", ["", "\n\n", "Imprint\nLegal notice\n", "Networks"], ids=repr)
def test_page_without_headings(text: str, cues: Cues) -> None:
    """A page without a heading or a line has no categories; it is no error."""
    outline = build_outline(canonicalise(text), cues=cues, model=load_model())
    assert outline.categories == ()
    assert len(outline.roles) == len(outline.owners) == text.count("\n") + 1


def test_every_decision_carries_its_evidence(lighthouses: Extraction) -> None:
    """Every line that is not blank names the cues that spoke for its role, the strongest first."""
    outline = lighthouses.outline
    assert outline is not None
    for role, evidence in zip(outline.roles, outline.evidence, strict=True):
        weights = [cue.weight for cue in evidence]
        assert (role is LineRole.BLANK) == (evidence == ())
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


def test_categories_of_the_lighthouse_page(lighthouses: Extraction) -> None:
    """The leaf categories, each with its path and the prose under it."""
    assert lighthouses.outline is not None
    categories = lighthouses.outline.categories
    assert [category.path[0] for category in categories] == ["Partnerships", *["Networks"] * 3, "Programs"]
    assert all(category.path[-1] == category.label for category in categories)
    assert all(lighthouses.page.slice(category.span).startswith(category.label) for category in categories)
