"""What was learned when a page was last asked for: `raw/<source>/last-fetch.json`.

It is not part of the record, only a help to ask less: without it the validators of the newest snapshot are used.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from lhextract.acquire.store import Stored
from lhextract.files import lock_folder, replace_file

NAME = "last-fetch.json"


@dataclass(frozen=True, slots=True)
class LastFetch:
    """When (ISO 8601, UTC) and with which status a page was last asked for, and what that says.

    `snapshot` is the sha256 of the snapshot that has the page as it then was (same bytes, or the same text in other
    bytes); `etag` and `last_modified` belong to the bytes that were sent; `robots` is the verdict of robots.txt.
    """

    at: str
    status: int
    url: str
    snapshot: str
    etag: str | None
    last_modified: str | None
    robots: str


def read_last_fetch(folder: Path) -> LastFetch | None:
    """What is known; None where nothing is, or nothing that can be read: it is only a help."""
    try:
        document = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return TypeAdapter(LastFetch).validate_python(document)
    except (OSError, ValueError, ValidationError, RecursionError):
        return None


def write_last_fetch(folder: Path, last: LastFetch) -> None:
    """Write it, whole or not at all."""
    with lock_folder(folder):
        replace_file(folder / NAME, (json.dumps(asdict(last), ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def validators(folder: Path, newest: Stored | None, *, processed: str | None) -> dict[str, str]:
    """The headers of a conditional GET (RFC 9110, section 13.1).

    They are sent only if the page that they belong to was processed to its end: after a crash between fetching and
    extracting, "not modified" would hide the change.
    """
    if newest is None or processed is None or newest.meta.sha256 != processed:
        return {}
    last = read_last_fetch(folder)
    if last is not None and last.snapshot == processed:
        etag, modified = last.etag, last.last_modified
    else:
        etag, modified = newest.meta.headers.get("etag"), newest.meta.headers.get("last-modified")
    return {
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": modified} if modified else {}),
    }
