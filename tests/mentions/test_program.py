from __future__ import annotations

import time

import pytest

from lhextract.language.cues import detect_language, load_cues
from lhextract.mentions.candidates import Context
from lhextract.mentions.nlp import find_mentions
from lhextract.mentions.program.cues import program_cues
from lhextract.mentions.program.rules import find_names
from lhextract.mentions.program.words import Words
from lhextract.model.mention import Label, Mention
from lhextract.model.outline import LineRole, Outline
from lhextract.model.page import PageText
from lhextract.text.canonical import canonicalise


def outline_of(page: PageText) -> Outline:
    """All lines are prose."""
    roles = tuple(LineRole.BLANK if line.is_blank else LineRole.BODY for line in page.lines)
    return Outline(roles, (None,) * len(roles), ((),) * len(roles), (), ())


def mentions_in(text: str) -> tuple[Mention, ...]:
    """All mentions of a text in prose."""
    page, cues = canonicalise(text), load_cues()
    language = detect_language(page.text, cues)
    return find_mentions(Context(page, outline_of(page), cues, language=language, region="DE")).mentions


def programs_in(text: str) -> list[str]:
    """The programmes among them, in order."""
    return [mention.text for mention in mentions_in(text) if mention.label is Label.PROGRAM]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param('for the summer school "Edges of the Pit", which asked', ["Edges of the Pit"], id="straight"),
        pytest.param("Im Projekt „Svea & Pommern“, finanziert vom", ["Svea & Pommern"], id="german"),
        pytest.param("Die Tagung «Spins in the Alps» zog Gäste an.", ["Spins in the Alps"], id="swiss"),
        pytest.param('short courses such as "Seaweed Economics", and more', ["Seaweed Economics"], id="such-as"),
        pytest.param(
            "Der Sonderforschungsbereich SFB 1286 „Quantitative Synaptologie“ ist",
            ["SFB 1286", "Quantitative Synaptologie"],
            id="title-after-code",
        ),
        pytest.param(
            "Der Masterstudiengang „Water Science“ (M.Sc.) wird angeboten.",
            ["Water Science"],
            id="degree-in-brackets",
        ),
        pytest.param('They may use the label "Worldwide from Trondheim" until 2027.', [], id="label-is-none"),
        pytest.param('the prize in the category "Research" of the year', [], id="category-is-none"),
        pytest.param("Start » International » Partner der Universität", [], id="breadcrumb-is-none"),
    ],
)
def test_quoted_name_is_a_programme_unless_something_else_is_quoted(text: str, names: list[str]) -> None:
    """Quotation marks of every style show a programme, save after words for labels or prizes."""
    assert programs_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("feed the project SECO, which is new", ["SECO"], id="acronym"),
        pytest.param(
            "such projects as these and the projects STORY, RESPONSE and ROLECS are",
            ["STORY", "RESPONSE", "ROLECS"],
            id="list",
        ),
        pytest.param("wurde im DAAD-Projekt PharmaBridge auf die Lehre ausgedehnt.", ["PharmaBridge"], id="compound"),
        pytest.param("A doctoral exchange called Tides of Tissue brings candidates.", ["Tides of Tissue"], id="called"),
        pytest.param(
            "The Master's programme Energy for Smart Cities, which is taught",
            ["Energy for Smart Cities"],
            id="english-degree",
        ),
        pytest.param(
            "Wer in Jena den Masterstudiengang Geschichte und Politik des 20. Jahrhunderts belegt, kann",
            ["Geschichte und Politik des 20. Jahrhunderts"],
            id="century",
        ),
        pytest.param(
            "und die Studiengänge Bauingenieurwesen und Stadt- und Regionalplanung sind hinzugekommen.",
            ["Bauingenieurwesen", "Stadt- und Regionalplanung"],
            id="hyphen-before-und",
        ),
        pytest.param(
            "im Master Epidemiology und im Master African Studies ist das die Regel",
            ["Epidemiology", "African Studies"],
            id="new-type-word",
        ),
        pytest.param(
            "Its symposium, Reach Forward, took place in Mexico City.", ["Reach Forward"], id="between-commas"
        ),
        pytest.param("the course Big Data, Small Samples continues", ["Big Data, Small Samples"], id="comma-inside"),
        pytest.param("certificates such as ISO 9001:2015 are reported", [], id="standard-is-none"),
        pytest.param("Programme Manager\nThe Project Coordinator is on leave.", [], id="role-is-none"),
    ],
)
def test_name_beside_its_type_word(text: str, names: list[str]) -> None:
    """What follows a type word in apposition is a programme; the type word is outside."""
    assert programs_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "a joint Master's program in Social Change, sociology, Philosophy, History and Art History as",
            ["Social Change", "sociology", "Philosophy", "History", "Art History"],
            id="list-with-lower-case",
        ),
        pytest.param(
            "an MSc in Electrical Engineering, Chemistry or Computational Mathematics; scholarships",
            ["Electrical Engineering", "Chemistry", "Computational Mathematics"],
            id="or",
        ),
        pytest.param(
            "the Joint Bachelor of Arts in European Studies was the first",
            ["European Studies"],
            id="bachelor-of-arts",
        ),
        pytest.param(
            "in the consecutive Bachelor's/Master's program in the field of International Relations with",
            ["International Relations"],
            id="field-of",
        ),
        pytest.param(
            "two Master's programmes, Nanoscience and Technology and Neuroscience and Neuroimaging, and",
            ["Nanoscience and Technology", "Neuroscience and Neuroimaging"],
            id="middle-and",
        ),
        pytest.param(
            "students of the European Master in Law and Economics (EMLE), which",
            ["European Master in Law and Economics", "EMLE"],
            id="official-name",
        ),
    ],
)
def test_subject_names_the_degree_programme(text: str, names: list[str]) -> None:
    """The subject of a degree is the name, each of a list by itself, unless the degree belongs to it."""
    assert programs_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "concentrated in the SPP 2005 OPUS FLUIDUM - Rheology of materials.",
            ["SPP 2005 OPUS FLUIDUM"],
            id="code",
        ),
        pytest.param(
            "Since 2017, GRK 2250 Impact resistance of structures by composites has been effective.",
            ["GRK 2250 Impact resistance of structures by composites"],
            id="title-up-to-the-verb",
        ),
        pytest.param(
            "funded through Erasmus+ and under Horizon 2020 for years",
            ["Erasmus+", "Horizon 2020"],
            id="schemes",
        ),
        pytest.param("aus dem Programm Interreg V Oberrhein gefördert", ["Interreg V Oberrhein"], id="open-scheme"),
        pytest.param("um ein EPOS-Stipendium bemühen", ["EPOS"], id="german-compound"),
        pytest.param(
            "come for the Rizzoli Travelling Fellowship each year",
            ["Rizzoli Travelling Fellowship"],
            id="head",
        ),
        pytest.param(
            "the Summer School of Slavonic Studies has been held",
            ["Summer School of Slavonic Studies"],
            id="head-first",
        ),
        pytest.param(
            "Academics in Solidarity (AiS) is a mentoring program that was launched",
            ["Academics in Solidarity", "AiS"],
            id="defined",
        ),
        pytest.param(
            "completed in SULTAN, a European Training Network on waste",
            ["SULTAN", "European Training Network"],
            id="apposed",
        ),
        pytest.param("and the REXUS/BEXUS programme flew it", ["REXUS/BEXUS"], id="before-type"),
        pytest.param("Research areas and the summer language courses of all faculties", [], id="generic-is-none"),
    ],
)
def test_name_that_shows_by_itself(text: str, names: list[str]) -> None:
    """Codes, known schemes, heads with capitals and definitions show programmes."""
    assert programs_in(text) == names


@pytest.mark.parametrize(
    "piece",
    [
        "projects A, B and C, ",
        "Aaa ",
        "Summer School of ",
        "the „",
        '" ',
        "Master in ",
        "(",
        "X-",
        "a.",
        "A Programme, a ",
        "In XY, and ",
    ],
)
def test_endless_line_is_read_in_linear_time(piece: str) -> None:
    """A line of 200,000 characters takes seconds, whatever it repeats."""
    started = time.monotonic()
    cues = program_cues(load_cues())
    text = piece * (200_000 // len(piece))
    list(find_names(Words(text, 0, cues.particles), cues))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Key: (D) double degree, (R) research, (E) Erasmus+", ["Erasmus+"], id="as-it-was-found"),
        pytest.param("funded by NORHED", ["NORHED"], id="longer-form-of-the-same-word"),
        pytest.param("within the Marie Curie Actions", ["Marie Curie Actions"], id="longer-form-of-the-same-beginning"),
    ],
)
def test_a_scheme_at_the_end_of_a_line(text: str, names: list[str]) -> None:
    """A scheme that ends its line ends there, though others that begin so are longer; it once ran past the end."""
    assert programs_in(text) == names
