"""A child may hang or die: the input is kept and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import running


@pytest.mark.parametrize(
    ("name", "limit", "kind", "data"),
    [
        pytest.param("hangs", 0.3, "hang", b"Hang", id="hangs"),
        pytest.param("dies", 10, "crash", b"die", id="dies"),
    ],
)
def test_the_input_of_a_child_that_is_gone_is_kept(
    name: str, limit: float, kind: str, data: bytes, tmp_path: Path
) -> None:
    """What a child was trying when it hung or died is a find, with its input in a file."""
    row = running.run_target(
        f"tests.fuzz.planted.{name}", engine="mutation", seconds=1, seed=1, limit=limit, work=tmp_path
    )
    (find,) = row.finds
    assert find.kind == kind
    assert Path(find.path).read_bytes() == data
