from __future__ import annotations

import pytest

from lhextract.phones.joined import is_ambiguous, read_numbers


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        pytest.param("0351 463-33013", [("0351 463-33013", "+4935146333013")], id="one"),
        pytest.param("0351/463-33013", [("0351/463-33013", "+4935146333013")], id="slash-behind-area-code"),
        pytest.param("0351 463-33013/14", [("0351 463-33013", "+4935146333013"), ("14", "+4935146333014")], id="two"),
        pytest.param("0351 463 33013/-14", [("0351 463 33013", "+4935146333013"), ("14", "+4935146333014")], id="sign"),
        pytest.param(
            "0351 463-33013, -14", [("0351 463-33013", "+4935146333013"), ("14", "+4935146333014")], id="comma"
        ),
        pytest.param(
            "0351 463-33013 / 33027", [("0351 463-33013", "+4935146333013"), ("33027", "+4935146333027")], id="as-long"
        ),
        pytest.param(
            "0351 463-33013/14/15",
            [("0351 463-33013", "+4935146333013"), ("14", "+4935146333014"), ("15", "+4935146333015")],
            id="three",
        ),
        pytest.param(
            "0351 463-33013/22", [("0351 463-33013", "+4935146333013"), ("22", "+4935146333022")], id="nine-further"
        ),
        pytest.param(
            "0351 463-33013/14/015",
            [("0351 463-33013", "+4935146333013"), ("14", "+4935146333014"), ("015", "+4935146333015")],
            id="counts-on-from-the-one-before",
        ),
        pytest.param("0351 4633/330133", [("0351 4633/330133", "+493514633330133")], id="more-digits-than-the-first"),
        pytest.param("0351 46333/34/330133", [("0351 46333/34/330133", None)], id="one-of-them-with-more-digits"),
        pytest.param("463-33013/14", [("463-33013", None), ("14", None)], id="no-area-code"),
        pytest.param("0351 463-33013/57", [("0351 463-33013/57", None)], id="ambiguous"),
        pytest.param("0351 463-33013 ext. 12", [("0351 463-33013 ext. 12", "+4935146333013")], id="extension"),
    ],
)
def test_numbers_of_a_writing(raw: str, read: list[tuple[str, str | None]]) -> None:
    """Joined numbers are taken apart; each keeps its own place, and the digits it lacks come from the first."""
    parts = read_numbers(raw, region="DE")
    assert [(raw[part.start : part.end], part.value.e164) for part in parts] == read


@pytest.mark.parametrize(
    ("raw", "ambiguous"),
    [
        ("0351 463-33013/57", True),
        ("0351 463-33013/23", True),
        ("0351 463-33013/13", True),
        ("0351 463-33013/0", True),
        ("0351 463-33013/14", False),
        ("0351/46333013", False),
    ],
)
def test_ambiguous(raw: str, ambiguous: bool) -> None:
    """Digits that neither count on nor are as many may be an extension."""
    assert is_ambiguous(raw, region="DE") is ambiguous


def test_numbers_without_area_code_are_joined_where_a_whole_one_is_told_by_its_length() -> None:
    """What is no number of its region may be one of its town; both numbers then lack the area code."""
    assert [part.value.e164 for part in read_numbers("615-8839/40", region="US")] == [None, None]


def test_what_goes_on_behind_its_numbers_is_not_taken_apart() -> None:
    """Numbers are joined up to the end of the writing, or not at all."""
    assert len(read_numbers("0351 463-33013/14-15", region="DE")) == 1
