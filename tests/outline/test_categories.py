from __future__ import annotations

import pytest

from lhextract.model.outline import LineRole
from lhextract.outline.categories import nest_headings
from lhextract.text.canonical import canonicalise
from lhextract.text.html import render_html


def paths(*lines: tuple[str, str]) -> list[tuple[str, ...]]:
    """The paths of the lines that are body."""
    page = canonicalise("\n".join(text for _, text in lines))
    nested = nest_headings(page, [LineRole(role) for role, _ in lines])
    return [path for path, (role, _) in zip(nested, lines, strict=True) if role == "body"]


BODY = ("body", "An initiative.")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([BODY], [()], id="no-heading"),
        pytest.param([("heading", "Partnerships"), BODY, BODY], [("Partnerships",)] * 2, id="one-level"),
        pytest.param(
            [("heading", "Partnerships"), BODY, ("heading", "Programs"), BODY],
            [("Partnerships",), ("Programs",)],
            id="next-heading",
        ),
        pytest.param(
            [("heading", "Networks"), ("heading", "National networks"), BODY],
            [("Networks", "National networks")],
            id="two-in-a-row",
        ),
        pytest.param(
            [("heading", "Networks"), ("description", "They …"), ("heading", "National networks"), BODY],
            [("Networks", "National networks")],
            id="prose-between",
        ),
        pytest.param(
            [
                ("heading", "Networks"),
                ("heading", "International networks"),
                BODY,
                ("heading", "Local networks"),
                BODY,
                ("heading", "Programs"),
                BODY,
            ],
            [("Networks", "International networks"), ("Networks", "Local networks"), ("Programs",)],
            id="shared-word",
        ),
        pytest.param(
            [
                ("nav", "Networks"),
                ("nav", "Programs"),
                ("heading", "Networks"),
                ("heading", "Abroad"),
                BODY,
                ("heading", "At home"),
                BODY,
                ("heading", "Programs"),
                BODY,
            ],
            [("Networks", "Abroad"), ("Networks", "At home"), ("Programs",)],
            id="menu-lists-the-upper-level",
        ),
        pytest.param(
            [
                ("nav", "Networks | Programs"),
                ("heading", "Networks"),
                ("heading", "Programs"),
                BODY,
            ],
            [("Programs",)],
            id="menu-lists-both",
        ),
        pytest.param(
            [
                ("nav", "Abroad"),
                ("nav", "Ties"),
                ("heading", "Networks"),
                ("heading", "Ties"),
                BODY,
                ("heading", "Ties at home"),
                BODY,
                ("heading", "Degrees at home"),
                BODY,
            ],
            [("Networks", "Ties"), ("Networks", "Ties at home"), ("Degrees at home",)],
            id="an-opening-like-that-of-the-first-child",
        ),
        pytest.param(
            [
                ("nav", "NETWORKS | Degrees"),
                ("heading", "Networks"),
                ("heading", "Abroad"),
                BODY,
                ("heading", "Degrees"),
                ("heading", "Joint"),
                BODY,
                ("heading", "Double"),
                BODY,
            ],
            [("Networks", "Abroad"), ("Degrees", "Joint"), ("Degrees", "Double")],
            id="two-upper-levels",
        ),
        pytest.param(
            [("heading", "Networks"), BODY, ("heading", "Local networks"), BODY],
            [("Networks",), ("Local networks",)],
            id="an-initiative-between",
        ),
        pytest.param(
            [
                ("heading", "International"),
                ("heading", "Networks"),
                BODY,
                ("heading", "Degrees"),
                BODY,
                ("heading", "Internationally"),
                BODY,
            ],
            [("International", "Networks"), ("Degrees",), ("Internationally",)],
            id="no-child-after-an-other-heading",
        ),
        pytest.param(
            [("heading", "Arts"), ("heading", "Sea"), BODY, ("heading", "Fine arts"), BODY],
            [("Arts", "Sea"), ("Arts", "Fine arts")],
            id="word-of-four-letters",
        ),
        pytest.param(
            [("heading", "Sea"), ("heading", "Arts"), BODY, ("heading", "Fine sea"), BODY],
            [("Sea", "Arts"), ("Fine sea",)],
            id="word-of-three-letters",
        ),
    ],
)
def test_nesting(lines: list[tuple[str, str]], expected: list[tuple[str, ...]]) -> None:
    """Form, menu and wording decide which heading stands under which."""
    assert paths(*lines) == expected


def test_levels_decide_where_there_are_any() -> None:
    """A heading ends those of its own level and below; one without a level stands under every other."""
    page = render_html(
        "<main><h2>A</h2><p><b>B</b></p><p>b</p><h3>C</h3><h4>D</h4><p>d</p><h3>E</h3><p>e</p><h2>F</h2><p>f</p></main>"
    )
    texts = [page.line_text(line) for line in page.lines]
    roles = [LineRole.HEADING if text.isupper() else LineRole.BODY if text else LineRole.BLANK for text in texts]
    paths = nest_headings(page, roles)
    nested = ["/".join(path) for path, text in zip(paths, texts, strict=True) if text]
    assert nested == ["A", "A/B", "A/B", "A/C", "A/C/D", "A/C/D", "A/E", "A/E", "F", "F"]
