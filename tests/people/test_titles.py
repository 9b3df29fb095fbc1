from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.people.titles import KINDS, read_titles, without_titles


def canonical(text: str) -> list[str]:
    """The titles of a text as the list has them."""
    return [title.canonical for title in read_titles(text)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("Prof. Dr. med. Dr. rer. nat. habil.", ["Prof.", "Dr. med.", "Dr. rer. nat. habil."], id="run"),
        pytest.param("Prof. Dr.-Ing. habil. Dr. h.c. mult.", ["Prof.", "Dr.-Ing. habil.", "Dr. h.c. mult."], id="mult"),
        pytest.param("Prof. Dr. med. Dr.", ["Prof.", "Dr. med.", "Dr."], id="doctor-without-faculty"),
        pytest.param("Dr. med. univ.", ["Dr. med. univ."], id="longest-first"),
        pytest.param("Prof. Dr.-Ing. Dr.-Ing. E.h.", ["Prof.", "Dr.-Ing.", "Dr.-Ing. E.h."], id="honorary"),
        pytest.param("Herr PD Dr. med. habil.", ["Herr", "Priv.-Doz.", "Dr. med. habil."], id="privatdozent"),
        pytest.param("Univ.-Prof.in Dr.in, MBA", ["Univ.-Prof.", "Dr.", "MBA"], id="feminine"),
        pytest.param("Mag.ª", ["Mag."], id="raised-letter"),
        pytest.param("Prof.Dr.med.", ["Prof.", "Dr. med."], id="without-blanks"),
        pytest.param("Dr. h. c.", ["Dr. h.c."], id="with-blanks"),
        pytest.param("Dipl.-Ing. (FH)", ["Dipl.-Ing. (FH)"], id="kind-of-school"),
        pytest.param("MMag. DDr.", ["MMag.", "DDr."], id="several-in-one-word"),
        pytest.param("Dr. iur. LL.M.", ["Dr. iur.", "LL.M."], id="both-sides"),
        pytest.param("Dr. jur.", ["Dr. iur."], id="alias"),
        pytest.param("MD PhD", ["MD", "PhD"], id="without-comma"),
        pytest.param("M. A.", ["M.A."], id="master"),
        pytest.param("Prof. mr. dr.", ["Prof.", "mr.", "Dr."], id="dutch-degree"),
        pytest.param("Mr", ["Mr."], id="form-of-address"),
        pytest.param("Assoc. Prof.", ["Associate Professor"], id="english-office"),
        pytest.param("Professor emerita", ["Prof. em."], id="emerita"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_titles_are_read_by_the_list(text: str, titles: list[str]) -> None:
    """Titles are told apart and written as the list has them; an addition belongs to the title before it."""
    assert canonical(text) == titles
    assert "unknown" not in {title.kind for title in read_titles(text)}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("Prof. Obergutachter Dr.", ["Prof.", "? Obergutachter", "Dr."], id="between"),
        pytest.param("Dr. rer. fabul.", ["? Dr. rer. fabul."], id="faculty"),
        pytest.param("Prof. Wort Wort", ["Prof.", "? Wort Wort"], id="words-together"),
        pytest.param("habil.", ["? habil."], id="addition-alone"),
        pytest.param("***", ["? ***"], id="no-letters"),
    ],
)
def test_unknown_titles_stay_as_written(text: str, titles: list[str]) -> None:
    """What is not in the list is kept with its text, as unknown (here after a question mark)."""
    found = read_titles(text)
    assert [f"? {t.text}" if t.kind == "unknown" else t.canonical for t in found] == titles
    assert all(title.canonical == title.text for title in found if title.kind == "unknown")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        pytest.param("Dr. phil.", "grade", id="doctorate"),
        pytest.param("M.Sc.", "grade", id="master"),
        pytest.param("Professorin", "function", id="professor"),
        pytest.param("PD", "function", id="privatdozent"),
        pytest.param("Rektorin", "function", id="rector"),
        pytest.param("Ms.", "honorific", id="form-of-address"),
        pytest.param("FRS", "honorific", id="learned-society"),
        pytest.param("Freiherr", "unknown", id="nobility"),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    """A doctorate is a grade, a professorship a function, a form of address or honour an honorific."""
    assert [found.kind for found in read_titles(title)] == [kind]


PIECES = st.sampled_from(
    ["Prof.", "Dr.", "Dr.-Ing.", "med.", "habil.", "(FH)", "MBA", ",", " ", "Mag.a", "Graf", "12", "é"]
)


@given(st.lists(PIECES).map(" ".join) | st.text(max_size=40))
def test_nothing_is_lost(text: str) -> None:
    """The texts of the titles are the input, but for blanks, commas and semicolons."""
    joined = "".join(title.text for title in read_titles(text))
    assert "".join(joined.split()) == "".join(text.replace(",", " ").replace(";", " ").split())


@given(st.lists(PIECES).map(" ".join))
def test_canonical_titles_read_as_themselves(text: str) -> None:
    """A canonical title is its own canonical form."""
    known = [title for title in read_titles(text) if title.kind != "unknown"]
    assert [canonical(title.canonical) for title in known] == [[title.canonical] for title in known]


def test_list_gives_every_form_one_title() -> None:
    """Every row of the list has a known kind, and each of its forms reads as its title."""
    rows = csv.DictReader(files("lhextract.people").joinpath("titles.csv").read_text(encoding="utf-8").splitlines())
    for row in rows:
        assert row["kind"] in {*KINDS, "addition"}, row
        before = "Dr. " if row["kind"] == "addition" else ""
        for form in (row["title"], *filter(None, row["aliases"].split("|"))):
            assert canonical(before + form) == [before + row["title"]], form


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("Dr. rer. nat. Eva Roth, M.A.", "Eva Roth", id="both-sides"),
        pytest.param("Eva Roth PhD", "Eva Roth", id="without-comma"),
        pytest.param("Ms Eva Roth", "Eva Roth", id="without-point"),
        pytest.param("Prof. Roth", "Roth", id="family-name-is-left"),
        pytest.param("Dr.", "Dr.", id="no-name"),
        pytest.param("Dean Roth", "Dean Roth", id="given-name-like-an-office"),
        pytest.param("M. A. Roth", "M. A. Roth", id="initials"),
        pytest.param("Roth, M. A.", "Roth, M. A.", id="initials-behind"),
        pytest.param("Md. Roth", "Md. Roth", id="given-name-like-a-degree"),
        pytest.param("Jo Ma", "Jo Ma", id="family-name-like-a-degree"),
        pytest.param("HANNA MAS", "HANNA MAS", id="family-name-in-capitals"),
    ],
)
def test_titles_around_a_name(written: str, name: str) -> None:
    """Titles go from around a name where they can be nothing else."""
    assert without_titles(written) == name
