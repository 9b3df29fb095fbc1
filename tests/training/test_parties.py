"""The weights of partners and host units."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np

from lhextract.records.parties.choose import PARTS, WEIGHTS
from lhextract.training.parties import learn_parties, read_examples
from lhextract.training.softmax import learn
from tests.conftest import GOLDEN


def test_shipped_weights_are_what_the_golden_pages_give() -> None:
    """Learned anew, every weight is within a hundredth of log-odds: sums of floats differ between machines."""
    shipped = json.loads(files("lhextract.records.parties").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    learned = learn_parties(read_examples(GOLDEN))
    names = sorted(shipped.keys() | learned.keys())
    nothing = [0] * len(PARTS)
    differences = [np.subtract(shipped.get(name, nothing), learned.get(name, nothing)) for name in names]
    assert np.abs(differences).max() <= 10


def test_what_tells_classes_apart_gets_weight() -> None:
    """A cue of one class speaks for it and against the others; one seen on too few pages is not learned."""
    rows = [("with",), ("by",), ("with",), ("by", "rare")] * 3
    weights = learn(rows, [0, 1, 0, 1] * 3, [str(i) for i in range(12)], classes=2, least=4, strength=1.0)
    assert weights["with"][0] > 0 > weights["with"][1]
    assert weights["by"][1] > 0 > weights["by"][0]
    assert "rare" not in weights
