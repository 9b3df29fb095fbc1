from __future__ import annotations

import pytest

from lhextract.language.cues import load_cues
from lhextract.outline.decoder import INSIDE, STATES
from lhextract.outline.features import observe
from lhextract.outline.markup import LABELS, MarkedLine, find_readings
from lhextract.text.html import render_html

# What stands for {P}, {F}, {C} and {A} in the pages below.
PARTS = {
    "P": "<p>The institute has worked with two towns by the sea since long ago, and both sides send ten people.</p>",
    "F": "<figure><img src='x'><figcaption>Eva at sea</figcaption></figure>",
    "C": "<div><p>Prof. Eva Roth</p><p>Dean</p></div>",
    "A": "<h3>Your advisor</h3>",
}
# What the states that a line may have amount to.
NAMES = {
    frozenset(STATES): "anything",
    frozenset({*INSIDE, "nav"}): "part",
    frozenset({"body", "nav"}): "prose of it",
    frozenset({"intro", "description", "nav"}): "between",
    frozenset({"intro", "description", "nav", "heading"}): "between or heading",
    frozenset(STATES) - {"page-title", "heading", "title"}: "text",
    frozenset(STATES) - {"page-title", "title"}: "text or heading",
    frozenset({"intro", "description", "nav", "body", "body+", "caption+"}): "prose",
    frozenset(STATES) - LABELS: "unmarked prose",
}


