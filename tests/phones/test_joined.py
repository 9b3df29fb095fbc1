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
    [("0351 463-33013/57", True), ("0351 463-33013/0", True), ("0351 463-33013/14", False), ("0351/46333013", False)],
)
def test_ambiguous(raw: str, ambiguous: bool) -> None:
    """Digits that neither count on nor are as many may be an extension."""
    assert is_ambiguous(raw, region="DE") is ambiguous
