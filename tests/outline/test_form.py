from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.outline.form import describe_line

PROSE = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"


@pytest.mark.parametrize(
    ("text", "cues_of_line"),
    [
        ("Contact", {"contact label"}),
        ("Contact at Trondheim:", {"contact label", "colon end", "sentence end"}),
        ("Contact at NTNU, Trondheim", {"comma"}),
        ("Contact: Eva Roth", {"contact label first"}),
        ("2.1 Networks", {"numbered", "digits", "category word", "category word alone"}),
        ("Tel.: 0351 463-33013", {"phone label", "phone number", "digits"}),
        ("call +49 351 463", {"phone label", "phone number", "digits", "starts lower"}),
        ("Tel. office hours", set()),
        ("Fax 0351 463-0", {"fax label", "phone number", "digits"}),
        ("E-MAIL: eva.roth@example.org", {"e-mail label", "e-mail"}),
        ("https://example.org", {"URL", "URL only", "starts lower"}),
        ("see https://example.org now", {"URL", "starts lower"}),
        ("Prof. Eva Roth", {"title before a name", "name shape"}),
        ("Scientific director: Prof. Eva Roth", {"role word", "title before a name"}),
        ("Profession of a diver", {"name shape"}),
        ("Eva Roth, PhD", {"title after a name", "comma"}),
        ("Eva Roth, PhDs", {"comma"}),
        ("Head of the Department of Physics", {"role word", "role word first", "unit word"}),
        ("Department of Physics", {"unit word", "unit word first", "name shape"}),
        ("in the Lab", {"unit word", "name shape", "starts lower"}),
        ("in the Labour party", {"name shape", "starts lower"}),
        ("more information …", {"link phrase", "sentence end", "starts lower"}),
        ("More information about", set()),
        ("We met. More information", {"ends with link phrase"}),
        ("READ MORE ABOUT EPN", {"link beginning", "name shape"}),
        ("Photo: Eva Roth", {"picture credit"}),
        ("(image © Eva Roth", {"picture credit"}),
        ("Photos by Eva", {"name shape"}),
        ("On this page", {"table of contents", "name shape"}),
        ("Skip to content", {"navigation phrase"}),
        ("1. 2. LAST UPDATED", {"page date", "digits"}),
        ("© 2023", {"page date", "digits"}),
        ("These are the ties", {"category prose", "continuation", "name shape"}),
        ("It began early", {"continuation", "name shape"}),
        ("It began early.", {"continuation", "full stop", "sentence end"}),
        ("Circle U.", {"name shape", "sentence end"}),
        ("What is this?", {"sentence end"}),
        ("The strategic partnership between two", {"names a partnership"}),
        ("The very old and small partnership between two", set()),
        ("The Guild is an association", {"opens with a definition"}),
        ("The Guild is one big association", set()),
        ("Home › Research › Ties", {"breadcrumb", "navigation phrase", "unit word"}),
        ("Home | Research", {"menu bar", "navigation phrase", "unit word"}),
        ("one – two – three", {"breadcrumb", "starts lower"}),
        ("one - two", {"starts lower"}),
        ("European Particle Network (EPN)", {"introduces acronym"}),
        ("European Network (eN)", set()),
        ("Networks of four seas and their shores", {"category word"}),
        ("Networks of the four seas and their shores", set()),
        ("Eva Maria Anna von Roth", {"name shape"}),
        ("Eva Maria Anna Lisa von Roth", set()),
        ("Eva", set()),
        ("Eva binti Mohamed", {"name shape"}),
        ("Eva between Mohamed", set()),
        ("Room 12345 Berlin", {"address", "digits"}),
        ("Room 123 Berlin", {"digits"}),
    ],
)
def test_cues_of_a_line(text: str, cues_of_line: set[str], cues: Cues) -> None:
    """A line has the cues that a reader would see on it, and no others."""
    assert describe_line(text, cues).cues == cues_of_line


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        pytest.param(f"{PROSE} 18 19 20 21 22", True, id="22-words"),
        pytest.param(f"{PROSE} 18 19 20 21", False, id="21-words"),
        pytest.param("one two three four five six seven eight nine.", True, id="9-words-and-a-full-stop"),
        pytest.param("one two three four five six seven eight.", False, id="8-words-and-a-full-stop"),
        pytest.param("one two three four five six seven eight nine", False, id="9-words"),
    ],
)
def test_prose_is_long_or_a_sentence(text: str, is_prose: bool, cues: Cues) -> None:
    """A line of 22 words is prose; from 9 words on a full stop makes it prose."""
    assert describe_line(text, cues).is_prose is is_prose


@pytest.mark.parametrize(
    ("text", "is_contact"),
    [
        ("Contact", True),
        ("Tel.: 0351 463-33013", True),
        ("E-mail: eva.roth@example.org", True),
        ("Prof. Eva Roth", True),
        ("Eva Roth, PhD", False),
        ("0351 463-33013", False),
        ("Prof. Eva Roth has built a network of more than forty institutes.", False),
    ],
)
def test_a_contact_is_announced(text: str, is_contact: bool, cues: Cues) -> None:
    """A short line is a contact's by a label or by a title before a name; prose never is."""
    assert describe_line(text, cues).is_contact is is_contact


@pytest.mark.parametrize(
    ("text", "cue", "has"),
    [
        pytest.param(f"{'x' * 48}: Prof. Eva Roth", "title before a name", True, id="title-at-the-reach"),
        pytest.param(f"{'x' * 49}: Prof. Eva Roth", "title before a name", False, id="title-out-of-reach"),
        pytest.param(f"a › b {PROSE} 18 19", "breadcrumb", True, id="breadcrumb-of-21-words"),
        pytest.param(f"a › b {PROSE} 18 19 20", "breadcrumb", False, id="breadcrumb-of-22-words"),
        pytest.param(f"{'x' * 399}› b", "breadcrumb", True, id="breadcrumb-in-the-first-400-characters"),
        pytest.param(f"{'x' * 400}› b", "breadcrumb", False, id="breadcrumb-behind-them"),
        pytest.param(f"12345 Berlin {PROSE} 18 19", "address", True, id="address-of-21-words"),
        pytest.param(f"12345 Berlin {PROSE} 18 19 20", "address", False, id="address-of-22-words"),
        pytest.param("a b", "full stop", False, id="no-stop"),
        pytest.param("Read it.", "full stop", False, id="two-words"),
        pytest.param("Networks of Excellence", "category word alone", False, id="three-words"),
    ],
)
def test_how_far_a_cue_reaches(text: str, cue: str, has: bool, cues: Cues) -> None:
    """Cues of short lines end with them."""
    assert (cue in describe_line(text, cues).cues) is has


def test_a_line_is_a_place_on_its_page(cues: Cues) -> None:
    """What stands before and behind a line is not seen."""
    page = "Contact\nProf. Eva Roth\nhttps://example.org"
    form = describe_line(page, cues, 8, 22)
    assert (form.text, form.words) == ("Prof. Eva Roth", 3)
    assert form.cues == {"title before a name", "name shape"}
