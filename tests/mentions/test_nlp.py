from __future__ import annotations

from itertools import islice, pairwise, product

import pytest

from lhextract.mentions import nlp
from lhextract.mentions.candidates import VETO, KnownName
from lhextract.mentions.nlp import load_pipeline, load_specs, rules
from lhextract.model.mention import Label
from tests.builders import found_in


def test_registry_is_pinned() -> None:
    """The recognisers and their order; a new one is added here on purpose."""
    names = ["address", "phone", "year", "person", "institution", "program", "lookup", "model", "pipeline", "cohesion"]
    assert [spec.name for spec in load_specs()] == names
    assert load_pipeline().pipe_names == [f"lh_{name}" for name in names]


def test_rules_are_named_after_their_recogniser() -> None:
    """A rule says which recogniser proposed a mention, and how sure it is."""
    assert [rule for spec in load_specs() for rule in spec.rules if not rule.startswith(f"{spec.name}/")] == []
    assert all(0 < rule.confidence <= 1 for rule in rules().values())


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("Tel.+49 351 463-33013", "+49 351 463-33013", id="label-glued"),
        pytest.param("TUD-wide", "TUD", id="compound"),
        pytest.param("33013Fax", "33013", id="digits-glued"),
        pytest.param("(www.example.org).", "www.example.org", id="address"),
        pytest.param("C³ - Carbon Concrete Composite e.V.", "C³ - Carbon Concrete Composite e.V.", id="legal-form"),
        pytest.param("“Digital Twin Road”", "Digital Twin Road", id="quoted"),
        pytest.param("DFG-gefördert", "DFG", id="german-compound"),
        pytest.param("Zusammen_mit", "Zusammen", id="underscore"),
    ],
)
def test_tokens_fit_the_span(text: str, span: str) -> None:
    """No token straddles the border of a mention."""
    start = text.index(span)
    assert load_pipeline().make_doc(text).char_span(start, start + len(span)) is not None


def test_known_names_are_found() -> None:
    """A name from a lookup table is found as written, every time."""
    known = [KnownName("OncoRay", Label.INSTITUTION)]
    found = [(m.text, m.rule) for m in found_in("At OncoRay and in the OncoRay building", known=known)]
    assert found == [("OncoRay", "lookup/name")] * 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See https://tu-dresden.de/TU-Dresden/2014 or so", id="url"),
        pytest.param("further informationhttps://TU-Dresden.de", id="url-glued-to-a-word"),
        pytest.param("write to eva.roth@TU-Dresden.de.", id="e-mail"),
        pytest.param("write to eva.roth (at) TU-Dresden.de.", id="e-mail-disguised"),
        pytest.param(f"write to {'a' * 80}@TU-dresden.de", id="e-mail-too-long-for-one"),
    ],
)
def test_nothing_is_found_inside_an_address(text: str) -> None:
    """URLs and e-mail addresses keep mentions away and are none themselves."""
    assert found_in(text, known=[KnownName("TU-Dresden", Label.INSTITUTION)]) == ()
    assert VETO not in set(Label)


def test_the_vocabulary_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages with words of their own do not add up: the vocabulary never has more than the bound and one page."""
    monkeypatch.setattr(nlp, "MOST_WORDS", len(load_pipeline().vocab) + 100)
    words = iter("".join(letters) for letters in product("abcdefgh", repeat=5))
    sizes = []
    for _ in range(10):
        found_in(" ".join(islice(words, 60)))
        sizes.append(len(load_pipeline().vocab))
    assert max(sizes) <= nlp.MOST_WORDS
    assert any(after < before for before, after in pairwise(sizes))
    assert len(load_specs()) == len(load_pipeline().pipe_names)
