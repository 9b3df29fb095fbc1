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
LARGEST = 20_000_000  # bytes; a page of 60 initiatives has some 100,000


def media_type_of(name: str, body: bytes) -> str:
    """The media type by the name of a file, else by its first bytes."""
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return HTML
    start = body[:1024].lstrip().lower()
    return HTML if start.startswith((b"<!doctype html", b"<html")) else TEXT


def decode_page(body: bytes, *, name: str) -> str:
    """Return the characters of a page; bytes that are no text are a `SourceError` that names what they are."""
    if not body.strip() or body in {bom for bom, _ in BOMS}:
        raise SourceError(f"{name}: the file is empty; save the page again and give that file")
    if len(body) > LARGEST:
        raise SourceError(f"{name}: {len(body):,} bytes, allowed are {LARGEST:,}; give the page alone")
    for signature, what in SIGNATURES:
        if body.startswith(signature):
            raise SourceError(
                f"{name}: found {what}, allowed is a page as text in UTF-8; save the page as text and give that file"
            )
    encoding = next((encoding for bom, encoding in BOMS if body.startswith(bom)), "utf-8")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        what = "binary data" if b"\0" in body[:4096] else f"a byte that is not UTF-8 at offset {error.start}"
        raise SourceError(
            f"{name}: found {what}, allowed is text in UTF-8; save the page as UTF-8 text and give that file"
        ) from error
    if "\0" in text:
        raise SourceError(
            f"{name}: found binary data, allowed is text in UTF-8; save the page as text and give that file"
        )
    return text
