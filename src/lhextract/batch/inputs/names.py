"""The id that a page gets from its place: what a person would call it, in at most `LONGEST` characters."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from lhextract.workspace import LONGEST, NAMELESS, SAY_NOTHING, slug, source_id

DIGITS = 8  # of a digest in an id


def name_of_file(path: Path) -> str:
    """A file that was given by itself."""
    return source_id(path)


def name_below(below: PurePath, *, path: Path) -> str:
    """A file of a folder or a glob, by its path below that: `tu-dresden/networks.html` is `tu-dresden-networks`."""
    if len(below.parts) <= 1:
        return source_id(path)
    named = below.parent if below.stem in SAY_NOTHING else below.with_suffix("")
    return shortened(slug("/".join(named.parts)) or NAMELESS)


def name_of_record(url: str, date: str | None) -> str:
    """A page of an archive: host, path and query of its URL, and the day on which it was archived."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        told = f"{host} {re.sub(r'[.]x?html?$', '', parts.path.rstrip('/'))} {parts.query}"
    except ValueError:
        told = url
    day = f"-{date[:10].replace('-', '')}" if date else ""
    return shortened(slug(told) or NAMELESS, room=LONGEST - len(day)) + day


def shortened(name: str, *, room: int = LONGEST) -> str:
    """A name that fits; one that is too long ends with a digest of the whole, so that others stay others."""
    return name if len(name) <= room else with_digest(name, of=name, room=room)


def with_digest(name: str, *, of: str, room: int = LONGEST, digits: int = DIGITS) -> str:
    """A name that ends with the first digits of the sha256 of something."""
    digest = hashlib.sha256(of.encode("utf-8", "surrogateescape")).hexdigest()[:digits]
    return f"{name[: room - digits - 1].rstrip('-')}-{digest}"
