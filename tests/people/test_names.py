from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.people.names import PersonName, split_name


@pytest.mark.parametrize(
    ("name", "first", "family"),
    [
        pytest.param("Eva Roth", "Eva", "Roth", id="two-words"),
        pytest.param("Mailach", None, "Mailach", id="family-name-alone"),
        pytest.param("Karl Heinz Schmidt-Maier", "Karl Heinz", "Schmidt-Maier", id="double-names"),
        pytest.param("J. H. Roth", "J. H.", "Roth", id="initials"),
        pytest.param("Rosa Vidal Pons", "Rosa Vidal", "Pons", id="two-family-names-without-a-sign"),
        pytest.param("Prof. Dr. Eva Roth, M.A.", "Eva", "Roth", id="titles"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_last_word_is_the_family_name(name: str, first: str | None, family: str | None) -> None:
    """Without another sign the family name is the last word; one word alone is a family name."""
    assert split_name(name) == PersonName(first, family)


@pytest.mark.parametrize(
    ("name", "first", "family"),
    [
        pytest.param("Kerstin Le Merdy", "Kerstin", "Le Merdy", id="capital"),
        pytest.param("Jolanthe van den Eertwegh", "Jolanthe", "van den Eertwegh", id="several"),
        pytest.param("Ines de la Roca", "Ines", "de la Roca", id="spanish"),
        pytest.param("Omar al-Hadi", "Omar", "al-Hadi", id="tied"),
        pytest.param("Karl von und zu Rothen", "Karl", "von und zu Rothen", id="and"),
        pytest.param("Almut v. Rothen", "Almut", "v. Rothen", id="short"),
        pytest.param("Otto Graf von Rothen", "Otto", "Graf von Rothen", id="nobility"),
        pytest.param("Ina Graf", "Ina", "Graf", id="family-name-like-nobility"),
        pytest.param("Suda na Lampang", "Suda", "na Lampang", id="any-small-word"),
        pytest.param("Nora Berg-Le Goff", "Nora", "Berg-Le Goff", id="tied-to-a-name"),
        pytest.param("Dana Bat-El Brand", "Dana Bat-El", "Brand", id="given-name-like-a-tie"),
        pytest.param("Maria do Carmo Reis", "Maria do Carmo", "Reis", id="inside-given-names"),
        pytest.param("Ida van Loon Pinto", "Ida", "van Loon Pinto", id="opens-the-family-name"),
        pytest.param("Aisha binti Abdul Rashid", "Aisha", "binti Abdul Rashid", id="patronymic"),
        pytest.param("Oisín Mac Giolla Rua", "Oisín", "Mac Giolla Rua", id="irish"),
        pytest.param("van der Straeten", None, "van der Straeten", id="no-given-name"),
        pytest.param("Van den Straeten", None, "Van den Straeten", id="no-given-name-capital"),
        pytest.param("Le Merdy", "Le", "Merdy", id="may-be-a-given-name"),
    ],
)
def test_particles_belong_to_the_family_name(name: str, first: str | None, family: str) -> None:
    """Particles before the family name belong to it; at the beginning, small ones show that no given name is there."""
    assert split_name(name) == PersonName(first, family)


@pytest.mark.parametrize(
    ("name", "first", "family"),
    [
        pytest.param("van Rothen, Eva Maria", "Eva Maria", "van Rothen", id="comma"),
        pytest.param("Vidal Pons, Rosa (Rosi)", "Rosa (Rosi)", "Vidal Pons", id="comma-two-family-names"),
        pytest.param("Rosa Vidal y Pons", "Rosa", "Vidal y Pons", id="y"),
        pytest.param("Pere Vidal i Pons", "Pere", "Vidal i Pons", id="i"),
        pytest.param("Rui Prado Neto", "Rui", "Prado Neto", id="generation-word"),
        pytest.param("CHEN Jiahui", "Jiahui", "CHEN", id="capitals-first"),
        pytest.param("Hale ÖZDIL KAR", "Hale", "ÖZDIL KAR", id="capitals-last"),
        pytest.param("KK Whitlow", "KK", "Whitlow", id="initials-in-capitals"),
        pytest.param("EVA MARIA ROTH", "EVA MARIA", "ROTH", id="all-in-capitals"),
        pytest.param("Kim Hye-jin", "Hye-jin", "Kim", id="syllables"),
        pytest.param("Okello J. B.", "J. B.", "Okello", id="initials-behind"),
        pytest.param("ROTH M.", "M.", "ROTH", id="initial-behind-capitals"),
        pytest.param("J. H. (Marga) Roth", "J. H. (Marga)", "Roth", id="call-name"),
        pytest.param("Elise Roth (née van Berg)", "Elise", "Roth", id="name-at-birth"),
        pytest.param("Uwe S.", None, None, id="shortened"),
    ],
)
def test_signs_of_another_order(name: str, first: str | None, family: str | None) -> None:
    """A comma, a tie, capitals, a syllable or initials behind show where the family name is, or that nobody knows."""
    assert split_name(name) == PersonName(first, family)


@pytest.mark.parametrize("name", ["Max Roth Jr.", "Max Roth, Jr."])
def test_generation_is_no_part_of_the_name(name: str) -> None:
    """What tells two generations apart is in neither part: "Jr.", "III"."""
    assert split_name(name) == PersonName("Max", "Roth", "Jr.")


NAMES = st.lists(
    st.sampled_from(["Eva", "ROTH", "van", "De", "y", "J.", "Mac", "Hye-jin", "Jr.", "(Ida)", "Neto", "Dr."])
)


@given(NAMES.map(" ".join) | st.text(max_size=30))
def test_parts_are_parts_of_the_name(name: str) -> None:
    """Given and family name are words of the name, none of them twice."""
    parts = split_name(name)
    rest = name.replace(",", " ").split()
    for word in f"{parts.given or ''} {parts.family or ''} {parts.suffix or ''}".replace(",", " ").split():
        rest.remove(word)
