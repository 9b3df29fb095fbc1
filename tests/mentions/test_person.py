from __future__ import annotations

import time

import pytest

from lhextract.language.cues import detect_language, load_cues
from lhextract.mentions.candidates import Context
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole, Outline
from lhextract.text.canonical import canonicalise


def people_in(text: str, role: LineRole = LineRole.BODY) -> list[str]:
    """The people on lines that all have one role."""
    page, cues = canonicalise(text), load_cues()
    count = len(page.lines)
    outline = Outline((role,) * count, (None,) * count, ((),) * count, (), ())
    context = Context(page, outline, cues, language=detect_language(page.text, cues), region="DE")
    return [mention.text for mention in find_mentions(context).mentions if mention.label == Label.PERSON]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("Prof. Dr.-Ing. habil. Maik Gude", "Maik Gude", id="titles-before"),
        pytest.param("Kerstin Le Merdy M.A.", "Kerstin Le Merdy", id="degree-after"),
        pytest.param("Mr. Thorben Kallscheuer, M.Sc.", "Thorben Kallscheuer", id="degree-after-comma"),
        pytest.param("Univ.-Prof. Dr. med. Jolanthe van den Eertwegh", "Jolanthe van den Eertwegh", id="particles"),
        pytest.param("Dr.ing. Magnhild Skogvoll", "Magnhild Skogvoll", id="title-without-blank"),
        pytest.param("Prof. S. Thirumalvalavan", "S. Thirumalvalavan", id="initial"),
        pytest.param("Prof. dr. J.H. (Marjolein) Terlouw", "J.H. (Marjolein) Terlouw", id="bracketed-first-name"),
        pytest.param("Mr Praveen s/o Ramasamy, M.Comp.", "Praveen s/o Ramasamy", id="son-of"),
        pytest.param("Professor Ailsa Drummond FRSE", "Ailsa Drummond", id="letters-after"),
        pytest.param("Kontakt: Dr. Jean-Luc Brändlin, Institut für Biologie", "Jean-Luc Brändlin", id="label-before"),
    ],
)
def test_contact_line(line: str, name: str) -> None:
    """A contact line gives the name without titles, degrees and what follows."""
    assert people_in(line, LineRole.CONTACT_PERSON) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("The Chair of Machine Elements (Prof. Schlecht) is involved.", ["Schlecht"], id="title-surname"),
        pytest.param("unter der Leitung von Dr. Hawa Lorentzen Objekte", ["Hawa Lorentzen"], id="german-noun-after"),
        pytest.param(
            "Astronauts Matthias Maurer and Alexander Gerst train here.",
            ["Matthias Maurer", "Alexander Gerst"],
            id="people-word",
        ),
        pytest.param("The group is named after Peter Higgs, who wrote here.", ["Peter Higgs"], id="named-after"),
        pytest.param(
            "Clean room of the Peter Grünberg Institute. Photo: Ole Brinkhaus", ["Ole Brinkhaus"], id="credit"
        ),
        pytest.param("You will find Nana Ama Oduro, MD, at the clinic.", ["Nana Ama Oduro"], id="degree-in-prose"),
        pytest.param("The Max Planck Institute for Physics and the Carl-Zeiss-Stiftung", [], id="inside-institution"),
        pytest.param("Photo: University of Bonn", [], id="credit-of-an-organisation"),
        pytest.param("Photo: Hjalmar Tennberg/MAX IV Laboratory", ["Hjalmar Tennberg"], id="credit-of-both"),
        pytest.param("The building at Avenida Prof. Martins Rodrigues 370 is new.", [], id="street"),
        pytest.param("A professor of physics asked the Dr. of the ship.", [], id="no-name"),
    ],
)
def test_prose(text: str, names: list[str]) -> None:
    """In prose a name needs a title, a credit, a word for people or a degree beside it."""
    assert people_in(text) == names


@pytest.mark.parametrize("unit", ["Dr. ", "Photo: Anna Berg, MD, ", "J. K. ", "A", "Prof. Berg and "])
def test_long_line_takes_linear_time(unit: str) -> None:
    """A line of 100,000 characters does not hang."""
    started = time.perf_counter()
    people_in(unit * (100_000 // len(unit)), LineRole.CONTACT_PERSON)
    assert time.perf_counter() - started < 20
