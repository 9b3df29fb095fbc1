from __future__ import annotations

import pytest

from lhextract.language.cues import load_cues
from lhextract.outline.features import observe
from lhextract.text.canonical import canonicalise
from lhextract.text.html import render_html

PROSE = "The institute has worked with two towns by the sea, and both sides send ten people a year to a small school."
CONTACT = "Prof. Eva Roth"


def features(*lines: str) -> list[tuple[str, ...]]:
    """The features of each line that is not blank."""
    return [observed.features for observed in observe(canonicalise("\n".join(lines)), load_cues())]


def linked(body: str) -> list[frozenset[str]]:
    """The cues of each line of an HTML page."""
    page = render_html(f"<html><body><main>{body}</main></body></html>")
    return [observed.form.cues for observed in observe(page, load_cues())]


@pytest.mark.parametrize(
    ("words", "length"),
    [(1, "1 word"), (2, "2-3 words"), (3, "2-3 words"), (4, "4-6 words"), (6, "4-6 words"), (7, "7-10 words"),
     (10, "7-10 words"), (11, "11-21 words"), (21, "11-21 words"), (22, "long"), (59, "long"), (60, "very long")],
)  # fmt: skip
def test_length_of_a_line(words: int, length: str) -> None:
    """Lengths are told in steps that are wider for longer lines."""
    (found,) = features(" ".join(["word"] * words))
    assert [name for name in found if name == "long" or name.endswith(("word", "words", "long"))] == [length]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("Flinders University in 2014", ("no prose, 1 names", "no prose, a year"), id="name-and-year"),
        pytest.param("a network of 20145", ("no prose, 0 names", "no prose, no year"), id="neither"),
        pytest.param("EPN and ERC", ("no prose, 2 names", "no prose, no year"), id="acronyms"),
        pytest.param("EPN, ERC, DFG and DAAD", ("no prose, 3 names", "no prose, no year"), id="three-or-more"),
        pytest.param(f"{PROSE} In 2014.", ("prose, 0 names", "prose, a year"), id="prose"),
    ],
)
def test_names_and_years_of_a_line(text: str, own: tuple[str, str]) -> None:
    """Names of two words and acronyms are counted up to three; a year has four digits."""
    assert features(text)[0][:2] == own


def test_every_cue_counts_with_the_form_of_its_line() -> None:
    """A cue is a feature alone, and another one together with whether the line is prose."""
    short, prose = features("Imprint, again", f"{PROSE} Again:")
    assert {"any", "no prose", "comma", "no prose, comma"} <= set(short)
    assert {"any", "prose", "comma", "prose, comma", "prose, colon end"} <= set(prose)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PROSE, "prose"),
        ("Contact", "contact label"),
        ("Tel.: 0351 463-33013", "phone label"),
        ("0351 463-33013", "phone number"),
        ("E-mail: a@example.org", "e-mail label"),
        ("a@example.org", "e-mail"),
        ("More information", "link phrase"),
        ("see https://example.org", "URL"),
        (CONTACT, "title before a name"),
        ("Photo: Eva Roth", "picture credit"),
        ("Head of Physics", "role word first"),
        ("Department of Physics", "unit word first"),
        ("Eva Roth", "name shape"),
        ("one two three four five six seven eight nine ten", "short"),
        ("one two three four five six seven eight nine ten eleven", "middle"),
    ],
)
def test_what_a_neighbour_looks_like(text: str, kind: str) -> None:
    """The line before and the line after are told in one word, by their strongest cue."""
    before, _, after = features("Imprint", text, "Imprint")
    assert f"no prose, before {kind}" in before
    assert f"no prose, after {kind}" in after


