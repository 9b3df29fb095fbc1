"""What is written as YAML is read as the same, and the marks are comments."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lhextract.learning.marked_yaml import Leaf, Node, scalar, to_yaml

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["yes", "No", "null", "~", "1e3", "0x1f", "2014", "2014-05", "- a", "a: b", "a #b", "#", "", " a", "a ", "'", '"']
)
leaves = texts | st.none() | st.booleans() | st.integers()


@given(leaves)
def test_scalar_is_read_back(value: Any) -> None:
    """Whatever a page says, YAML reads the same."""
    assert yaml.safe_load(f"- {scalar(value)}  # unconfirmed") == [value]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.lists(leaves, min_size=1) | leaves, min_size=1)))
def test_lists_of_records_are_read_back(records: list[dict[str, Any]]) -> None:
    """Records with plain fields and lists are read back, marked or not."""
    for confirmed in (True, False):
        nodes: list[Node] = [
            {
                key: [Leaf(each, confirmed) for each in value] if isinstance(value, list) else Leaf(value, confirmed)
                for key, value in record.items()
            }
            for record in records
        ]
        assert (yaml.safe_load(to_yaml(nodes)) or []) == records


@pytest.mark.parametrize(
    ("leaf", "line"),
    [
        pytest.param(Leaf("Head of Office", True), "- Head of Office\n", id="plain"),
        pytest.param(Leaf("Head: Office", True), '- "Head: Office"\n', id="quoted"),
        pytest.param(Leaf((), False), "- []  # unconfirmed\n", id="empty"),
        pytest.param(Leaf("No", False), '- "No"  # unconfirmed\n', id="a-word-of-yaml"),
    ],
)
def test_how_it_looks(leaf: Leaf, line: str) -> None:
    """Words that YAML takes as text are plain, others quoted, and the mark stands behind."""
    assert to_yaml([leaf]) == line
