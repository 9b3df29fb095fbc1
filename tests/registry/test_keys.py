from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.registry.keys import AND, ARTICLES, LEGAL_FORMS, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("UNIVERSITÄT Łódź", "universitat lodz", id="case-and-diacritics"),
        pytest.param("Straßenbau", "Strassenbau", id="sharp-s"),
        pytest.param("Kunst & Technik", "Kunst und Technik", id="ampersand-und"),
        pytest.param("Arts and Crafts", "Arts&Crafts", id="ampersand-and"),
        pytest.param("Helmholtz–Zentrum Nord-Süd", "Helmholtz Zentrum Nord Süd", id="dashes"),
        pytest.param("King's College, London", "King’s College London", id="punctuation"),
        pytest.param("The Hollow Institute", "Hollow Institute", id="article"),
        pytest.param("Carbon Concrete Composite e. V.", "Carbon Concrete Composite eV", id="e-V"),
        pytest.param("Eisenwerk Nord GmbH & Co. KG", "Eisenwerk Nord", id="two-legal-forms"),
        pytest.param("Norsk A/S", "Norsk", id="A-S"),
        pytest.param("Fabryka Sp. z o.o.", "Fabryka", id="sp-z-oo"),
        pytest.param("J.E. Roth University", "J. E. Roth University", id="initials"),
        pytest.param("C³", "C3", id="raised-digit"),
        pytest.param("Ｏｓａｋａ  大学", "osaka 大学", id="width"),
    ],
)
def test_writing_is_ignored(one: str, other: str) -> None:
    """Two ways to write a name have one key."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("La Salle University", "De La Salle University", id="de-is-no-article"),
        pytest.param("Universität Nord", "Universitaet Nord", id="umlauts-written-out"),
        pytest.param("Institute of Physics", "Institute for Physics", id="small-words"),
        pytest.param("AG Roth", "Roth", id="legal-form-at-the-beginning"),
        pytest.param("SUNY at Nord", "SUNY at Süd", id="other-name"),
    ],
)
def test_what_tells_names_apart_stays(one: str, other: str) -> None:
    """What can tell two organisations apart is never dropped."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(("text", "key"), [("GmbH", "gmbh"), ("The AG", "ag"), ("Die", "die"), ("–", ""), ("", "")])
def test_one_word_stays(text: str, key: str) -> None:
    """A name that is an article or a legal form keeps it; only a text without letters and digits has no key."""
    assert name_key(text) == key


TRICKY = st.sampled_from([*sorted(ARTICLES | LEGAL_FORMS | AND), "&", "e.V.", "S. A.", "İ", "ϔ", "ﬁ", "Nord", "ß", "."])
NAMES = st.lists(TRICKY | st.text(max_size=6), max_size=6).map(" ".join)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    """The key of a key is the key."""
    assert name_key(name_key(name)) == name_key(name)


@given(NAMES)
def test_a_key_is_words(name: str) -> None:
    """A key is words with one blank between them, in lower case, and empty only where there is nothing to read."""
    key = name_key(name)
    assert key.split(" ") == (key.split() or [""])
    assert key == key.lower()
    assert bool(key) == any(char.isalnum() for char in name) or "&" in name


@given(NAMES)
def test_case_and_outer_marks_do_not_matter(name: str) -> None:
    """A name in capitals, in brackets or with an article has the key of the name."""
    assert name_key(f"({name})") == name_key(name)
    assert name_key(name.upper()) == name_key(name.upper().lower())
    if name_key(name):
        assert name_key(f"The {name}") == name_key(name)
