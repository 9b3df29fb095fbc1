"""Web archives made for tests."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"<html><body><h1>Initiatives</h1><p>Net of nets, since 2001</p></body></html>\n" * 40
HTML = ("Content-Type", "text/html; charset=iso-8859-1")
CHUNKED = ("Transfer-Encoding", "chunked")
GZIP = ("Content-Encoding", "gzip")


@dataclass(frozen=True)
class Made:
    """A record: an HTTP answer where there is a status line, else a resource or whatever `type` says."""

    url: str
    body: bytes = PAGE
    headers: tuple[tuple[str, str], ...] = (HTML,)
    status: str = "200 OK"
    type: str = "response"
    date: str = "2024-05-02T10:00:00Z"
    more: tuple[tuple[str, str], ...] = ()


def chunked(body: bytes, *, size: int = 1000) -> bytes:
    """A body in chunks, the first with an extension."""
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def archive(records: Sequence[Made], *, packed: bool) -> tuple[bytes, list[int]]:
    """The bytes of an archive, and where its records begin."""
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=packed, warc_version="1.1")
    offsets = []
    for one in records:
        offsets.append(target.tell())
        answers = one.type in {"response", "revisit"}
        record = writer.create_warc_record(
            one.url,
            one.type,
            payload=io.BytesIO(one.body),
            length=len(one.body),
            warc_content_type="" if answers else dict(one.headers).get("Content-Type", ""),
            http_headers=StatusAndHeaders(one.status, list(one.headers), protocol="HTTP/1.1") if answers else None,
            warc_headers_dict={"WARC-Date": one.date, **dict(one.more)},
        )
        writer.write_record(record)
    return target.getvalue(), offsets


CRAWL = (
    Made("https://www.example.org/networks.html"),
    Made("https://www.example.org/old", status="301 Moved Permanently"),
    Made("https://www.example.org/gone", status="404 Not Found"),
    Made("https://www.example.org/robots.txt", b"User-agent: *\n", headers=(("Content-Type", "text/plain"),)),
    Made("https://www.example.org/logo", b"\x89PNG" * 9000, headers=(("Content-Type", "image/png"),)),
    Made("https://www.example.org/packed?p=2", chunked(gzip.compress(PAGE)), headers=(HTML, CHUNKED, GZIP)),
    Made("https://www.example.org/untold", b"Initiatives of the university\n", headers=()),
    Made("https://www.example.org/binary", b"\0\1\2", headers=()),
    Made("dns:example.org", b"192.0.2.1", headers=(("Content-Type", "text/dns"),), type="resource"),
    Made("https://example.org/saved", headers=(("Content-Type", "text/html"),), type="resource"),
    Made("https://www.example.org/networks.html", b"", type="revisit"),
    Made("https://www.example.org/long", more=(("WARC-Segment-Number", "1"),)),
)
PAGES = (0, 5, 6, 9)  # of CRAWL
