"""Bytes of a fuzzer as a page, and the whole product run on it."""

from __future__ import annotations

import hashlib
import zlib

from lhextract.acquire.decode import HTML, TEXT, media_type_of
from lhextract.lookups import Lookups
from lhextract.model.page import Snapshot
from lhextract.profile import Profile
from lhextract.run import Extraction, Stage, extract


def snapshot_of(body: bytes, *, media_type: str | None = None, charset: str | None = None) -> Snapshot:
    """The page with these bytes; its type is what its first bytes say unless given."""
    kind = media_type or media_type_of("page", body)
    digest = hashlib.sha256(body).hexdigest()
    return Snapshot("page", None, kind, None, digest, body, charset=charset)


def text_page(data: bytes) -> Snapshot:
    """Bytes as a text page; what is not UTF-8 becomes U+FFFD, and NUL, by which pages are refused, goes."""
    body = data.decode("utf-8", "replace").replace("\0", "").encode()
    return snapshot_of(body, media_type=TEXT)


def html_page(data: bytes) -> Snapshot:
    """Bytes as an HTML page, as they are."""
    return snapshot_of(data, media_type=HTML)


def extract_page(snapshot: Snapshot, *, until: Stage = Stage.CHECKS, use_model: bool = False) -> Extraction:
    """The page extracted without profile and lookups."""
    return extract(snapshot, profile=Profile(), lookups=Lookups(), until=until, use_model=use_model)


def one_in(times: int, data: bytes) -> bool:
    """Whether an input is among one in so many that also get what costs much: the same for the same input."""
    return zlib.crc32(data) % times == 0