def test_neighbours_up_to_two_lines_away() -> None:
    """A line stands between its neighbours, after two lines and before two lines; a page has edges."""
    lines = features("Imprint", PROSE, "Eva Roth", CONTACT, "Contact")
    assert [name for name in lines[2] if name.startswith(("no prose, a", "no prose, b"))] == [
        "no prose, after prose",
        "no prose, before title before a name",
        "no prose, between prose and title before a name",
        "no prose, before title before a name and contact label",
        "no prose, after short and prose",
    ]
    assert {"no prose, after page edge", "no prose, after page edge and page edge"} <= set(lines[0])
    assert {"prose, after page edge and short", "prose, before name shape and title before a name"} <= set(lines[1])
    assert {"no prose, before page edge", "no prose, before page edge and page edge"} <= set(lines[-1])


def test_a_line_after_a_link() -> None:
    """What follows a line that is a link, or ends with one, says so."""
    first, second, third = features("We met. More information", "More information", "Imprint")
    told = {"no prose, after ending link", "no prose, after link line"}
    assert told & set(first) == set()
    assert told & set(second) == {"no prose, after ending link"}
    assert told & set(third) == {"no prose, after link line"}


def test_short_lines_before_a_line() -> None:
    """Short lines are counted back to the last prose, up to four."""
    lines = features("Imprint", "Imprint", PROSE, *["Imprint"] * 6)
    counts = [next(name for name in found if name.endswith("short lines before")) for found in lines]
    assert [count.split()[-4] for count in counts] == ["0", "1", "2", "0", "1", "2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("lines", "position", "told"),
    [
        pytest.param(["Imprint", "Imprint"], 0, {"no sign of a contact above", "no sign of a contact below",
                     "no cue, nothing above"}, id="none"),
        pytest.param([CONTACT, "Imprint", "Contact"], 1, {"title before a name above", "contact label below",
                     "no cue, contact above"}, id="above-and-below"),
        pytest.param([CONTACT, "Head of it"], 1, {"title before a name above", "no sign of a contact below",
                     "role word, contact above"}, id="role-under-a-contact"),
        pytest.param(["Imprint", "Department of it"], 1, {"no sign of a contact above", "no sign of a contact below",
                     "unit word, nothing above"}, id="unit-under-nothing"),
        pytest.param([CONTACT, "Head of Department"], 1, {"title before a name above", "no sign of a contact below",
                     "role word, contact above"}, id="role-before-unit"),
        pytest.param([CONTACT, PROSE, "Imprint", PROSE, CONTACT], 2, {"no sign of a contact above",
                     "no sign of a contact below", "no cue, nothing above"}, id="prose-ends-the-stretch"),
        pytest.param([CONTACT, *["Imprint"] * 8, CONTACT], 8, {"title before a name above", "title before a name below",
                     "no cue, contact above"}, id="eight-lines-up"),
        pytest.param([CONTACT, *["Imprint"] * 9, CONTACT], 9, {"no sign of a contact above",
                     "title before a name below", "no cue, nothing above"}, id="nine-lines-up"),
        pytest.param([CONTACT, PROSE], 1, {"prose, after a contact"}, id="prose-after-a-contact"),
        pytest.param([PROSE, CONTACT], 0, {"prose, after no contact"}, id="prose-before-a-contact"),
        pytest.param(["Contact: Eva", "Tel.: x", "0351 463-33013", "E-mail:", "a@example.org", "Imprint"], 5,
                     {"contact label first above", "phone number above", "e-mail label above", "e-mail above",
                      "no sign of a contact below", "no cue, contact above"}, id="signs"),
    ],
)  # fmt: skip
def test_signs_of_a_contact_around_a_line(lines: list[str], position: int, told: set[str]) -> None:
    """Signs of a contact count within a stretch of at most eight short lines, up and down; for prose, up."""
    found = features(*lines)[position]
    others = ("no prose", "prose, before", "prose, between", "text", "shares")
    around = [name for name in found if name.endswith((" above", " below", ", after a contact", ", after no contact"))]
    assert {name for name in around if not name.startswith(others)} == told


