from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.model.record import StatedNumber
from lhextract.records.stated import find_stated
from tests.builders import marked_page


def stated(cues: Cues, *lines: tuple[str, str]) -> tuple[int | None, int | None]:
    """The stated numbers of initiatives and categories."""
    page, outline, _ = marked_page([*lines, ("body", "An initiative.")])
    found = find_stated(page, outline, cues)
    return (
        found.initiatives and found.initiatives.value,
        found.categories and found.categories.value,
    )


@pytest.mark.parametrize(
    ("text", "initiatives", "categories"),
    [
        pytest.param("A total of 22 initiatives were awarded in five categories.", 22, 5, id="figures-and-words"),
        pytest.param("We present twelve networks.", 12, None, id="words"),
        pytest.param("Insgesamt 14 Partnerschaften in drei Kategorien.", 14, 3, id="german"),
        pytest.param("It has 22 initiatives; 3 networks are new.", None, None, id="two-numbers"),
        pytest.param("With 2,022 partnerships worldwide.", None, None, id="inside-a-number"),
        pytest.param("The best initiatives.", None, None, id="none"),
        pytest.param("It contains ten flagships in three groups.", 10, 3, id="into-groups"),
        pytest.param("Eight of these ties, sorted into three groups, are below.", 8, 3, id="of-these"),
        pytest.param("Sie sind drei Gruppen zugeordnet.", None, 3, id="sorted"),
        pytest.param("Sechs Abschlüsse gibt es, fünf davon stehen hier.", 5, None, id="part-of-them"),
        pytest.param("Eine Jury wählte aus 16 Einreichungen sieben Vorhaben aus.", 7, None, id="chosen-from"),
        pytest.param("Out of 31 proposals, ten initiatives in five categories were chosen.", 10, 5, id="out-of"),
        pytest.param("We maintain more than 300 partnerships, a few are listed here.", None, None, id="about"),
        pytest.param("Eleven proposals were weighed up; the weaker ones postponed.", None, None, id="not-shown"),
        pytest.param("The list changes: three entries were added in spring.", None, None, id="added"),
        pytest.param("Seit 2016 vergibt sie hier ein Siegel für Vorhaben.", None, None, id="one"),
        pytest.param(
            "Up to 2023, 44 programs with universities from 17 countries are running.", None, None, id="running"
        ),
        pytest.param("We work with five groups of students.", None, None, id="other-groups"),
        pytest.param("Below are networks in fıve categories.", None, None, id="dotless-i-is-no-i"),
        pytest.param("Below are 7 networks. The jury chose 9 projects.", None, None, id="two-shown"),
    ],
)
def test_what_the_page_states(text: str, initiatives: int | None, categories: int | None, cues: Cues) -> None:
    """Numbers of initiatives and categories are read from the introduction; a doubtful one is left out."""
    assert stated(cues, ("intro", text)) == (initiatives, categories)


def test_only_the_introduction_counts(cues: Cues) -> None:
    """A number in an initiative states nothing about the page."""
    assert stated(cues, ("intro", "Welcome."), ("description", "There are 5 networks.")) == (None, None)


def test_stated_number_has_its_place(cues: Cues) -> None:
    """A stated number points at the words that state it."""
    page, outline, _ = marked_page([("intro", "We list 7 networks."), ("body", "An initiative.")])
    assert find_stated(page, outline, cues).initiatives == StatedNumber(7, 8, 18)
