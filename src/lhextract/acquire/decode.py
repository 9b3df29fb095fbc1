"""Bytes to characters, and what is refused because it cannot be a page."""

from __future__ import annotations

import codecs
import re

from lhextract.errors import SourceError

TEXT, HTML = "text/plain", "text/html"
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# First bytes of what people give by mistake, for a message that names it.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"GIF8", "a picture"),
)
# What browsers read under a name, where Python knows less under it (WHATWG Encoding Standard, section 4.2).
WHATWG = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
}
# A declaration is found as ASCII, so it cannot tell of an encoding in which this reads otherwise, such as UTF-16, or
# Python's escapes, which no browser knows: "\ud800" in raw_unicode_escape is half a surrogate pair.
DECLARATION = b'<meta charset="+AGE-\\x41\\u0041">'
# The bytes in which windows-1252 differs from latin-1; five that it leaves open are control characters.
WINDOWS = {byte: bytes((byte,)).decode("windows-1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
# How HTML begins, whatever its file is called: "<!doctype html>", or an element, after comments and declarations.
# A comment ends at its first "-->" and is not tried again with a later one: of 40 comments that would be 2 ** 40 ways.
HTML_START = re.compile(
    rb"\s*+(?:(?><\?xml[^>]*>|<!--.{0,2000}?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|main|div|section|article|table|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
SEARCHED = 4096  # first bytes that are looked at
SLIPS = 1 / 3  # at most as many broken characters to sound ones, if a page is UTF-8 with slips
LARGEST = 20_000_000  # bytes; a page of 60 initiatives has some 100,000


def media_type_of(name: str, body: bytes) -> str:
    """The media type by the name of a file, else by its first bytes."""
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return HTML
    return HTML if HTML_START.match(body[:SEARCHED].removeprefix(codecs.BOM_UTF8)) else TEXT


def refuse_foreign(body: bytes, *, name: str) -> None:
    """Raise a `SourceError` for bytes that are no page, and say what they are."""
    if not body.strip() or body in {bom for bom, _ in BOMS}:
        raise SourceError(f"{name}: the file is empty; save the page again and give that file")
    if len(body) > LARGEST:
        raise SourceError(f"{name}: {len(body):,} bytes, allowed are {LARGEST:,}; give the page alone")
    for signature, what in SIGNATURES:
        if body.startswith(signature):
            raise SourceError(
                f"{name}: found {what}, allowed is a page as HTML or text; save the page and give that file"
            )
    if b"\0" in body[:SEARCHED] and not marked_encoding(body):
        raise SourceError(
            f"{name}: found binary data, allowed is a page as HTML or text; save the page and give that file"
        )


def marked_encoding(body: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names."""
    return next((encoding for bom, encoding in BOMS if body.startswith(bom)), None)


def decode_page(body: bytes, *, name: str) -> str:
    """Return the characters of a text page; bytes that are no text are a `SourceError` that names what they are."""
    refuse_foreign(body, name=name)
    try:
        text = body.decode(marked_encoding(body) or "utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: found a byte that is not UTF-8 at offset {error.start}, allowed is text in UTF-8; "
            "save the page as UTF-8 text and give that file"
        ) from error
    if "\0" in text:
        raise SourceError(
            f"{name}: found binary data, allowed is text in UTF-8; save the page as text and give that file"
        )
    return text


def decode_html(body: bytes, *, name: str, declared: str | None) -> str:
    """Return the characters of an HTML page.

    In this order: byte order mark, UTF-8 if the bytes are that, the encoding that the page declares, and
    windows-1252, by which browsers read "iso-8859-1" and pages that declare nothing (WHATWG Encoding Standard).
    Pages often declare another encoding than they have, but text in one of those is practically never valid UTF-8.
    For the same reason a page with few broken characters among sound ones is UTF-8, cut or glued in the wrong place.
    """
    refuse_foreign(body, name=name)
    marked = marked_encoding(body)
    text = body.decode(marked or "utf-8", "replace")
    broken = 0 if marked else text.count("\ufffd") - body.count("\ufffd".encode())
    if broken > SLIPS * sum(not char.isascii() for char in text.replace("\ufffd", "")):
        text = _decode_declared(body, WHATWG.get((declared or "").lower(), declared))
    return text.replace("\0", "\ufffd")


def first_that_fits(body: bytes, *declared: str | None) -> str | None:
    """The first of some declared encodings in which the bytes can be read; None if there is none."""
    for name in declared:
        try:
            if name and body.decode(WHATWG.get(name.lower(), name)) is not None:
                return name
        except (ValueError, LookupError):
            continue
    return None


def _decode_declared(body: bytes, declared: str | None) -> str:
    try:
        if declared and DECLARATION.decode(declared) == DECLARATION.decode("ascii"):
            return body.decode(declared)
    except (ValueError, LookupError):  # what is declared is not what it is, or nothing
        pass
    return body.decode("latin-1").translate(WINDOWS)
