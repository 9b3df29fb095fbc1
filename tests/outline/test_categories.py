from __future__ import annotations

import pytest

from lhextract.model.outline import LineRole
from lhextract.outline.categories import nest_headings
from lhextract.text.canonical import canonicalise


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
    ],
)
def test_nesting(lines: list[tuple[str, str]], expected: list[tuple[str, ...]]) -> None:
    """Form, menu and wording decide which heading stands under which."""
    assert paths(*lines) == expected
