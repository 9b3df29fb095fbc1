"""Two documents beside each other: every difference by its place, and no more differences than there are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.verification.trees import differences, pointer

A, B, C = ({"id": name, "size": size} for name, size in (("a", 1), ("b", 2), ("c", 3)))


@pytest.mark.parametrize(
    ("found", "derived", "expected"),
    [
        pytest.param({"a": 1}, {"a": 2}, ["altered /a"], id="value"),
        pytest.param({"a": 1}, {"a": True}, ["altered /a"], id="one-is-not-true"),
        pytest.param({"a": 1}, {"a": 1.0}, ["altered /a"], id="one-is-not-1.0"),
        pytest.param({"a": None}, {}, ["added /a"], id="key-added"),
        pytest.param({}, {"a": None}, ["dropped /a"], id="key-dropped"),
        pytest.param({"a/b~": 1}, {"a/b~": 2}, ["altered /a~1b~0"], id="rfc-6901"),
        pytest.param([A, C], [A, B, C], ["dropped /1"], id="item-dropped"),
        pytest.param([A, B, C], [A, C], ["added /1"], id="item-added"),
        pytest.param([A, C, B], [A, B, C], ["moved /2"], id="items-exchanged"),
        pytest.param([C, A, B], [A, B, C], ["moved /0"], id="item-moved"),
        pytest.param([A, {"id": "x", "size": 2}, C], [A, B, C], ["altered /1/id"], id="id"),
        pytest.param([A, {"id": "a", "size": 2}, C], [A, B, C], ["altered /1/id"], id="id-of-another"),
        pytest.param([{**A, "size": 9}, C], [A, B, C], ["altered /0/size", "dropped /1"], id="altered-and-dropped"),
        pytest.param([B, B], [A, B], ["altered /0/id", "altered /0/size"], id="copy-in-its-place"),
        pytest.param(["x", "x"], ["y", "x"], ["altered /0"], id="text-as-its-neighbour"),
        pytest.param(
            [C, {"id": "d"}], [A, B], ["altered /0/id", "altered /0/size", "altered /1/id", "dropped /1/size"]
        ),
    ],
)
def test_difference_has_its_place(found: Any, derived: Any, expected: list[str]) -> None:
    """An item more or less is one difference, and what stands behind it is none."""
    assert [f"{step.kind.value} {pointer(step.path)}" for step in differences(found, derived)] == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "a", "b"]), inner, max_size=3),
    max_leaves=20,
)


@given(json_values, json_values)
def test_what_differs_is_told(found: Any, derived: Any) -> None:
    """There are differences exactly where the texts of two documents differ, apart from the order of keys."""
    same = json.dumps(found, sort_keys=True) == json.dumps(derived, sort_keys=True)
    assert bool(list(differences(found, derived))) is not same
