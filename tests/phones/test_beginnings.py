"""Exchanges by how they begin: what comparing a number with each of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lhextract.phones.beginnings import Beginnings
from lhextract.phones.plan import Exchange, likely_meant

DIGITS = st.text("123", min_size=3, max_size=9)
EXCHANGES = st.lists(
    st.builds(
        Exchange,
        prefix=st.text("123", min_size=3, max_size=6),
        country=st.just(1),
        area=st.just(2),
        numbers=st.just(9),
        length=st.sampled_from((None, 2, 3)),
        separator=st.just("-"),
    ),
    max_size=6,
    unique=True,
)


@given(exchanges=EXCHANGES, digits=DIGITS)
def test_a_number_has_the_exchanges_that_it_begins_with(exchanges: list[Exchange], digits: str) -> None:
    """As if it were compared with each."""
    assert set(Beginnings(exchanges).of(digits)) == {one for one in exchanges if digits.startswith(one.prefix)}


@given(exchanges=EXCHANGES, digits=DIGITS)
def test_every_slip_is_near(exchanges: list[Exchange], digits: str) -> None:
    """No exchange from which a number departs by a slip is left out."""
    near = set(Beginnings(exchanges).near(digits))
    assert {one for one in exchanges if likely_meant(digits, one)} <= near


def test_most_exchanges_are_not_looked_at() -> None:
    """Of a thousand exchanges a number is near a few."""
    exchanges = [Exchange(f"49{place:03}463", 2, 5, 9, 5, "-") for place in range(1000)]
    assert 0 < len(Beginnings(exchanges).near("4912343633013")) < 50
