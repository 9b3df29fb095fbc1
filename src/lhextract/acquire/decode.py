"""Bytes to characters, and what is refused because it cannot be a page."""

from __future__ import annotations

import codecs

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
WHATWG = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252"}
LARGEST = 20_000_000  # bytes; a page of 60 initiatives has some 100,000


def media_type_of(name: str, body: bytes) -> str:
    """The media type by the name of a file, else by its first bytes."""
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return HTML
    start = body[:1024].lstrip().lower()
    return HTML if start.startswith((b"<!doctype html", b"<html")) else TEXT


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
    if b"\0" in body[:4096] and not marked_encoding(body):
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
    """
    refuse_foreign(body, name=name)
    for encoding in (marked_encoding(body), "utf-8", WHATWG.get((declared or "").lower(), declared), "windows-1252"):
        try:
            if encoding:
                return body.decode(encoding).replace("\0", "\ufffd")
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("latin-1").replace("\0", "\ufffd")
