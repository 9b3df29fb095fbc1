from __future__ import annotations

import pytest

from lhextract.phones.numbers import read_number
from lhextract.phones.plan import Exchange, borders_of, learn_plan, likely_meant

HOUSE = ["+49 351 463-33013", "0351 463 38156", "0 351 463-38145", "+49 (0)351 463-37660", "+49 351 463-35812"]
CLINIC = ["0351 458-5292"]
DRESDEN = Exchange("49351463", country=2, area=5, numbers=5, length=5, separator="-")


def plan(*raws: str, region: str = "DE") -> tuple[Exchange, ...]:
    """The numbering of a page that writes these numbers."""
    return learn_plan((raw, read_number(raw, region=region).e164, region) for raw in raws)


@pytest.mark.parametrize(
    ("raws", "found"),
    [
        pytest.param(HOUSE, (DRESDEN,), id="one-house"),
        pytest.param([*HOUSE, *CLINIC], (DRESDEN,), id="one-of-another-house"),
        pytest.param([*HOUSE, "+44 141 330 2208", "0171 1234567"], (DRESDEN,), id="other-country-and-mobile"),
        pytest.param(HOUSE[:4], (), id="too-few"),
        pytest.param([*HOUSE[:4], *HOUSE[:4], "0351/463 33013"], (), id="one-number-often-is-one"),
        pytest.param([*HOUSE, *CLINIC, "0351 497-9911", "0351 458-7433"], (), id="too-many-houses"),
        pytest.param(["0351 46333013", "0351 46338156", *HOUSE[2:3], "0351 46337660", "0351 46335812"], (DRESDEN,),
                     id="some-not-grouped"),
        pytest.param([], (), id="none"),
        pytest.param([*HOUSE, "12"], (DRESDEN,), id="unreadable-number"),
        pytest.param([*HOUSE, "0351 4585292"], (DRESDEN,), id="another-house-not-grouped"),
        pytest.param([f"0351 463-{n}" for n in (33013, 33014, 33015)] + [f"0351 4633-{n}" for n in (3016, 3017, 3018)],
                     (), id="two-groupings-of-equal-weight"),
        pytest.param([f"0351 463-3 301{n}" for n in range(5)], (Exchange("493514633", 2, 5, 5, 4, " "),), id="longest"),
        pytest.param([f"0351 46333-0{n}" for n in range(5)], (Exchange("4935146333", 2, 5, 5, 2, "-"),),
                     id="two-digits-behind"),
        pytest.param([f"0351 463330-{n}" for n in range(5)], (), id="one-digit-behind"),
        pytest.param([*[f"0351 463-3301{n}" for n in range(8)], *[f"0351 45{n}-5292" for n in range(3)]],
                     (Exchange("49351463", 2, 5, 8, 5, "-"),), id="four-fifths"),
    ],
)  # fmt: skip
def test_exchange_of_a_page(raws: list[str], found: tuple[Exchange, ...]) -> None:
    """A page has an exchange if five numbers and four fifths of an area share it."""
    assert [(e.prefix, e.numbers, e.length) for e in plan(*raws)] == [(e.prefix, e.numbers, e.length) for e in found]


def test_places_are_learned_apart() -> None:
    """Every area code has a habit of its own."""
    glasgow = [f"+44 141 330 {number}" for number in (2208, 4417, 1034, 7751, 9162)]
    assert [(e.prefix, e.pattern) for e in plan(*HOUSE, *glasgow)] == [
        ("44141330", "330 NNNN"),
        ("49351463", "463-NNNNN"),
    ]


def test_length_and_separator_are_habits_too() -> None:
    """What varies from number to number is no habit."""
    (found,) = plan("0228 73-4011", "0228 73-62247", "0228/73 7363", "0228 737223", "0228/73 69142", "0228 73 60227")
    assert (found.prefix, found.length) == ("4922873", None)


