from __future__ import annotations

import time

import pytest

from lhextract.language.cues import detect_language, load_cues
from lhextract.mentions.candidates import Context
from lhextract.mentions.nlp import find_mentions
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole, Outline
from lhextract.text.canonical import canonicalise


def institutions_in(text: str, role: LineRole = LineRole.BODY, *, hosts: tuple[str, ...] = ()) -> list[str]:
    """The institutions on lines that all have one role."""
    page, cues = canonicalise(text), load_cues()
    count = len(page.lines)
    outline = Outline((role,) * count, (None,) * count, ((),) * count, (), ())
    language = detect_language(page.text, cues)
    context = Context(page, outline, cues, language=language, region="DE", host_names=hosts)
    return [mention.text for mention in find_mentions(context).mentions if mention.label == Label.INSTITUTION]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("the University of Trento and", ["University of Trento"], id="place"),
        pytest.param("Flinders University in Adelaide", ["Flinders University"], id="place-after-in"),
        pytest.param(
            "the Department of Civil, Environmental and Mechanical Engineering at",
            ["Department of Civil, Environmental and Mechanical Engineering"],
            id="series",
        ),
        pytest.param("the Faculty of Medicine at TU Dresden", ["Faculty of Medicine", "TU Dresden"], id="at"),
        pytest.param(
            "the Institute of Physics of the Czech Academy of Sciences",
            ["Institute of Physics", "Czech Academy of Sciences"],
            id="of-the",
        ),
        pytest.param(
            "the University of Bologna and Lund University",
            ["University of Bologna", "Lund University"],
            id="two-universities",
        ),
        pytest.param(
            "the Finnish Transport and Communications Agency",
            ["Finnish Transport and Communications Agency"],
            id="parts-before-the-head",
        ),
        pytest.param(
            "Universitat Politècnica de València, École normale supérieure and Universidade do Minho",
            ["Universitat Politècnica de València", "École normale supérieure", "Universidade do Minho"],
            id="romance",
        ),
        pytest.param(
            "am Institut für ausländisches und internationales Privatrecht und",
            ["Institut für ausländisches und internationales Privatrecht"],
            id="german-adjectives",
        ),
        pytest.param(
            "Gäste des Niels-Bohr-Instituts, der Universität zu Köln und der Hochschule für Technik",
            ["Niels-Bohr-Instituts", "Universität zu Köln", "Hochschule für Technik"],
            id="german-inflection",
        ),
        pytest.param(
            "the George W. Woodruff School of Mechanical Engineering",
            ["George W. Woodruff School of Mechanical Engineering"],
            id="initials",
        ),
        pytest.param("the Alexander von Humboldt Foundation", ["Alexander von Humboldt Foundation"], id="particle"),
    ],
)
def test_head_noun(text: str, names: list[str]) -> None:
    """A name reaches as far as its head noun lets it, to the left and to the right."""
    assert institutions_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Both universities, the Faculty and several Chairs agreed with the Institute.", id="generic"),
        pytest.param("as a Central Academic Unit it grew", id="kind-of-unit"),
        pytest.param("the Summer School on Optics and the Doctoral School of Humanities", id="programmes"),
        pytest.param("University Networks", id="heading-in-the-plural"),
        pytest.param("see https://www.university.example/Institute_of_Physics", id="inside-url"),
    ],
)
def test_not_an_institution(text: str) -> None:
    """Generic words, programmes and addresses are no institutions."""
    assert institutions_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "the Korea Institute of Materials Science (KIMS) is",
            ["Korea Institute of Materials Science", "KIMS"],
            id="bracket",
        ),
        pytest.param(
            "the German University in Cairo (GUC) has",
            ["German University in Cairo", "GUC"],
            id="short-form-shows-the-end",
        ),
        pytest.param(
            "people work at i3S, the Institute for Research, where",
            ["i3S", "Institute for Research"],
            id="before-its-long-form",
        ),
        pytest.param(
            "the Jülich Aachen Research Alliance, or JARA for short",
            ["Jülich Aachen Research Alliance", "JARA"],
            id="for-short",
        ),
        pytest.param(
            "Stellenbosch University (South Africa) is", ["Stellenbosch University"], id="country-in-brackets"
        ),
        pytest.param(
            "C³ - Carbon Concrete Composite e.V. works", ["C³ - Carbon Concrete Composite e.V."], id="legal-form"
        ),
        pytest.param("students go to the partner company Ericsson and", ["Ericsson"], id="type-word"),
        pytest.param("the DRESDEN-concept alliance is", ["DRESDEN-concept"], id="type-word-after"),
        pytest.param("DFG-gefördert, mit der EU und dem DAAD", ["DFG", "EU", "DAAD"], id="well-known"),
        pytest.param(
            "work with ASML, Wärtsilä, Nokia and Siemens.", ["ASML", "Wärtsilä", "Nokia", "Siemens"], id="list"
        ),
    ],
)
def test_other_cues(text: str, names: list[str]) -> None:
    """Short forms, legal forms, words for organisations and lists give names without a head."""
    assert institutions_in(text) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param(
            "Center for Regenerative Therapies (CRTD)", ["Center for Regenerative Therapies", "CRTD"], id="short"
        ),
        pytest.param(
            "International Institute (IHI) Zittau", ["International Institute (IHI) Zittau"], id="short-inside"
        ),
        pytest.param("Biozentrum, Spitalstrasse 41, CH-4056 Basel", ["Biozentrum"], id="address"),
        pytest.param(
            "Klinik und Poliklinik für Kinder- und Jugendmedizin",
            ["Klinik und Poliklinik für Kinder- und Jugendmedizin"],
            id="two-heads",
        ),
        pytest.param(
            "Department of Germanic Studies, FLUP", ["Department of Germanic Studies", "FLUP"], id="acronym-part"
        ),
        pytest.param(
            "Institute of Physics , Faculty of Science",
            ["Institute of Physics", "Faculty of Science"],
            id="blank",
        ),
        pytest.param(
            "Studienkoordinator, Institute for European Global Studies",
            ["Institute for European Global Studies"],
            id="role-part",
        ),
    ],
)
def test_unit_line(line: str, names: list[str]) -> None:
    """The parts of a unit line are names, but for roles and addresses."""
    assert institutions_in(line, LineRole.CONTACT_UNIT) == names


def test_host_names_count_everywhere() -> None:
    """A name of the host university counts inside compounds too."""
    assert institutions_in("activities of XYZ-wide significance", hosts=("XYZ",)) == ["XYZ"]


@pytest.mark.parametrize(
    "unit",
    ["A", "University of ", "Institute of Physics and ", "Faculty of A, B, ", "TU Delft, Nokia and "],
)
@pytest.mark.parametrize("role", [LineRole.BODY, LineRole.CONTACT_UNIT])
def test_long_line_takes_linear_time(unit: str, role: LineRole) -> None:
    """A line of 100,000 characters does not hang."""
    started = time.perf_counter()
    institutions_in(unit * (100_000 // len(unit)), role)
    assert time.perf_counter() - started < 20
