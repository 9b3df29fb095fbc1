"""What may be asked for."""

from __future__ import annotations

from typing import Any

import pytest

from lhextract.errors import UsageError
from lhextract.selection.wanted import Selection


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"languages": ("english",)}, "found 'english', allowed is a code of ISO 639", id="language"),
        pytest.param({"languages": ("EN",)}, "found 'EN'", id="capitals"),
        pytest.param({"min_confidence": 80}, "found 80, allowed is 0 to 1", id="percent"),
        pytest.param({"min_confidence": -0.1}, "found -0.1", id="negative"),
    ],
)
def test_what_would_leave_out_all_by_mistake(asked: dict[str, Any], said: str) -> None:
    """A value that no page has is wrong usage, not an empty result."""
    with pytest.raises(UsageError, match=said):
        Selection(**asked)
