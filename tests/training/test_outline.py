from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from lhextract.model.outline import LineRole
from lhextract.training.outline import Perceptron, main, read_states, score, to_json
from lhextract.training.pages import read_rows, to_page
from tests.conftest import GOLDEN

SMALL = ("jena-netzwerke", "cape-town-networks")


def test_training_twice_gives_the_same_weights() -> None:
    """The same pages give the same bytes, and pages that have to be exact come out right."""
    pages = [to_page(name, read_rows(GOLDEN / name), exact=True) for name in SMALL]
    first, second = (Perceptron(pages).learn() for _ in range(2))
    assert to_json(first) == to_json(second)
    for page in pages:
        result = score(page, read_states(page, first))
        assert (result.exact, result.right) == (result.blocks, result.lines)


def test_states_of_a_golden_page() -> None:
    """A training page has a state for each line that is not blank, and one opening per initiative."""
    page = to_page("lighthouses", read_rows(GOLDEN / "lighthouses"))
    assert len(page.states) == len(page.features)
    assert {state.removesuffix("+") for state in page.states} <= {role.value for role in LineRole}
    assert sum(state.endswith("+") for state in page.states) == 22


def test_shipped_weights_are_what_the_golden_pages_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m lhextract.training.outline tests/golden` would change nothing."""
    monkeypatch.setattr("sys.argv", ["outline", str(GOLDEN), "--out", str(tmp_path / "weights.json")])
    assert main() == 0
    shipped = files("lhextract.outline").joinpath("weights.json").read_text(encoding="utf-8")
    assert (tmp_path / "weights.json").read_text(encoding="utf-8") == shipped
