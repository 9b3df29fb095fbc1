from __future__ import annotations

import pytest

from lhextract.phones import numbers
from lhextract.phones.numbers import (
    PhoneValue,
    find_numbers,
    has_more,
    infer_region,
    is_region,
    is_valid,
    lacks_area_code,
    read_number,
)


@pytest.mark.parametrize(
    ("raw", "region", "e164"),
    [
        pytest.param("+49 351 463-33013", None, "+4935146333013", id="country-code"),
        pytest.param("+ 49 351 497-9911", "DE", "+493514979911", id="blank-after-plus"),
        pytest.param("0 351 463-33013", "DE", "+4935146333013", id="blank-after-zero"),
        pytest.param("0351/463 33013", "DE", "+4935146333013", id="slash"),
        pytest.param("(0351) 463-33013", "DE", "+4935146333013", id="brackets"),
        pytest.param("+49 (0)351 463-33013", "DE", "+4935146333013", id="zero-in-brackets"),
        pytest.param("0049 351 463 33013", "DE", "+4935146333013", id="double-zero"),
        pytest.param("1 (734) 615-8839", "US", "+17346158839", id="US"),
        pytest.param("+44 131 650 4296", "DE", "+441316504296", id="country-code-wins"),
    ],
)
def test_writing_is_ignored(raw: str, region: str | None, e164: str) -> None:
    """The way a number is written never changes its E.164 form."""
    assert read_number(raw, region=region).e164 == e164


@pytest.mark.parametrize("label", [" ext. ", ", Durchwahl ", " DW ", " x"])
def test_value_of_a_number(label: str) -> None:
    """A value is E.164 without extension, national form, extension and region."""
    assert read_number(f"0351 463-33013{label}12", region="DE") == PhoneValue(
        "+4935146333013", "0351 46333013", "12", "DE"
    )


@pytest.mark.parametrize(
    ("raw", "region"),
    [
        pytest.param("0351 463-33013", None, id="no-region"),
        pytest.param("12", "DE", id="too-short"),
        pytest.param("615-8839", "US", id="without-area-code"),
        pytest.param("463-33013", "DE", id="without-area-code-where-lengths-vary"),
        pytest.param("+49 351 463 33013 33013 33013", "DE", id="too-long"),
        pytest.param("+62 812 1786 3217 8635 12", "ID", id="longer-than-e164-where-the-plan-has-more"),
        pytest.param("+999 12345678", "DE", id="no-such-country"),
        pytest.param("+49 (0013/14", "DE", id="zeros-that-no-number-begins-with"),
    ],
)
def test_unreadable_number_is_kept_as_written(raw: str, region: str | None) -> None:
    """A number that cannot be read has no E.164 form, no region, and keeps its writing."""
    value = read_number(raw, region=region)
    assert (value.e164, value.national, value.region) == (None, raw, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Tel.+49 351 463-33013Fax", ["+49 351 463-33013"], id="glued"),
        pytest.param("(phone 734-615-3027)", ["734-615-3027"], id="closing-bracket-outside"),
        pytest.param("call (734) 615-3027.", ["(734) 615-3027"], id="opening-bracket-inside"),
        pytest.param("0351 463-33013 ext. 12, room", ["0351 463-33013 ext. 12"], id="extension"),
        pytest.param("044-2257 4023 / 044-2257 5853", ["044-2257 4023", "044-2257 5853"], id="two-by-slash"),
        pytest.param("0351/463 33013", ["0351/463 33013"], id="one-with-slash"),
        pytest.param("0351 463-33013/14, room", ["0351 463-33013/14"], id="two-in-one"),
        pytest.param("0351 463-33013, -14, room", ["0351 463-33013, -14"], id="two-by-comma"),
        pytest.param("2 (463314)/)999999999", ["2 (463314", "999999999"], id="slash-within-brackets"),
        pytest.param("in 2014 with 30 ECTS", [], id="too-few-digits"),
        pytest.param("IBAN 1234 5678 9012 3456 7890 1234", [], id="too-many-digits"),
    ],
)
def test_find_numbers(text: str, found: list[str]) -> None:
    """A number runs from its plus, bracket or first digit to its last digit, an extension included."""
    region = "IN" if "044" in text else "DE"
    assert [text[number.start : number.end] for number in find_numbers(text, region=region)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("0351 463-33013 ext. 123456, 0351 463-38156", ["0351 463-33013 ext. 123456", "0351 463-38156"],
                     id="an-extension-is-no-number"),
        pytest.param("734-615-3027, 734-615-3028 ext. 12", ["734-615-3027", "734-615-3028 ext. 12"],
                     id="extension-of-the-next"),
        pytest.param("734-615-3027 or 734-615-3028, -29", ["734-615-3027", "734-615-3028, -29"], id="tail-of-the-next"),
        pytest.param("call (734-615-3027)", ["734-615-3027"], id="bracket-around"),
        pytest.param("734-615-3027 / 28", ["734-615-3027 / 28"], id="few-digits-behind-a-slash"),
        pytest.param("615-883 / 615-884", ["615-883", "615-884"], id="six-digits-on-both-sides"),
        pytest.param("1" * 21, ["1" * 21], id="21-digits"),
        pytest.param("1" * 22, [], id="22-digits"),
    ],
)  # fmt: skip
def test_where_a_number_ends(text: str, found: list[str]) -> None:
    """An extension or a second number belongs to the number right before it."""
    assert [text[number.start : number.end] for number in find_numbers(text, region="US")] == found


