"""The digest by which a file on disk is known."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_digest(path: Path) -> str:
    """The sha256 of a file in hexadecimal digits; a large one is not read whole. `OSError` as of any reading."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
