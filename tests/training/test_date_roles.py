from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from lhextract.language.cues import Cues
from lhextract.records.date_roles import ROLES
from lhextract.training.date_roles import cross_validate, learn_roles, main, read_initiatives, to_json
from tests.conftest import GOLDEN

SMALL = {"jena-netzwerke", "aachen-networks", "lighthouses", "lighthouses-html"}


def test_shipped_weights_are_what_the_golden_pages_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m lhextract.training.date_roles tests/golden` would change nothing."""
    monkeypatch.setattr("sys.argv", ["date_roles", str(GOLDEN), "--out", str(tmp_path / "weights.json")])
    assert main() == 0
    shipped = files("lhextract.records").joinpath("date_roles.json").read_text(encoding="utf-8")
    assert (tmp_path / "weights.json").read_text(encoding="utf-8") == shipped


def test_every_gold_year_is_a_date_with_a_value(cues: Cues) -> None:
    """The dates that are learned from are those of the gold records, value for value."""
    for initiative in read_initiatives(GOLDEN, cues):
        assert {date.value for date in initiative.dates} == set(initiative.roles)


def test_a_page_is_judged_without_its_twin(cues: Cues) -> None:
    """With a page its HTML is left out: judged by two other pages alone, both come out the same."""
    pages = [each for each in read_initiatives(GOLDEN, cues) if each.page in SMALL]
    counts = cross_validate(pages, cues)
    assert counts.keys() == SMALL
    assert counts["lighthouses"] == counts["lighthouses-html"]
    assert all(right / dates > 0.7 for right, dates in counts.values())


def test_learning_from_nothing_gives_nothing(cues: Cues) -> None:
    """Without pages there are no weights, and what one page alone teaches is not learned."""
    assert learn_roles([], cues).by_feature == {}
    one = [each for each in read_initiatives(GOLDEN, cues) if each.page == "jena-netzwerke"]
    assert learn_roles(one, cues).by_feature == {}


def test_the_order_of_the_pages_does_not_matter(cues: Cues) -> None:
    """The same pages in another order give the same weights, for known roles alone."""
    pages = [each for each in read_initiatives(GOLDEN, cues) if each.page in SMALL]
    weights = learn_roles(pages, cues)
    assert to_json(learn_roles(pages[::-1], cues)) == to_json(weights)
    assert {role for row in weights.by_feature.values() for role in row} <= set(ROLES)
