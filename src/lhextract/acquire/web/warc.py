"""A fetched page as a web archive keeps it (WARC 1.1, ISO 28500), beside the snapshot."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import urlsplit

from lhextract.acquire.web.answers import Answer
from lhextract.errors import MissingExtraError

NAME = "page.warc.gz"


def write_warc(answer: Answer, *, sent: Mapping[str, str], at: str, robots: str) -> bytes:
    """Return a compressed archive with a request and a response record; the body is stored decoded.

    Raises `MissingExtraError` where the extra `warc` is not installed.
    """
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise MissingExtraError("--warc", extra="warc", error=error, otherwise="leave --warc out") from error
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=True, warc_version="1.1")
    parts = urlsplit(answer.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = StatusAndHeaders(f"GET {path} HTTP/1.1", [("Host", parts.netloc), *sent.items()], is_http_request=True)
    kept = [(name, value) for name, value in answer.headers.items() if name not in UNTRUE]
    said = StatusAndHeaders(str(answer.status), [*kept, ("content-length", str(len(answer.body)))], protocol="HTTP/1.1")
    about = {"WARC-Date": at, "WARC-Robots": robots}
    response = writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.body),
        length=len(answer.body),
        http_headers=said,
        warc_headers_dict=about,
    )
    request = writer.create_warc_record(answer.url, "request", http_headers=asked, warc_headers_dict={"WARC-Date": at})
    writer.write_request_response_pair(request, response)
    return target.getvalue()


# Headers that are not true of the decoded body, and what is nobody's business.
UNTRUE = frozenset({"content-length", "content-encoding", "transfer-encoding", "set-cookie", "set-cookie2"})