@pytest.mark.parametrize(
    ("text", "valid", "international", "short"),
    [
        pytest.param("734-615-3027", True, False, False, id="valid"),
        pytest.param("734-615-3027 / 28 / 29", True, False, False, id="first-of-several-is-valid"),
        pytest.param("+49 351 463-33013", True, True, False, id="plus"),
        pytest.param("0049 351 463-33013", False, True, False, id="double-zero-of-another-region"),
        pytest.param("0351 00 12345", False, False, False, id="double-zero-inside"),
        pytest.param("123456", False, False, False, id="six-digits"),
        pytest.param("12345", False, False, True, id="five-digits"),
    ],
)
def test_what_is_known_of_a_number(text: str, valid: bool, international: bool, short: bool) -> None:
    """A number is valid in its region, has a country code, or is so short that a word must announce it."""
    (found,) = find_numbers(text, region="US")
    assert (found.valid, found.international, found.short) == (valid, international, short)


@pytest.mark.parametrize(
    ("raw", "region"),
    [
        pytest.param("+1 416 978 2011", "CA", id="one-of-25-regions-with-a-country-code"),
        pytest.param("+44 999 999 9999", "GB", id="region-of-the-country-code"),
        pytest.param("+800 1234 5678", None, id="freephone-of-no-region"),
    ],
)
def test_region_of_a_number(raw: str, region: str | None) -> None:
    """The region is that of the number, else of its country code; an international service has none."""
    assert read_number(raw, region=None).region == region


def test_without_region_a_number_needs_its_country_code() -> None:
    """A national number is valid nowhere in particular."""
    assert not is_valid("0351 463-33013", None)
    assert is_valid("+49 351 463-33013", None)


@pytest.mark.parametrize(
    ("raw", "region", "lacks"),
    [
        pytest.param("463-33013", "DE", True, id="within-a-town"),
        pytest.param("463-33013 ext. 12", "DE", True, id="with-extension"),
        pytest.param("0351 463-33013", "DE", False, id="area-code"),
        pytest.param("+49 351 463-33013", "DE", False, id="plus"),
        pytest.param("0049 351 463-33013", "DE", False, id="double-zero"),
        pytest.param("49 351 463-33013", "DE", False, id="country-code-without-plus"),
        pytest.param("351 00 12345", "DE", True, id="double-zero-inside"),
        pytest.param("4912345", "DE", True, id="no-number-of-that-country-code"),
        pytest.param("1234", "DE", False, id="four-digits"),
        pytest.param("12345", "DE", True, id="five-digits"),
        pytest.param("615-8839", "US", True, id="told-by-its-length"),
        pytest.param("1 23 45 67 89", "FR", False, id="one-length"),
        pytest.param("141 330 7346", "GB", False, id="two-lengths"),
        pytest.param("8 123 456 78", "SE", True, id="three-lengths"),
        pytest.param("463-33013", None, False, id="no-region"),
        pytest.param("no digits", "DE", False, id="no-number"),
    ],
)
def test_numbers_without_area_code(raw: str, region: str | None, lacks: bool) -> None:
    """Where numbers of a region have many lengths, one that begins with neither zero nor country code is of a town."""
    assert lacks_area_code(raw, region=region) is lacks