@pytest.mark.parametrize(
    ("raws", "length", "separator"),
    [
        pytest.param(HOUSE, 5, "-", id="habit"),
        pytest.param([*HOUSE, "0351 463-3301"], 5, "-", id="one-other-length"),
        pytest.param([*HOUSE[:4], "0351 463-3301"], 5, "-", id="four-of-one-length"),
        pytest.param([*HOUSE, "0351 463-3301", "0351 463-3302"], None, "-", id="two-other-lengths"),
        pytest.param([*HOUSE, *[f"0351 4633301{n}" for n in range(4, 8)]], 5, "-", id="not-grouped-does-not-count"),
        pytest.param([*HOUSE, "0351 46333-014"], 5, "-", id="one-other-grouping"),
        pytest.param([*HOUSE[:4], "0351 46333-014"], 5, "-", id="four-of-one-grouping"),
        pytest.param([*HOUSE, "0351 46333-014", "0351 46333-015"], 5, None, id="two-other-groupings"),
    ],
)
def test_one_number_may_depart_from_a_habit(raws: list[str], length: int | None, separator: str | None) -> None:
    """One number of another length or grouping is a slip; two show that both are in use."""
    (found,) = plan(*raws)
    assert (found.prefix, found.length, found.separator) == ("49351463", length, separator)


@pytest.mark.parametrize(
    ("raw", "digits", "borders"),
    [
        pytest.param("+49 351 463-33013", "4935146333013", {2: " ", 5: " ", 8: "-"}, id="country-code"),
        pytest.param("+1 734 615-3027", "17346153027", {1: " ", 4: " ", 7: "-"}, id="one-digit-country-code"),
        pytest.param("0 351 463-33013", "4935146333013", {5: " ", 8: "-", 2: " "}, id="zero"),
        pytest.param("0351 463-33013 ext. 12", "4935146333013", {5: " ", 8: "-"}, id="extension"),
        pytest.param("0351 463-33013).", "4935146333013", {5: " ", 8: "-"}, id="behind-the-number"),
    ],
)
def test_where_a_number_is_set_apart(raw: str, digits: str, borders: dict[int, str]) -> None:
    """Borders are counted in the digits of E.164, and stand between two of them."""
    assert borders_of(raw, digits) == borders


def test_writing_without_habits() -> None:
    """Where the page has no separator a blank stands; a length that varies is left open; no area code, no gap."""
    loose = Exchange("49351463", country=2, area=5, numbers=5, length=None, separator=None)
    assert (loose.pattern, loose.write("4935146333013")) == ("463 …", "+49 351 463 33013")
    assert Exchange("472285", 2, 2, 5, 4, None).write("4722851234") == "+47 2285 1234"


def test_writing() -> None:
    """A number is written as the page would."""
    assert DRESDEN.write("4935146333013") == "+49 351 463-33013"
    assert DRESDEN.pattern == "463-NNNNN"


@pytest.mark.parametrize(
    ("digits", "meant"),
    [
        pytest.param("4935146333013", None, id="fits"),
        pytest.param("4935143633013", "4935146333013", id="exchanged"),
        pytest.param("4935145333013", "4935146333013", id="other-digit"),
        pytest.param("4934146333013", "4935146333013", id="area-code"),
        pytest.param("4835146333013", "4935146333013", id="country-code"),
        pytest.param("493514633013", None, id="missing-behind-the-exchange"),
        pytest.param("493546333013", "4935146333013", id="missing"),
        pytest.param("49351146333013", "4935146333013", id="too-many"),
        pytest.param("493514585292", None, id="another-house"),
        pytest.param("441413302208", None, id="another-country"),
        pytest.param("49", None, id="too-short"),
    ],
)
def test_likely_meant(digits: str, meant: str | None) -> None:
    """A slip in the beginning of a number is undone; a number of another house is none."""
    assert likely_meant(digits, DRESDEN) == meant


@pytest.mark.parametrize(
    ("digits", "meant"),
    [
        pytest.param("49228744011", None, id="another-exchange"),
        pytest.param("49218734011", "49228734011", id="slip-of-the-area-code"),
        pytest.param("4922837", None, id="nothing-behind"),
    ],
)
def test_a_slip_in_a_short_exchange_is_another_exchange(digits: str, meant: str | None) -> None:
    """An exchange of two digits has too many neighbours; the area code before it has not."""
    assert likely_meant(digits, Exchange("4922873", 2, 5, 9, None, "-")) == meant
