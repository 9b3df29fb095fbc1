from __future__ import annotations

import pytest

from lhextract.mentions.acronyms import abbreviates, find_pairs
from lhextract.model.mention import Label, Mention
from lhextract.model.span import Span
from lhextract.text.canonical import canonicalise

MARKS = {"[": Label.INSTITUTION, "<": Label.PROGRAM}


def pairs_in(marked: str) -> list[tuple[str, str]]:
    """The pairs (short, long) of a text whose institutions stand in ⟦ ⟧ and programmes in ⟪ ⟫."""
    plain, mentions, start = "", [], 0
    for sign in marked:
        if sign in "⟦⟪":
            start = len(plain)
        elif sign in "⟧⟫":
            label = Label.INSTITUTION if sign == "⟧" else Label.PROGRAM
            mentions.append(Mention(Span(start, len(plain)), label, plain[start:], "test", 1.0))
        else:
            plain += sign
    page = canonicalise(plain)
    return [(page.slice(pair.short), page.slice(pair.long)) for pair in find_pairs(page, mentions)]


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        pytest.param(
            "the ⟦Korea Institute of Materials Science⟧ (⟦KIMS⟧) and",
            [("KIMS", "Korea Institute of Materials Science")],
            id="bracket",
        ),
        pytest.param(
            "the ⟦Faculty of Engineering⟧ (⟦FEUP⟧), which",
            [("FEUP", "Faculty of Engineering")],
            id="other-language",
        ),
        pytest.param(
            "by ⟦International Institute (IHI) Zittau⟧ and",
            [("IHI", "International Institute (IHI) Zittau")],
            id="inside",
        ),
        pytest.param(
            "the ⟦T.I.M.E. Association⟧ (⟦Top Industrial Managers for Europe⟧).",
            [("T.I.M.E. Association", "Top Industrial Managers for Europe")],
            id="reversed",
        ),
        pytest.param(
            "name ⟦Jülich Aachen Research Alliance⟧, or ⟦JARA⟧ for short.",
            [("JARA", "Jülich Aachen Research Alliance")],
            id="for-short",
        ),
        pytest.param(
            "⟦SEOSAW⟧, short for ⟦Socio-Ecological Observatory for Studying African Woodlands⟧, is",
            [("SEOSAW", "Socio-Ecological Observatory for Studying African Woodlands")],
            id="short-for",
        ),
        pytest.param(
            "das ⟦Zentrum für die Theorie und Geschichte des Bildes⟧, kurz ⟦eikones⟧, pflegt",
            [("eikones", "Zentrum für die Theorie und Geschichte des Bildes")],
            id="kurz",
        ),
        pytest.param(
            "im „⟪Quantitative Logics and Automata⟫“ (⟪QuantLA⟫).",
            [("QuantLA", "Quantitative Logics and Automata")],
            id="quoted",
        ),
        pytest.param(
            "⟦Optics Centre⟧ (⟦OC⟧) and later the ⟦Optics Centre⟧ (⟦OC⟧)",
            [("OC", "Optics Centre")],
            id="once",
        ),
        pytest.param("the ⟦University of Trento⟧ (⟪Erasmus+⟫)", [], id="other-type"),
        pytest.param("⟦UCT⟧, the ⟦University of the Western Cape⟧ and", [], id="enumeration"),
        pytest.param("the bachelor ⟪Mechanical Engineering (International)⟫.", [], id="no-acronym-inside"),
        pytest.param("the cluster ⟪ROOTS⟫ (⟪EXC 2150⟫)", [], id="code"),
    ],
)
def test_pair_of_long_and_short_form(marked: str, pairs: list[tuple[str, str]]) -> None:
    """Two names of one type are a pair where the text says so and one may abbreviate the other."""
    assert pairs_in(marked) == pairs


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        pytest.param("NTNU", "Norwegian University of Science and Technology", True, id="free-order"),
        pytest.param("iDiv", "Zentrum für integrative Biodiversitätsforschung", True, id="letters-inside"),
        pytest.param("Fraunhofer IPT", "Fraunhofer Institute for Production Technology", True, id="kept-word"),
        pytest.param("EXC 2150", "ROOTS", False, id="code"),
        pytest.param("KEK", "High Energy Accelerator Research Organization", False, id="other-letters"),
    ],
)
def test_short_form_abbreviates(short: str, long: str, fits: bool) -> None:
    """Initials in any order, or letters in order, make an abbreviation."""
    assert abbreviates(short, long) is fits
