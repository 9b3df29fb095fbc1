from __future__ import annotations

import pytest

from lhextract.language.cues import Cues
from lhextract.model.outline import Block, Category, LineRole
from lhextract.model.span import Span
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import load_model
from lhextract.run import Extraction
from lhextract.text.canonical import canonicalise
from lhextract.text.html import render_html


@pytest.mark.parametrize("text", ["", "\n\n", "Imprint\nLegal notice\n", "Networks"], ids=repr)
def test_page_without_headings(text: str, cues: Cues) -> None:
    """A page without a heading or a line has no categories; it is no error."""
    outline = build_outline(canonicalise(text), cues=cues, model=load_model())
    assert outline.categories == ()
    assert len(outline.roles) == len(outline.owners) == text.count("\n") + 1


def test_every_decision_carries_its_evidence(lighthouses: Extraction) -> None:
    """Every line that is not blank names the cues that spoke for its role, the strongest first."""
    outline = lighthouses.outline
    assert outline is not None
    for role, evidence in zip(outline.roles, outline.evidence, strict=True):
        weights = [cue.weight for cue in evidence]
        assert (role is LineRole.BLANK) == (evidence == ())
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


def test_categories_of_the_lighthouse_page(lighthouses: Extraction) -> None:
    """The leaf categories, each with its path and the prose under it."""
    assert lighthouses.outline is not None
    categories = lighthouses.outline.categories
    assert [category.path[0] for category in categories] == ["Partnerships", *["Networks"] * 3, "Programs"]
    assert all(category.path[-1] == category.label for category in categories)
    assert all(lighthouses.page.slice(category.span).startswith(category.label) for category in categories)


PROSE = (
    "The Institute of Physics has worked with {0} since 2014, and both sides send ten doctoral candidates a year "
    "to a summer school on the coast."
)


def test_blocks_and_categories_of_a_page(cues: Cues) -> None:
    """A block runs from its title to its last line; a category from its heading to the end of its last block."""
    ties = "<p>These partnerships are ties between two universities that want to go on with each other.</p>"
    body = [f"<h3>Partnership with {name}</h3><p>{PROSE.format(name)}</p>" for name in ("Lund", "Porto", "Tongji")]
    page = render_html(f"<main><h2>Partnerships</h2>{ties}{body[0]}{body[1]}<h2>Networks</h2>{body[2]}</main>")
    outline = build_outline(page, cues=cues, model=load_model())
    text = page.text
    starts = [text.index(f"Partnership with {name}") for name in ("Lund", "Porto", "Tongji")]
    ends = [
        start + len(f"Partnership with {name}") for start, name in zip(starts, ("Lund", "Porto", "Tongji"), strict=True)
    ]
    ends = [text.index("coast.", end) + len("coast.") for end in ends]
    assert [block.span for block in outline.blocks] == [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    number = [page.line_at(start).number for start in starts]
    last = [page.line_at(end).number for end in ends]
    assert outline.blocks[1] == Block(2, ("Partnerships",), number[1], last[1], Span(starts[1], ends[1]))
    assert [block.order for block in outline.blocks] == [1, 2, 3]
    assert outline.categories == (
        Category("Partnerships", ("Partnerships",), "These partnerships are ties between two universities that want "
                 "to go on with each other.", Span(0, ends[1])),
        Category("Networks", ("Networks",), "", Span(text.index("Networks"), ends[2])),
    )  # fmt: skip


def test_a_blank_line_belongs_with_the_line_after_it(lighthouses: Extraction) -> None:
    """A blank line inside an initiative is its own, one before it too; at the end of the page it is nobody's."""
    outline = lighthouses.outline
    assert outline is not None
    owners, roles = outline.owners, outline.roles
    blanks = [index for index, role in enumerate(roles[:-1]) if role is LineRole.BLANK]
    assert blanks
    assert [owners[index] for index in blanks] == [owners[index + 1] for index in blanks]


def test_rows_of_a_contact_table_go_to_their_initiatives(cues: Cues) -> None:
    """The cell that names the initiative is a label, the others are parts of a contact; the heads belong to none."""
    prose = "<p>{0} measures what nobody can see, and was founded in 2012 by five institutes that met in Bern.</p>"
    table = "<table><tr><th>Network</th><th>Contact person</th></tr>{0}</table>"
    names = ("Baltic Grid Network (BGN)", "Una Europa")
    rows = "".join(f"<tr><td>{name}</td><td>{who}</td></tr>" for name, who in
                   (("BGN", "Dr. Eva Roth"), ("Una Europa", "Prof. Jan Berg")))  # fmt: skip
    body = "".join(f"<h3>{name}</h3>{prose.format(name)}" for name in names)
    page = render_html(f"<main><h2>Networks</h2>{body}<h2>Contacts</h2>{table.format(rows)}</main>")
    outline = build_outline(page, cues=cues, model=load_model())
    found = [
        (page.line_text(line), role.value, owner)
        for line, role, owner in zip(page.lines, outline.roles, outline.owners, strict=True)
    ]
    cells = found[[text for text, _, _ in found].index("Contacts") + 1 :]
    assert [cell for cell in cells if cell[0]] == [
        ("Network", "nav", None),
        ("Contact person", "nav", None),
        ("BGN", "contact-label", 1),
        ("Dr. Eva Roth", "contact-person", 1),
        ("Una Europa", "contact-label", 2),
        ("Prof. Jan Berg", "contact-person", 2),
    ]
