from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.model.outline import LineRole
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import load_model
from lhextract.text.html import render_html

PROSE = (
    "The Institute of Physics has worked with {0} since 2014, and both sides send ten doctoral candidates a year "
    "to a summer school on the coast."
)
PARTNERS = ("Lund University", "the University of Porto", "Tongji University", "Aalto University")


def outline_of(body: str, cues: Cues) -> list[tuple[str, str, int | None]]:
    """Text, role and initiative of each line of a page."""
    page = render_html(f"<html><body><main>{body}</main></body></html>")
    outline = build_outline(page, cues=cues, model=load_model())
    rows = zip(page.lines, outline.roles, outline.owners, strict=True)
    return [(page.line_text(line), role.value, owner) for line, role, owner in rows]


def listing(item: str) -> str:
    """A page with two categories of two initiatives each, every one written by the same pattern."""
    items = [item.format(name=f"{i}. Partnership with {name}", prose=PROSE.format(name), id=i)
             for i, name in enumerate(PARTNERS)]  # fmt: skip
    intro = "<h1>International flagships</h1><p>These are the ties that the faculties are proud of.</p>"
    return f"{intro}<h2>Partnerships</h2>{''.join(items[:2])}<h2>Networks</h2>{''.join(items[2:])}"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param("<h3>{name}</h3><p>{prose}</p>", id="h3"),
        pytest.param("<h5>{name}</h5><p>{prose}</p>", id="h5"),
        pytest.param("<details><summary>{name}</summary><p>{prose}</p></details>", id="details"),
        pytest.param(
            '<h3><button aria-expanded="false" aria-controls="p{id}">{name}</button></h3>'
            '<div id="p{id}" hidden><p>{prose}</p></div>',
            id="accordion",
        ),
        pytest.param(
            '<div class="card"><p class="card__title">{name}</p><div class="card-body"><p>{prose}</p></div></div>',
            id="card",
        ),
        pytest.param("<p><strong>{name}</strong></p><p>{prose}</p>", id="bold"),
        pytest.param("<h3>{name}</h3><p>{prose}</p><h4>How to apply</h4><p>{prose}</p>", id="sub-heading"),
        pytest.param("<h3>{name}</h3><p>{prose}</p><h3>Your contact person</h3><p>Dr. Eva Roth</p>", id="repeated"),
        pytest.param("<h3>{name}</h3><p>{prose}</p><p>A small office keeps the data.</p>", id="short-sentence"),
        pytest.param("<dl><dt>{name}</dt><dd><p>{prose}</p></dd></dl>", id="definition-list"),
        pytest.param("<table><tr><td>{name}</td><td>{prose}</td><td>Dr. Eva Roth</td></tr></table>", id="table-rows"),
        pytest.param(
            '<div><a class="accordion__trigger" href="#">{name}</a></div><div class="x"><p>{prose}</p></div>',
            id="class-toggle",
        ),
        pytest.param(
            '<div class="ce"><h3>{name}</h3><p>{prose}</p></div><div class="who"><p>Dr. Eva Roth<br>Dean</p></div>',
            id="contact-beside",
        ),
    ],
)
def test_titles_in_any_markup(item: str, cues: Cues) -> None:
    """Whatever marks the titles, each opens an initiative, and the headings above are the categories."""
    rows = outline_of(listing(item), cues)
    assert [text for text, role, _ in rows if role == LineRole.HEADING] == ["Partnerships", "Networks"]
    titles = [(text, owner) for text, role, owner in rows if role == LineRole.TITLE]
    assert titles == [(f"{i}. Partnership with {name}", i + 1) for i, name in enumerate(PARTNERS)]
    assert {owner for text, _, owner in rows if text.startswith("The Institute")} == {1, 2, 3, 4}


def test_levels_nest_categories(cues: Cues) -> None:
    """A category stands under the heading of the level above, whatever the headings are called."""
    item = "<h4>{name}</h4><p>{prose}</p>"
    body = listing(item).replace("<h2>Networks</h2>", "<h2>Sea and sky</h2><h3>Networks</h3>")
    page = render_html(f"<main>{body}</main>")
    outline = build_outline(page, cues=cues, model=load_model())
    assert [category.path for category in outline.categories] == [("Partnerships",), ("Sea and sky", "Networks")]


def test_a_toggle_that_holds_toggles_is_a_category(cues: Cues) -> None:
    """What opens a part in which further parts can be opened heads them."""
    inner = "<details><summary>{name}</summary><p>{prose}</p></details>"
    body = listing(inner).replace("<h2>", "<details><summary>").replace("</h2>", "</summary>")
    body = body.replace("</details><details><summary>Networks", "</details></details><details><summary>Networks")
    rows = outline_of(f"{body}</details>", cues)
    assert [text for text, role, _ in rows if role == LineRole.HEADING] == ["Partnerships", "Networks"]
    assert [owner for _, role, owner in rows if role == LineRole.TITLE] == [1, 2, 3, 4]
