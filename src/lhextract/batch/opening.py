"""Files to read and seek in, here or elsewhere; what is no regular file is never waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from lhextract.batch.remote import is_url, open_remote
from lhextract.errors import SourceError

BUFFER = 1 << 20  # bytes; records of an archive are small, and one is read after the other


@contextmanager
def open_local(path: Path, *, name: str) -> Iterator[BinaryIO]:
    """Open a file; raises `SourceError` that calls it by `name`."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(f"{name}: found no regular file, allowed is a file; save it and give that file")
        handle = path.open("rb", buffering=BUFFER)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: cannot be read: {reason}; check the path and its permissions") from error
    with handle:
        yield handle


def open_place(where: str, *, start: Path) -> AbstractContextManager[BinaryIO]:
    """Open a path, relative to `start`, or a URL."""
    return open_remote(where) if is_url(where) else open_local(start / where, name=where)
