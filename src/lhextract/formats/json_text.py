"""JSON that survives where it is put: in a line, in a web page, in UTF-8."""

from __future__ import annotations

import json
import re
from typing import Any

# JSON may hold these as they are, but "<" ends a script element, the second group ends a line for readers that split
# as Unicode does, and a lone surrogate has no bytes in UTF-8. As escapes they are the same value.
ESCAPED = re.compile("[<]|[\x7f-\x9f\u2028\u2029]|[\ud800-\udfff]")


def json_bytes(value: Any, *, indent: int | None = None) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """The value as UTF-8 with a line end behind it; without `indent` it is one line."""
    return (ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent)) + "\n").encode("utf-8")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
