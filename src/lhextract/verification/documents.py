"""JSON that somebody may have broken on purpose: read, or refused by one error."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 50  # levels; `records.json` has 8


def parse_document(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return what a file holds. `ValueError` for what is no JSON in UTF-8, or nested deeper than anything we write."""
    try:
        document = json.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ValueError(str(error)) from error
    level = [document]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
    if level:
        raise ValueError(f"nested deeper than {DEEPEST} levels")
    return document


def _inside(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
