from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.registry.ror import DIGITS, read_ror_id, ror_number, ror_of_number

NUMBERS = st.integers(0, 2**30 - 1)


# Known ids: TU Dresden, Osaka University, Rutgers (its check digits begin with 0), Emory University.
@pytest.mark.parametrize("ident", ["042aqky30", "035t8zc32", "05vt9qd57", "03czfpz43"])
@pytest.mark.parametrize("prefix", ["", "ror.org/", "https://ror.org/"])
def test_known_ids(ident: str, prefix: str) -> None:
    """Ids of the registry are valid, with or without its address, and are read into one form."""
    assert read_ror_id(prefix + ident) == f"https://ror.org/{ident}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("042aqky31", id="check-digits"),
        pytest.param("042aqyk30", id="swapped"),
        pytest.param("142aqky30", id="no-leading-zero"),
        pytest.param("042aqkyu0", id="letter-for-digit"),
        pytest.param("042aq\u212ay30", id="Kelvin-sign"),
        pytest.param("042aqky3", id="too-short"),
        pytest.param("https://ror.org/042aqky30/", id="more-behind"),
        pytest.param("https://example.org/042aqky30", id="other-address"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_id(text: str) -> None:
    """A text of another form, or with check digits that do not fit, is no id."""
    assert read_ror_id(text) is None


@given(NUMBERS)
def test_numbers_and_ids_are_the_same(number: int) -> None:
    """Every number below 2**30 is one valid id, and the id is that number."""
    ror = ror_of_number(number)
    assert read_ror_id(ror) is not None
    assert ror_number(ror) == number


@given(NUMBERS, st.integers(1, 6), st.sampled_from(DIGITS))
def test_one_wrong_character_is_seen(number: int, place: int, char: str) -> None:
    """An id with one other character is no id."""
    ident = ror_of_number(number)[-9:]
    wrong = ident[:place] + char + ident[place + 1 :]
    assert (read_ror_id(wrong) is not None) == (wrong == ident)