MALAWI, GLASGOW = ["+265 1 874 377", "+265 1 874 378", "+265 1 874 379"], "+44 141 330 3098"


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        pytest.param([*MALAWI[:2], GLASGOW, "0141 330 7346", "0141 330 2208"], "GB", id="fits-count-like-codes"),
        pytest.param([*MALAWI, GLASGOW, "0141 330 7346", "0141 330 2208"], "MW", id="but-not-more"),
        pytest.param([MALAWI[0], GLASGOW, "0111 111 1111", "0141 330 7346"], "GB", id="every-number-is-tried"),
    ],
)
def test_region_by_what_fits(texts: list[str], region: str) -> None:
    """A number that fits a region speaks for it as much as a country code does."""
    assert infer_region(texts) == region


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        pytest.param(["Universität St. Gallen", "071 224 2111"], "CH", id="first-long-word-of-a-place"),
        pytest.param(["in Munich", "089 2180-0"], "DE", id="english-name"),
        pytest.param(["in München", "089 2180-0"], "DE", id="german-name"),
        pytest.param(["Bremen, Glasgow", "0421 218-65417", "0141 330 2208"], None, id="tie"),
        pytest.param(["Bremen, Glasgow", "0421 218-65417", "0421 218-65418", "0141 330 2208"], "DE", id="most-numbers"),
        pytest.param(["in Bremen", "0000 0000 0000 0000 0000", "0421 218-65417"], "DE", id="unreadable-number-before"),
    ],
)
def test_region_by_places(texts: list[str], region: str | None) -> None:
    """The place of an area code counts if the page names it in English or German; most numbers win, a tie is none."""
    assert infer_region(texts) == region


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        pytest.param(["+49 351 463-33013", "+44 131 650 4296", "+49 351 463-33014"], "DE", id="most"),
        pytest.param(["+44 131 650 4296", "+49 351 463-33014"], "GB", id="tie-goes-to-the-first"),
        pytest.param(["0351 463-33013", "+49 1"], None, id="none"),
        pytest.param(["+265 1 874 377", "0141 330 7346", "+44 141 330 3098"], "GB", id="other-numbers-fit"),
        pytest.param(["Die Universität Bremen", "Tel. 0421 218-65417"], "DE", id="area-code-of-a-place-on-the-page"),
        pytest.param(["University of Glasgow", "0141 330 2208"], "GB", id="the-same-in-english"),
        pytest.param(["A university by the sea", "0421 218-65417"], None, id="place-not-named"),
    ],
)
def test_infer_region(texts: list[str], region: str | None) -> None:
    """The region of a page is told by country codes, else by area codes of places it names; it is never a guess."""
    assert infer_region(texts) == region


@pytest.mark.parametrize(("code", "known"), [("GB", True), ("DE", True), ("UK", False), ("de", False), ("", False)])
def test_is_region(code: str, known: bool) -> None:
    """Regions are ISO 3166-1 alpha-2: GB, not UK."""
    assert is_region(code) is known


def test_the_region_of_a_long_page_is_told_by_some_of_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many numbers without a country code are not all tried in every country that is named; the answer is the same."""
    tried: list[str | None] = []
    monkeypatch.setattr(numbers, "is_valid", lambda raw, region: tried.append(region) or is_valid(raw, region))
    lines = [f"Tel.: 0351 463-{number:05}" for number in range(30_000, 31_000)]
    abroad = ["+44 141 330 2208", "+44 141 330 2209", "+49 351 463-33013", "+43 1 4277 10000"]
    assert infer_region([*abroad, *lines]) == "DE"
    assert 0 < len([region for region in tried if region]) <= 3 * numbers.MOST_FITTED


@pytest.mark.parametrize(
    ("raw", "more"),
    [
        pytest.param("Tel.: +49 (0)351 / 463-33013", False, id="a-word-before"),
        pytest.param("(0351) 463-33013,", False, id="a-sign-at-the-end"),
        pytest.param("0351 463-33013 DW 12.", False, id="an-extension"),
        pytest.param("463-33013 x12", False, id="an-extension-by-x"),
        pytest.param("+4935146333013x", True, id="a-letter"),
        pytest.param("+49 351 463-33013 (office)", True, id="a-word"),
        pytest.param("463-33013 x12 or 14", True, id="behind-an-extension"),
        pytest.param("+1 800 FLOWERS", True, id="letters-to-dial"),
        pytest.param("+49 351 463-33013 #12", True, id="another-sign-of-an-extension"),
        pytest.param("+49 351 463-33013, -14", True, id="a-second-number"),
    ],
)
def test_what_stands_behind_a_number(raw: str, more: bool) -> None:
    """Only an extension is read; who writes down one number is told about all else."""
    assert has_more(raw) == more
