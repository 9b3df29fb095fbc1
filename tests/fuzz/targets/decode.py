"""Bytes to characters: text pages, HTML pages with whatever encoding is declared, and headers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from lhextract.acquire.decode import decode_html, decode_page, first_that_fits, marked_encoding, media_type_of
from lhextract.acquire.store import charset_of
from lhextract.errors import SourceError
from lhextract.run import characters_of
from lhextract.text.html import declared_encoding
from tests.fuzz.pages import snapshot_of
from tests.fuzz.target import Target, Verdict, hold, kept


def check(data: bytes) -> Verdict | None:
    """The first line is a charset as a server states it, the rest the page: decoded without loss, or refused."""
    header, _, body = data.partition(b"\n")
    charset = charset_of(f"text/html; charset={header.decode('latin-1')}")
    hold(media_type_of("page", body) in {"text/html", "text/plain"}, "a page has a type")
    with contextlib.suppress(SourceError):
        _text_keeps_its_bytes(body)
    try:
        html = characters_of(snapshot_of(body, media_type="text/html", charset=charset))
    except SourceError:
        return Verdict.REFUSED
    hold("\0" not in html, "no NUL comes through")
    hold(html == html.encode("utf-8", "replace").decode(), "every character can be written")
    hold(html == characters_of(snapshot_of(body, media_type="text/html", charset=charset)), "decoded twice, the same")
    _html_keeps_its_characters(body, html)
    return None


def _text_keeps_its_bytes(body: bytes) -> None:
    text = decode_page(body, name="page")
    encoding = marked_encoding(body)
    kept(encoding == "utf-16" or text.encode(encoding or "utf-8") == body, "a text page keeps its bytes")
    hold("\0" not in text, "no NUL comes through")


def _html_keeps_its_characters(body: bytes, html: str) -> None:
    if marked_encoding(body):
        return
    try:
        meant = body.decode("utf-8")
    except UnicodeDecodeError:
        declared = first_that_fits(body, None, declared_encoding(body))
        plain = decode_html(body, name="page", declared=None)
        hold(bool(plain), "something can be read without a declaration")
        hold(bool(decode_html(body, name="page", declared=declared)), "something can be read with one")
        return
    kept(html == meant.replace("\0", "\N{REPLACEMENT CHARACTER}"), "UTF-8 is read as UTF-8, whatever is declared")


CHARSETS = (
    b"utf-8", b"iso-8859-1", b"windows-1252", b"utf-16", b"utf-7", b"raw_unicode_escape", b"unicode_escape",
    b"punycode", b"idna", b"gb2312", b"shift_jis", b"euc-kr", b"big5", b"koi8-r", b"utf-8-sig", b"hex", b"rot13",
    b"zlib", b"cp037", b"mbcs", b"undefined", b"hz", b"iso-2022-jp", b"utf-32", b"palmos", b"\"", b"", b"utf_16_le",
    b"cp65001", b"charmap",
)  # fmt: skip


def _seeds() -> Iterator[bytes]:
    body = "<p>Prüfung für Köln – naïve Straße</p>"
    for charset in CHARSETS:
        declared = b'<meta charset="' + charset + b'">'
        yield charset + b"\n" + body.encode("latin-1", "replace")
        yield b"\n" + declared + body.encode("windows-1252")
        yield b"\n" + declared + body.encode("utf-8")
    yield b"\n\xff\xfe" + body.encode("utf-16-le")
    yield b"\n\xef\xbb\xbf" + body.encode("utf-8") + b"\xe4"


TARGET = Target(
    name="decode",
    input_class="bytes of a page and its charset",
    check=check,
    seeds=_seeds,
    dictionary=(
        *CHARSETS,
        b'<meta charset="',
        b"\\ud800",
        b"\\u0000",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"%PDF-",
        b"+AGE-",
    ),
    repeated=lambda data, times: data.partition(b"\n")[0] + b"\n" + data.partition(b"\n")[2] * times,
)
