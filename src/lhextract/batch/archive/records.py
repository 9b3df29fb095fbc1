"""Records of an archive: what their header lines say, and whether a record is a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from lhextract.acquire.decode import HTML, HTML_START, SEARCHED, SIGNATURES, TEXT
from lhextract.batch.archive.bodies import Body, BodyError, body_blocks
from lhextract.batch.archive.members import ArchiveError, Member, member_at
from lhextract.errors import MissingExtraError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

PAGES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
SCHEMES = frozenset({"http", "https", "ftp", "file"})
DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z")  # WARC 1.1, section 5.4


@dataclass(frozen=True, slots=True)
class Kept:
    """A record: `type` is its WARC-Type, `url` its WARC-Target-URI, `date` when it was made ("2024-05-02T10:00:00Z").

    `status` is that of the HTTP answer, None where the record holds none; `content_type` is what the server said, or
    the archive where there was no server. `coding` and `chunked` say how the body is wrapped.
    """

    offset: int
    type: str
    url: str | None
    date: str | None
    status: int | None
    content_type: str
    coding: str
    chunked: bool
    is_part: bool

    @property
    def media_type(self) -> str:
        """The media type without its parameters, empty where nobody named one."""
        return self.content_type.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record whose body is still to be read."""

    kept: Kept
    member: Member
    body: Body

    def blocks(self) -> Iterator[bytes]:
        """The body, unwrapped, a block at a time; `BodyError` where it cannot be."""
        return body_blocks(self.body, coding=self.kept.coding, chunked=self.kept.chunked)

    def end(self) -> int:
        """Pass over the rest of it; return the offset of the next record. Raises `ArchiveError` if it is cut off."""
        if self.member.skip(self.body.left) < self.body.left:
            raise ArchiveError("the file ends within a record", offset=self.kept.offset)
        return self.member.end()


def record_loader(what: str) -> ArcWarcRecordLoader:
    """What reads header lines; raises `MissingExtraError` where the extra `warc` is not installed."""
    try:
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError as error:
        raise MissingExtraError(what, extra="warc", error=error, otherwise="give pages as files") from error
    return ArcWarcRecordLoader(verify_http=False, arc2warc=False)


def open_record(handle: BinaryIO, offset: int, *, size: int, loader: ArcWarcRecordLoader) -> OpenRecord | None:
    """The record at an offset, None at the end of the archive; raises `ArchiveError` where there is none."""
    member = member_at(handle, offset, size=size)
    return _read_head(member, loader) if member is not None else None


def page_kind(record: OpenRecord) -> str | None:
    """Why a record is no page, in the words of the counts that people see; None for a page."""
    kept = record.kept
    if kept.type not in {"response", "resource"}:
        return kept.type
    parts = _parts(kept.url)
    if parts is None or parts[0] not in SCHEMES:
        return "no page of the web"
    if kept.status is not None and kept.status != 200:
        return f"status {kept.status}"
    if kept.is_part:
        return "part of a record"
    if parts[1] == "/robots.txt":
        return "robots.txt"
    if kept.media_type:
        return None if kept.media_type in PAGES else kept.media_type
    return None if _reads_as_page(record) else "no media type"


def _read_head(member: Member, loader: ArcWarcRecordLoader) -> OpenRecord:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        record = loader.parse_record_stream(member, known_format="warc")
    except EOFError as error:
        raise ArchiveError("the file ends within a record", offset=member.offset) from error
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError) as error:
        raise ArchiveError("no WARC record begins here", offset=member.offset) from error
    length = record.rec_headers.get_header("Content-Length") or ""
    if not length.isdecimal():
        raise ArchiveError(f"Content-Length: found {length!r}, allowed is a number", offset=member.offset)
    return OpenRecord(_kept(record, member.offset), member, Body(member, record.raw_stream.limit))


def _kept(record: ArcWarcRecord, offset: int) -> Kept:
    said, http = record.rec_headers, record.http_headers
    type_ = record.rec_type or "no type"
    if type_ == "response" and http is not None:
        code = http.get_statuscode()
        status = int(code) if code.isdecimal() else 0
        content_type = http.get_header("content-type") or ""
    else:
        status = None
        content_type = said.get_header("Content-Type") or ""
    wrapped = http if http is not None else {}
    return Kept(
        offset=offset,
        type=type_,
        url=said.get_header("WARC-Target-URI"),
        date=_date(said.get_header("WARC-Date") or ""),
        status=status,
        content_type=content_type,
        coding=(wrapped.get("content-encoding") or "").strip().lower(),
        chunked=(wrapped.get("transfer-encoding") or "").strip().lower().endswith("chunked"),
        is_part=said.get_header("WARC-Segment-Number") is not None,
    )


def _date(text: str) -> str | None:
    match = DATE.fullmatch(text)
    try:
        return f"{datetime.fromisoformat(match[1]).isoformat()}Z" if match else None
    except ValueError:
        return None


def _parts(url: str | None) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.scheme.lower(), parts.path


def _reads_as_page(record: OpenRecord) -> bool:
    """Whether the first bytes are HTML or text; what cannot be unwrapped is for the reading to report."""
    head = b""
    try:
        for block in record.blocks():
            head += block
            if len(head) >= SEARCHED:
                break
    except BodyError:
        return True
    if HTML_START.match(head[:SEARCHED]):
        return True
    return bool(head.strip()) and b"\0" not in head and not head.startswith(tuple(sign for sign, _ in SIGNATURES))
