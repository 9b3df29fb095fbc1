"""What the fuzzer has found worth keeping holds the laws: a sample of each corpus, and all that once broke one."""

from __future__ import annotations

import pytest

from tests.fuzz import catalogue, corpus
from tests.fuzz.judging import Fault, judge


@pytest.mark.parametrize("name", catalogue.names())
def test_corpus_holds_the_laws(name: str) -> None:
    """No input of the corpus breaks a law of its target, and none that once did does so again."""
    target = catalogue.load(name)
    paths = corpus.inputs_in(corpus.FOUND / name)
    paths += corpus.spread(corpus.inputs_in(corpus.CORPUS / name), target.replayed)
    outcomes = {path: judge(target, path.read_bytes()) for path in paths}
    broken = {path.name: outcome.details for path, outcome in outcomes.items() if isinstance(outcome, Fault)}
    assert not broken


def test_corpus_is_small_and_belongs_somewhere() -> None:
    """Every file is named by its digest, is small, and lies in the folder of a target."""
    folders = [folder for root in (corpus.CORPUS, corpus.FOUND) for folder in root.iterdir() if folder.is_dir()]
    assert {folder.name for folder in folders} <= set(catalogue.names())
    for path in (path for folder in folders for path in corpus.inputs_in(folder)):
        body = path.read_bytes()
        assert path.name == corpus.name_of(body)
        assert len(body) < 8000