@pytest.mark.parametrize(
    ("total", "top"), [(2, 2), (20, 3), (31, 3), (32, 4), (63, 7), (64, 8), (100, 8)], ids=lambda number: str(number)
)
def test_place_on_the_page(total: int, top: int) -> None:
    """The first four and the last three lines have numbers; the top is an eighth of the page, three to eight lines."""
    lines = features(*[f"Imprint {number}" for number in range(total)])
    assert [number for number, found in enumerate(lines) if "near the top" in found] == list(range(top))
    numbered = [name for found in lines for name in found if name.startswith("line ") and name[5:].isdigit()]
    assert numbered == [f"line {number}" for number in range(1, min(total, 4) + 1)]
    ends = [name for found in lines for name in found if name.endswith(" from the end")]
    assert ends == [f"line {number} from the end" for number in range(max(-3, -total), 0)]


@pytest.mark.parametrize(
    ("lines", "below", "above"),
    [
        pytest.param(["Networks", "Imprint", "networks"], [0], [2], id="twice"),
        pytest.param(["Networks | Degrees", "Degrees"], [0], [1], id="menu"),
        pytest.param(["Contact", "Contact"], [], [], id="contact"),
        pytest.param(["More information", "More information"], [], [], id="link"),
        pytest.param([PROSE, PROSE], [], [], id="prose"),
        pytest.param(["Imprint", "Imprint", "Imprint"], [0, 1], [1, 2], id="three-times"),
    ],
)
def test_text_that_stands_again(lines: list[str], below: list[int], above: list[int]) -> None:
    """A short text, or an entry of a menu, that stands twice points down from the first and up from the last."""
    found = features(*lines)
    assert [place for place, names in enumerate(found) if "text stands again below" in names] == below
    assert [place for place, names in enumerate(found) if "text stood above" in names] == above


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        pytest.param(["a", "", "b", "c", "d"], [1], id="some"),
        pytest.param(["a", "", "b"], [1], id="half"),
        pytest.param(["a", "", "b", "", "c"], [], id="most"),
        pytest.param(["", "a", "b"], [], id="at-the-top"),
    ],
)
def test_a_blank_line_says_something_where_few_are(lines: list[str], after: list[int]) -> None:
    """Where more than half of the lines have a blank one before them, it is how the page is written."""
    assert [place for place, names in enumerate(features(*lines)) if "after blank" in names] == after


@pytest.mark.parametrize(
    ("body", "cue"),
    [
        pytest.param('<p><a href="mailto:a@example.org">Write</a></p>', {"e-mail"}, id="mail"),
        pytest.param('<p><a href="TEL:+493514630">Ring</a></p>', {"phone number"}, id="phone"),
        pytest.param('<p><a href="callto:+493514630">Ring</a></p>', {"phone number"}, id="call"),
        pytest.param('<p><a href="/more">Onwards</a></p>', {"link phrase"}, id="whole-line"),
        pytest.param('<p>Go <a href="/more">onwards</a></p>', set(), id="part-of-a-line"),
        pytest.param(f'<p><a href="/more">{PROSE}</a></p>', set(), id="prose"),
        pytest.param('<p><a href="/eva">Prof. Roth</a></p>', set(), id="contact"),
        pytest.param('<p><a href="/eva">Eva Roth</a></p><p>Head</p>', set(), id="person-with-a-role"),
        pytest.param('<p><a href="/eva">Eva Roth</a></p><p>Imprint</p><p>Head</p>', {"link phrase"}, id="role-too-far"),
        pytest.param('<p><a href="/eva">Eva Roth</a></p><p>Imprint</p>', {"link phrase"}, id="no-role"),
        pytest.param('<p><a href="/eva">Eva Roth</a></p>', {"link phrase"}, id="nothing-below"),
        pytest.param(f'<p><a href="/eva">Eva Roth</a></p><p>Head: {PROSE}</p>', {"link phrase"}, id="prose-below"),
        pytest.param('<p><a href="/sea">Office Roth</a></p><p>Head</p>', {"link phrase"}, id="unit-with-a-role"),
    ],
)
def test_what_a_link_says_of_its_line(body: str, cue: set[str]) -> None:
    """An address behind a link is as good as one written out; a line that is a link leads on, unless to a person."""
    assert linked(body)[0] & {"e-mail", "phone number", "link phrase"} == cue
