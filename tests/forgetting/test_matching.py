"""Where a text names somebody, in any writing, and where it names somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.forgetting.keys import Forgotten, keys_of_name
from lhextract.forgetting.matching import find_families, find_names
from lhextract.model.span import Span

SALT = b"salt of a test.."


def found(text: str, person: str) -> list[str]:
    """The words that are hidden."""
    return [text[one.span.start : one.span.end] for one in find_names(text, keys_of_name(person))]


@pytest.mark.parametrize(
    ("text", "person", "places"),
    [
        pytest.param("Ask Eva Roth.", "Eva Roth", ["Eva Roth"], id="plain"),
        pytest.param(
            "Prof. Dr. rer. nat. Eva Roth, M.A.", "Eva Roth", ["Prof. Dr. rer. nat. Eva Roth, M.A."], id="titles"
        ),
        pytest.param("Roth, Eva; Berg, Ida", "Eva Roth", ["Roth, Eva"], id="family-first"),
        pytest.param("Eva Roth", "Dr. Roth, Eva", ["Eva Roth"], id="asked-family-first"),
        pytest.param("Dr. E. Roth", "Eva Roth", ["Dr. E. Roth"], id="initial"),
        pytest.param("E. M. Roth and E. Roth", "Eva Maria Roth", ["E. M. Roth", "E. Roth"], id="initials"),
        pytest.param("EVA ROTH", "Eva Roth", ["EVA ROTH"], id="capitals"),
        pytest.param("Jürgen Müller", "Juergen Mueller", ["Jürgen Müller"], id="umlauts-on-the-page"),
        pytest.param("Juergen Mueller", "Jürgen Müller", ["Juergen Mueller"], id="umlauts-asked"),
        pytest.param("Jurgen Muller", "Jürgen Müller", ["Jurgen Muller"], id="umlauts-lost"),
        pytest.param("Eva Maria Roth", "Eva Roth", ["Eva Maria Roth"], id="middle-name-on-the-page"),
        pytest.param("Eva Roth", "Eva Maria Roth", ["Eva Roth"], id="middle-name-asked"),
        pytest.param("Eva Roths Gruppe", "Eva Roth", ["Eva Roths"], id="genitive"),
        pytest.param("eva.roth@uni.example", "Eva Roth", ["eva.roth@uni.example"], id="mail"),
        pytest.param("e.roth(at)uni.example", "Eva Roth", ["e.roth(at)uni.example"], id="mail-obfuscated"),
        pytest.param("see https://uni.example/eva-roth/cv", "Eva Roth", ["https://uni.example/eva-roth/cv"], id="url"),
        pytest.param("Kim Hye-jin", "Kim Hye-jin", ["Kim Hye-jin"], id="small-letter"),
        pytest.param("Dr. Jan van den Berg", "Jan van den Berg", ["Dr. Jan van den Berg"], id="particles"),
        pytest.param("Roth Eva", "Eva Roth", ["Roth Eva"], id="family-first-without-comma"),
        pytest.param("Ida Roth Eva Berg", "Eva Roth", [], id="two-others-without-comma"),
        pytest.param("Ida Roth, Eva Berg", "Eva Roth", [], id="two-others"),
        pytest.param("Anna E. Roth", "Eva Roth", [], id="initial-of-another"),
        pytest.param("Eva Roth-Meyer and Anne-Eva Roth", "Eva Roth", [], id="half-of-a-name"),
        pytest.param("Julia B. Roth", "Julia A. Roth", [], id="another-middle-name"),
        pytest.param("Ida Roth, Roth", "Eva Roth", [], id="family-of-another"),
        pytest.param("Eva\nRoth", "Eva Roth", [], id="two-lines"),
    ],
)
def test_names_are_found_in_every_writing(text: str, person: str, places: list[str]) -> None:
    """Titles, order, initials, umlauts, genitives and addresses make no difference; another name does."""
    assert found(text, person) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("Eva Roth came. Dr. Roth stayed.", ["Dr. Roth"], id="title"),
        pytest.param("Eva Roth. The Roth group; Roth's", ["Roth", "Roth"], id="sentence"),
        pytest.param("Eva Roth and Ida Roth", [], id="somebody-else"),
        pytest.param("Eva Roth and the Rothaar", [], id="part-of-a-word"),
    ],
)
def test_a_family_name_alone_is_found_beside_the_whole(text: str, places: list[str]) -> None:
    """Where the whole name stands, the family name alone is the same person, unless a given name is before it."""
    named = find_names(text, keys_of_name("Eva Roth"))
    alone = find_families(text, named, scope=Span(0, len(text)))
    assert [text[one.span.start : one.span.end] for one in alone] == places


NAMES = st.sampled_from(
    ["Eva Roth", "Jürgen Müller", "Ida van den Berg", "E. Roth", "Muller", "Dr.", "and", ",", "\n", "Kim"]
)


@given(st.lists(NAMES, max_size=12), st.sampled_from(["Eva Roth", "Jürgen Müller", "Ida van den Berg"]))
def test_digests_find_what_the_name_finds(words: list[str], person: str) -> None:
    """A later run, which has digests alone, hides the same as the purge that had the name."""
    text, keys = " ".join(words), keys_of_name(person)
    assert find_names(text, Forgotten(SALT).with_keys(keys.keys)) == find_names(text, keys)
