from __future__ import annotations

import pytest

from lhextract.outline.blocks import find_blocks


@pytest.mark.parametrize(
    ("states", "blocks"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["page-title", "intro", "nav"], [], id="no-initiative"),
        pytest.param(["heading", "body+", "body", "link"], [(1, 3)], id="to-the-end"),
        pytest.param(["body+", "contact-person", "body+", "link"], [(0, 1), (2, 3)], id="next-opens"),
        pytest.param(["body+", "link", "heading", "body+"], [(0, 1), (3, 3)], id="heading-ends"),
        pytest.param(["title", "body", "title", "body"], [(0, 1), (2, 3)], id="titles"),
        pytest.param(["caption+", "title", "body"], [(0, 2)], id="title-under-its-picture"),
        pytest.param(["caption+", "body", "title"], [(0, 1), (2, 2)], id="title-later-opens"),
        pytest.param(["body+", "body+"], [(0, 0), (1, 1)], id="one-line-each"),
        pytest.param(["body+", "nav", "intro"], [(0, 0)], id="footer-is-outside"),
    ],
)
def test_blocks(states: list[str], blocks: list[tuple[int, int]]) -> None:
    """A block runs from its opening line to the last line before the next block or what is outside of any."""
    assert find_blocks(states) == blocks
