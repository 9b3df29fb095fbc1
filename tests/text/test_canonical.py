from __future__ import annotations

import re
import unicodedata

import pytest

from lhextract.text.canonical import PLAIN, canonicalise


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("\ufeffNetworks", "Networks", id="bom"),
        pytest.param("one\r\ntwo", "one\ntwo", id="crlf"),
        pytest.param("one\rtwo", "one\ntwo", id="cr"),
        pytest.param("one\r\n\r\ntwo", "one\n\ntwo", id="crlf-blank-line"),
        pytest.param("one\u2028two\x0bthree\x0cfour\x85five", "one\ntwo\nthree\nfour\nfive", id="rare-line-ends"),
        pytest.param("Tel.:\u00a0+49", "Tel.: +49", id="no-break-space"),
        pytest.param("Tel.:\t+49", "Tel.: +49", id="tab"),
        pytest.param("+49\u2009351\u202f463", "+49 351 463", id="thin-spaces"),
        pytest.param("Part\u00adner", "Partner", id="soft-hyphen"),
        pytest.param("TU\u200bD\u200d\u2060\u200e", "TUD", id="zero-width"),
        pytest.param("Universita\u0308t", "Universität", id="nfd"),
        pytest.param("A\u00ad\u0308ra", "Ära", id="soft-hyphen-before-mark"),
        pytest.param("\u1112\u1161\u11ab", "\ud55c", id="hangul-jamo"),
        pytest.param("\u09c7\u09be", "\u09cb", id="bengali-vowel"),
        pytest.param("\u212bngström", "Ångström", id="singleton"),
        pytest.param("two  \u00a0 blanks", "two blanks", id="doubled-blanks"),
        pytest.param("end \t\nnext\u00a0", "end\nnext", id="trailing-blanks"),
        pytest.param("   indented", "indented", id="leading-blanks"),
        pytest.param("a\n\n \nb", "a\n\n\nb", id="blank-lines-kept"),
        pytest.param("a\nlast", "a\nlast", id="last-line-without-end"),
        pytest.param("a\nlast\n", "a\nlast\n", id="last-line-with-end"),
        pytest.param("bell\x07rings", "bell rings", id="control-character"),
        pytest.param("a – b", "a – b", id="dash-kept"),
    ],
)
def test_one_form_for_every_writing(source: str, text: str) -> None:
    """Every way of writing the same text gives one form."""
    page = canonicalise(source)
    assert page.text == text
    assert unicodedata.is_normalized("NFC", page.text)


@pytest.mark.parametrize(
    ("source", "origins"),
    [
        pytest.param("\ufeffab", (1, 2), id="bom"),
        pytest.param("a\r\nb", (0, 1, 3), id="crlf"),
        pytest.param("a \u00a0 b", (0, 1, 4), id="blanks"),
        pytest.param("xa\u0308y", (0, 1, 3), id="composed"),
        pytest.param("a  \nb", (0, 3, 4), id="trailing"),
        pytest.param("Part\u00adn", (0, 1, 2, 3, 5), id="soft-hyphen"),
    ],
)
def test_every_character_keeps_its_way_back(source: str, origins: tuple[int, ...]) -> None:
    """The offset of each character in the source survives what is dropped, joined and composed."""
    assert tuple(canonicalise(source).origins) == origins


def test_lines_are_kept() -> None:
    """Lines are numbered from 1 and cover the text without its line ends; a last one without end is a line."""
    page = canonicalise("one\n\nthree")
    assert [(line.number, line.start, line.end, line.is_blank) for line in page.lines] == [
        (1, 0, 3, False),
        (2, 4, 4, True),
        (3, 5, 10, False),
    ]


def test_plain_characters_stay_as_they_are() -> None:
    """What is copied in stretches is no blank, joins with nothing before it and is its own NFC."""
    plain = [chr(code) for code in range(0x10000) if re.fullmatch(f"[{PLAIN}]", chr(code))]
    assert len(plain) > 20_000
    for char in plain:
        assert canonicalise(f"x{char}").text == unicodedata.normalize("NFC", f"x{char}") == f"x{char}"
