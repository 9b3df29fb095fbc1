from __future__ import annotations

import pytest

from lhextract.people.writings import may_be_same, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Eva Roth", "EVA ROTH", id="case"),
        pytest.param("Rene Roth", "René Roth", id="diacritics"),
        pytest.param("Jürgen Müller", "Juergen Mueller", id="umlaut"),
        pytest.param("Jurgen Muller", "Jürgen Müller", id="umlaut-left-out"),
        pytest.param("Søren Łukas", "Soren Lukas", id="strokes"),
        pytest.param("Eva Groß", "Eva Gross", id="sharp-s"),
        pytest.param("Eva-Maria Roth", "Eva Maria Roth", id="hyphen"),
        pytest.param("J.H. Roth", "J. H. Roth", id="initials"),
        pytest.param("Roth, Eva", "Eva Roth", id="comma"),
        pytest.param("Eva D'Amato", "Eva D’Amato", id="apostrophe"),
        pytest.param("J. (Jette) Roth", "J. Roth", id="call-name"),
        pytest.param("Ms. Eva Roth", "Eva Roth, M.A.", id="titles"),
    ],
)
def test_ways_of_writing_one_name(one: str, other: str) -> None:
    """Case, marks, order around a comma, call names and titles make no other name."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Eva Bauer", "Eva Baur", id="no-umlaut"),
        pytest.param("Eva Roth", "Eva Rother", id="longer"),
        pytest.param("Martin Thomas", "Thomas Martin", id="order"),
        pytest.param("J. Roth", "Julia Roth", id="initial"),
        pytest.param("Max Roth Jr.", "Max Roth Sr.", id="generation"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    """A different letter, order or generation is another name, and an initial may be anybody's."""
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("J. Müller", "Julia Mueller", True, id="initial"),
        pytest.param("Eva Roth", "Eva Maria Roth", True, id="middle-name"),
        pytest.param("E. M. Roth", "Eva Maria Roth", True, id="initials"),
        pytest.param("Max Roth", "Max Roth Jr.", True, id="generation-left-out"),
        pytest.param("J. Roth", "Eva Roth", False, id="other-initial"),
        pytest.param("Eva K. Roth", "Eva Maria Roth", False, id="other-middle-name"),
        pytest.param("Eva Roth", "Eva Rothe", False, id="other-family-name"),
        pytest.param("Roth", "Eva Roth", False, id="family-name-alone"),
        pytest.param("Uwe S.", "Uwe Simon", False, id="family-name-shortened"),
    ],
)
def test_shorter_writings(one: str, other: str, expected: bool) -> None:
    """Initials and missing middle names may be the same human; a family name alone does not say."""
    assert may_be_same(one, other) is expected
    assert may_be_same(other, one) is expected
