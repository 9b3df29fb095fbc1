"""Lists of the repository's pages are lists of the site."""

from __future__ import annotations

import pytest

from docs.making.lists import on_page_markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("Choice.\n- a\n- b", "Choice.\n\n- a\n- b", id="below-prose"),
        pytest.param("- a\n  goes on\n- b", "- a\n  goes on\n- b", id="item-over-two-lines"),
        pytest.param("Choice.\n\n- a", "Choice.\n\n- a", id="blank-line-there"),
        pytest.param("```\nx\n- a\n```", "```\nx\n- a\n```", id="inside-a-fence"),
        pytest.param("First.\n1. a", "First.\n\n1. a", id="numbered"),
    ],
)
def test_blank_line_before_a_list(markdown: str, expected: str) -> None:
    """A blank line is put before a list, and nowhere else."""
    assert on_page_markdown(markdown, None, None, None) == expected