def readings(body: str) -> dict[str, list[str]]:
    """What each line of a page may be, by the name of each way to read it."""
    page = render_html(f"<html><body><main>{body}</main></body></html>")
    assert page.layout is not None
    lines = [MarkedLine(one.index + 1, one.form, page.layout.lines[one.index]) for one in observe(page, load_cues())]
    named = {}
    for reading in find_readings(lines):
        assert reading.allowed is not None
        sets = [frozenset(STATES[state] for state in row.nonzero()[0]) for row in reading.allowed]
        named[reading.name] = [NAMES.get(states, " or ".join(sorted(states))) for states in sets]
        assert reading.titles_shown is any(name == "title" for name in named[reading.name])
    return named


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<h1>Top</h1>{P}<h2>Ties</h2><h3>EPN</h3>{P}<h4>Apply</h4><h3>Una</h3>{P}",
            {
                "no titles shown": "page-title, prose, heading, heading, prose, heading, heading, prose",
                "titles are h2": "page-title, between, title, part, prose of it, part, part, prose of it",
                "titles are h3": "page-title, between, heading, title, prose of it, part, title, prose of it",
                "titles are h4": "page-title, between, heading, heading, between, title, heading, between",
            },
            id="levels",
        ),
        pytest.param(
            "{P}<p>Imprint</p>",
            {"no titles shown": "unmarked prose, anything"},
            id="no-heading",
        ),
        pytest.param(
            "<h2>Ties</h2><p><strong>EPN</strong></p>{P}<p class='card-title'>Una</p>{P}",
            {
                "no titles shown": "heading, text or heading, prose, text or heading, prose",
                "titles are h2": "title, part, prose of it, part, prose of it",
                "titles are .bold": "heading, title, prose of it, part, prose of it",
                "titles are .card-title": "heading, between or heading, between, title, prose of it",
                "titles are .bold, .card-title": "heading, title, prose of it, title, prose of it",
            },
            id="styles",
        ),
        pytest.param(
            "<h2>Ties</h2><details><summary>EPN</summary>{P}</details><p>Imprint</p>"
            "<details><summary>Una</summary><h5>Apply</h5>{P}</details>{P}",
            {
                "titles are toggle": "heading, title, prose of it, between, title, part, prose of it, between",
                "titles are h2, toggle": "title, part, prose of it, part, part, part, prose of it, prose of it",
                "titles are h5": "heading, heading, between, between, heading, title, prose of it, between",
            },
            id="toggles",
        ),
        pytest.param(
            "<h2>Ties</h2>{P}<details><summary>EPN</summary>{P}</details>",
            {
                "no titles shown": "heading, prose, heading, prose",
                "titles are h2": "title, prose of it, part, prose of it",
            },
            id="one-toggle",
        ),
        pytest.param(
            "<h2>Ties</h2>{F}<h3>EPN</h3>{P}{F}",
            {
                "no titles shown": "heading, caption or caption+, heading, prose, caption or caption+",
                "titles are h2": "title, caption, part, prose of it, caption",
                "titles are h3": "heading, caption+, title, prose of it, caption",
            },
            id="pictures",
        ),
        pytest.param(
            "<h3>EPN</h3><p>A small office keeps the data.</p><p>An office keeps the data.</p>"
            "<p>A small office keeps the data</p><p>The head of the office keeps data.</p>",
            {
                "no titles shown": "heading, prose, text, text, text",
                "titles are h3": "title, prose of it, part, part, part",
            },
            id="sentence",
        ),
        pytest.param(
            "<h2>On this page</h2><p>Ties</p><h2>Ties</h2>{P}",
            {
                "no titles shown": "heading or nav, text, heading, prose",
                "titles are h2": "title, part, title, prose of it",
            },
            id="furniture",
        ),
        pytest.param(
            "<h2>Ties</h2><h3>EPN</h3><h3>Contact</h3><p>Prof. Eva Roth</p>",
            {
                "no titles shown": "heading, heading, text, text",
                "titles are h2": "title, part, part, part",
                "titles are h3": "heading, title, part, part",
            },
            id="contact-heading",
        ),
        pytest.param(
            "<h2>Ties</h2><h3>EPN</h3>{P}{A}<p>Eva Roth</p><h3>Una</h3>{P}{A}<p>Jan Berg</p>",
            {
                "no titles shown": "heading, heading, prose, heading, text, heading, prose, heading, text",
                "titles are h2": "title, part, prose of it, part, part, part, prose of it, part, part",
                "titles are h3": "heading, title, prose of it, part, part, title, prose of it, part, part",
            },
            id="repeated",
        ),
        pytest.param(
            "<details><summary>Ties</summary><details><summary>EPN</summary>{P}</details><details><summary>Una</summary>{P}</details></details><details><summary>Fine</summary><details><summary>Only</summary>{P}</details></details>",
            {
                "titles are toggle": "heading, title, prose of it, title, prose of it, title, part, prose of it",
            },
            id="nested",
        ),
        pytest.param(
            "<h2>Ties</h2><section><h3>EPN</h3>{P}</section>{C}<section><h3>Una</h3>{P}</section>{C}",
            {
                "no titles shown": "heading, heading, prose, text, text, heading, prose, text, text",
                "titles are h2": "title, part, prose of it, part, part, part, prose of it, part, part",
                "titles are h3": "heading, title, prose of it, part, part, title, prose of it, part, part",
            },
            id="beside",
        ),
        pytest.param(
            "<h2>Ties</h2><section><h3>EPN</h3>{P}</section>{C}<section><h3>Una</h3>{P}</section>",
            {
                "no titles shown": "heading, heading, prose, text, text, heading, prose",
                "titles are h2": "title, part, prose of it, part, part, part, prose of it",
                "titles are h3": "heading, title, prose of it, between, between, title, prose of it",
            },
            id="beside-once",
        ),
        pytest.param(
            "<h1>Top</h1><h1>EPN</h1>{P}",
            {
                "no titles shown": "page-title, heading, prose",
                "titles are h1": "page-title, title, prose of it",
            },
            id="two-h1",
        ),
    ],
)
def test_ways_to_read_a_page(body: str, expected: dict[str, str]) -> None:
    """Each kind of heading may be the titles; what stands under a title is its initiative, what else stands between."""
    found = readings(body.format(**PARTS))
    assert {name: ", ".join(lines) for name, lines in found.items()} == expected
