from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.training.names.examples import Marked, Name
from lhextract.training.names.noise import NOISES, disturb, exchange, halve, join, mistype, rewrite

LINE = Marked(
    "Für die „Grüne Woche“ kamen, wie 2014, Eva Roth, KIMS, Lehrstuhl für Physik und die DFG nach Trento.",
    (
        Name(9, 20, "PROGRAM"),
        Name(39, 47, "PERSON"),
        Name(49, 53, "INSTITUTION"),
        Name(55, 75, "INSTITUTION"),
        Name(84, 87, "INSTITUTION"),
    ),
    "body",
    1,
)
SEEDS = st.integers(min_value=0, max_value=100_000)


def texts(line: Marked) -> list[str]:
    """The names of a line as they stand in it."""
    return [line.text[name.start : name.end] for name in line.names]


@given(SEEDS)
def test_names_stay_in_their_line(seed: int) -> None:
    """Whatever noise does to a page, names lie within their line, in order and apart."""
    for line in disturb([LINE] * 6, random.Random(seed)):  # noqa: S311 - no secret
        ends = [0]
        for name in line.names:
            assert ends[-1] <= name.start < name.end <= len(line.text)
            ends.append(name.end)


@pytest.mark.parametrize("noise", [pytest.param(noise, id=noise.__name__) for _, noise in NOISES])
@given(seed=SEEDS)
def test_noise_keeps_what_a_name_is(noise: object, seed: int) -> None:
    """A name stays a name of its kind, and keeps its letters but for capitals, umlauts and one typing error."""
    changed = noise(LINE, random.Random(seed))  # type: ignore[operator]  # noqa: S311
    assert [name.kind for name in changed.names] == [name.kind for name in LINE.names]
    for before, after in zip(texts(LINE), texts(changed), strict=True):
        assert abs(len(before) - len(after)) <= 2
        assert before[0].casefold() == after[0].casefold() or not before[0].isascii()


def test_rewriting_moves_what_stands_behind() -> None:
    """An edit before a name moves it, one inside changes it, one over all of it makes it another."""
    line = Marked("the old KIMS at Changwon", (Name(8, 12, "INSTITUTION"),))
    changed = rewrite(line, [(0, 4, ""), (8, 12, "Korea Institute"), (13, 15, "in")])
    assert changed.text == "old Korea Institute in Changwon"
    assert texts(changed) == ["Korea Institute"]


def test_exchanged_names_stand_where_the_others_stood() -> None:
    """Every name gives way to another of its kind, and nothing else changes."""
    changed = exchange(LINE, lambda text, kind, rng: kind.lower(), random.Random(1), 1.0)  # noqa: ARG005, S311
    assert texts(changed) == ["program", "person", "institution", "institution", "institution"]


@given(SEEDS)
def test_a_line_is_never_broken_inside_a_name(seed: int) -> None:
    """Both halves together have every name of the line, whole."""
    halves = halve(LINE, random.Random(seed))  # noqa: S311
    assert [text for half in halves for text in texts(half)] == texts(LINE)


@given(SEEDS)
def test_joined_lines_keep_their_names(seed: int) -> None:
    """Two lines on one have the names of both."""
    assert texts(join(LINE, LINE, random.Random(seed))) == texts(LINE) * 2  # noqa: S311


@given(SEEDS)
def test_a_typing_error_keeps_to_one_side_of_a_name(seed: int) -> None:
    """A name that ends inside a word keeps its letters there."""
    line = Marked("EUweit", (Name(0, 2, "INSTITUTION"),))
    assert {char for text in texts(mistype(line, random.Random(seed))) for char in text} <= set("EU")  # noqa: S311
