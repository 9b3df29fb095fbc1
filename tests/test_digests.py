"""Files are known by the digest of their bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lhextract.digests import file_digest


@pytest.mark.parametrize("content", [b"", b"one\r\n", bytes(1 << 20)], ids=["empty", "as-it-is", "more-than-one-piece"])
def test_the_digest_is_that_of_the_bytes(content: bytes, tmp_path: Path) -> None:
    """However long the file is, and whatever ends its lines."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert file_digest(path) == hashlib.sha256(content).hexdigest()
