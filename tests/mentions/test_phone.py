from __future__ import annotations

import re

import pytest

from lhextract.mentions.recognisers import phone
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from tests.builders import found_in


def phones(text: str, role: LineRole = LineRole.BODY, region: str = "DE") -> list[str]:
    """The phone numbers on lines of one role."""
    return [m.text for m in found_in(text, role, region=region) if m.label is Label.PHONE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Tel.+49 351 463-33013", ["+49 351 463-33013"], id="glued-to-label"),
        pytest.param("Tel.: +49 351 463-33013", ["+49 351 463-33013"], id="labelled"),
        pytest.param("Phone: + 49 351 497-9911", ["+ 49 351 497-9911"], id="blank-after-plus"),
        pytest.param("0 351 463-33013", ["0 351 463-33013"], id="no-label"),
        pytest.param("Tel.: +65 6516 5009 / 6516 5010", ["+65 6516 5009", "6516 5010"], id="two-numbers"),
        pytest.param("Fax: +49 351 463-33014", [], id="fax"),
        pytest.param("Tel.: +49 351 463-33013, Fax: +49 351 463-33014", ["+49 351 463-33013"], id="phone-and-fax"),
        pytest.param("Tel.: +49 351 463-33013, Fax -33014", ["+49 351 463-33013"], id="fax-in-short"),
        pytest.param("Tel.+49 351 463-33013Fax +49 351 463-33014", ["+49 351 463-33013"], id="glued-to-both"),
        pytest.param("Tel./Fax: 0351 463-33013/33014", ["0351 463-33013"], id="fax-joined"),
        pytest.param("Tel./Fax: 0351 463-33013", ["0351 463-33013"], id="phone-is-fax"),
        pytest.param("Tel.: 0351 463-33013/14", ["0351 463-33013/14"], id="joined"),
        pytest.param("Tel.: 0351 463 33013/-14", ["0351 463 33013/-14"], id="joined-with-sign"),
        pytest.param("Tel.: 0351 463-33013, -14", ["0351 463-33013, -14"], id="joined-by-comma"),
        pytest.param("Tel.: 463-33013", ["463-33013"], id="no-area-code"),
        pytest.param("App. 33013", ["33013"], id="within-the-house"),
        pytest.param("Durchwahl 33013", ["33013"], id="direct-line"),
        pytest.param("01307 Dresden", [], id="postcode"),
    ],
)
def test_phone_line(text: str, found: list[str]) -> None:
    """On a phone line every number but a fax is a phone, its label outside."""
    assert phones(text, LineRole.CONTACT_PHONE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Ring us: +49 351 463-33013.", ["+49 351 463-33013"], id="country-code"),
        pytest.param("or call the office on 0351 463-33013.", ["0351 463-33013"], id="word-before"),
        pytest.param("funded under grant no. 0351 463-33013", [], id="grant-number"),
        pytest.param("Grant no. 03513647", [], id="grant-number-in-one"),
        pytest.param("Steuernummer: 203/149/02019", [], id="tax-number"),
        pytest.param("BLZ 850 503 00, Konto 3120 0000 12", [], id="bank"),
        pytest.param("EPSRC, EP/T01279X/1", [], id="grant-with-a-letter"),
        pytest.param("Tel. 0351 463-33013, ext. 24587", ["0351 463-33013, ext. 24587"], id="extension"),
        pytest.param("a room of 33013 books", [], id="five-digits"),
        pytest.param("more than 351 46333 visitors", [], id="count"),
        pytest.param("ISBN 978-3-16-148410-0", [], id="isbn"),
        pytest.param("https://example.org/+49351463330", [], id="inside-address"),
        pytest.param("in 2014 - 2019", [], id="years"),
    ],
)
def test_phone_in_prose(text: str, found: list[str]) -> None:
    """In prose a number is a phone only with a country code or a word that says so."""
    assert phones(text) == found


class Watched:
    """A pattern that notes how much text it was given."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.widths = pattern, set[int]()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """As the pattern itself."""
        self.widths.add(end - start)
        return self.pattern.search(text, start, end)


def test_no_look_goes_back_over_the_whole_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a line of a thousand numbers what stands before each is read as far as a label may reach, and no further."""
    watched = Watched(phone.NUMBERED)
    monkeypatch.setattr(phone, "NUMBERED", watched)
    phones("0351 463-33013, " * 1000)
    assert max(watched.widths) == phone.LEAD
