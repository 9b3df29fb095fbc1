"""No pattern of the program can be tried in more ways than its text is long: what takes for ever has a shape."""

from __future__ import annotations

import re

import pytest

from lhextract.language.cues import Cues
from tests.threats.patterns.collecting import inline, standing
from tests.threats.patterns.parsed import parse, swallowed
from tests.threats.patterns.pumps import pumps

FEWEST = 350  # patterns of the program: fewer would mean that they are looked for in the wrong place


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?:a+)*b", id="nested"),
        pytest.param(r"(?:\w+ ?)*$", id="optional-blank"),
        pytest.param(r"(?:<!--.*?-->\s*)*<html", id="comments"),
        pytest.param(r"x((?:[a-z]|[a-f]+)+)y", id="in-a-group"),
    ],
)
def test_a_shape_without_end_is_seen(pattern: str) -> None:
    """What a loop repeats can be taken by a loop inside it as well."""
    assert list(swallowed(parse(pattern)))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?:\w+ )*$", id="blank-between"),
        pytest.param(r"(?:<!--[^>]*>\s*)*<html", id="end-not-inside"),
        pytest.param(r"(?:(?><!--.*?-->)\s*+)*+<html", id="atomic"),
        pytest.param(r"(?:a{1,3})*b", id="few"),
    ],
)
def test_a_shape_with_an_end_is_left(pattern: str) -> None:
    """Where each time can be taken in one way only, or is not tried again, nothing is found."""
    assert list(swallowed(parse(pattern))) == []


def test_no_pattern_takes_for_ever(cues: Cues) -> None:
    """The patterns of all modules, those made of cue words and those inside functions."""
    found = [*standing(cues), *((key, place) for key, _, place in inline())]
    assert len({key for key, _ in found}) >= FEWEST
    bad = {(place, key[0], text) for key, place in found for text in swallowed(parse(*key))}
    assert bad == set()


def test_a_slow_pattern_has_a_text() -> None:
    """`python -m benchmarks.patterns` would find the pattern that once took for ever: a text of it is of that kind."""
    once = rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<html"
    texts = [pump.of(100) for pump in pumps(once, re.DOTALL.value)]
    assert any(text.count("<!--") > 3 and text.count("-->") > 3 for text in texts)
