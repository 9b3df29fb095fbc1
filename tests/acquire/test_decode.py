from __future__ import annotations

import codecs

import pytest

from lhextract.acquire.decode import HTML, LARGEST, SEARCHED, TEXT, decode_html, decode_page, media_type_of
from lhextract.errors import SourceError


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Universität".encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + "Universität".encode(), id="utf-8-bom"),
        pytest.param(codecs.BOM_UTF16_LE + "Universität".encode("utf-16-le"), id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + "Universität".encode("utf-16-be"), id="utf-16-be"),
    ],
)
def test_text_is_decoded(body: bytes) -> None:
    """UTF-8, and UTF-16 with its mark, are read, and the mark is no character."""
    assert decode_page(body, name="page") == "Universität"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t", "is empty", id="blank"),
        pytest.param(codecs.BOM_UTF8, "is empty", id="bom-alone"),
        pytest.param(b"%PDF-1.7", "found a PDF", id="pdf"),
        pytest.param(b"PK\x03\x04...", "found a ZIP or office file", id="docx"),
        pytest.param(b"\x89PNG\r\n", "found a picture", id="png"),
        pytest.param(b"\x1f\x8b\x08", "found a gzip file", id="gzip"),
        pytest.param(b"Tel\0", "found binary data", id="nul"),
        pytest.param(b"\0\xff\xfe", "found binary data", id="binary"),
        pytest.param("Universität".encode("cp1252"), "not UTF-8 at offset 9", id="windows"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", "not UTF-8", id="half-a-character"),
        pytest.param(b"a" * (LARGEST + 1), "bytes, allowed are 20,000,000", id="too-large"),
    ],
)
def test_what_is_no_page_is_refused_by_name(body: bytes, what: str) -> None:
    """What cannot be a page is refused with what it is and what to do."""
    with pytest.raises(SourceError, match=what) as caught:
        decode_page(body, name="page.txt")
    assert str(caught.value).startswith("page.txt: ")
    assert "; " in str(caught.value)


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        pytest.param("page.HTML", b"anything", HTML, id="by-name"),
        pytest.param("page", b"  <!DOCTYPE html>", HTML, id="by-doctype"),
        pytest.param("page.txt", b"<html lang=en>", HTML, id="by-tag"),
        pytest.param("page.txt", b"Networks <html>", TEXT, id="text"),
        pytest.param("saved", b"<!-- saved from a browser -->\n<html>", HTML, id="comment-first"),
        pytest.param("saved", b'<?xml version="1.0"?>\n<!DOCTYPE html>', HTML, id="xhtml"),
        pytest.param("saved", codecs.BOM_UTF8 + b"<main><h1>Networks</h1>", HTML, id="fragment"),
        pytest.param("page.txt", b"<name> is what we call it", TEXT, id="angle-bracket"),
        pytest.param("saved", b"<?xml version='1.0'?> <!-- a --> <!-- b --><body>", HTML, id="comments-first"),
        # Each comment could have ended at any later "-->", too: a page of 40 of them took for ever.
        pytest.param("saved", b"<!-- --> " * 400, TEXT, id="comments-alone"),
        pytest.param("saved", b"<?xml version='1.0'?> " * 180, TEXT, id="declarations-alone"),
    ],
)
def test_media_type(name: str, body: bytes, media_type: str) -> None:
    """The name of a file tells its type, else its first bytes do."""
    assert media_type_of(name, body) == media_type


def test_only_the_beginning_tells() -> None:
    """A page begins within the first bytes: more are not searched, however much blank there is."""
    assert media_type_of("page", b" " * (SEARCHED - 20) + b"<html>") == HTML
    assert media_type_of("page", b" " * SEARCHED + b"<html>") == TEXT


GERMAN = "<p>Universität – „Straße“</p>"


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        pytest.param(GERMAN.encode(), "utf-8", GERMAN, id="declared"),
        pytest.param(GERMAN.encode(), None, GERMAN, id="not-declared"),
        pytest.param(GERMAN.encode(), "iso-8859-1", GERMAN, id="wrong-declaration"),
        pytest.param(GERMAN.encode("cp1252"), "ISO-8859-1", GERMAN, id="latin-1-is-windows"),
        pytest.param(GERMAN.encode("cp1252"), None, GERMAN, id="windows-not-declared"),
        pytest.param(GERMAN.encode("cp1252"), "utf-8", GERMAN, id="windows-declared-as-utf-8"),
        pytest.param(GERMAN.encode("cp1252"), "utf-16", GERMAN, id="windows-declared-as-utf-16"),
        pytest.param(GERMAN.encode("cp1252"), "nonsense", GERMAN, id="unknown-declaration"),
        pytest.param(GERMAN.encode("cp1252"), "punycode", GERMAN, id="python-codec-1"),
        pytest.param(GERMAN.encode("cp1252"), "unicode_escape", GERMAN, id="python-codec-2"),
        pytest.param(GERMAN.encode("cp1252"), "hex", GERMAN, id="python-codec-3"),
        pytest.param(b"\\ud800 f\xfcr", "raw_unicode_escape", "\\ud800 für", id="python-codec-4"),
        pytest.param(GERMAN.encode("cp1252"), "a\0b", GERMAN, id="nul-in-declaration"),
        pytest.param(GERMAN.encode("cp1252") + b"\x81", None, GERMAN + "\x81", id="byte-without-character"),
        pytest.param("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź", id="polish"),
        pytest.param("東京大学".encode("cp932"), "Shift_JIS", "東京大学", id="japanese"),
        pytest.param("北京大学".encode("gb18030"), "gb2312", "北京大学", id="chinese"),
        pytest.param(codecs.BOM_UTF8 + GERMAN.encode(), "iso-8859-1", GERMAN, id="utf-8-mark"),
        pytest.param(codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), None, GERMAN, id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-8", GERMAN, id="utf-16-be"),
        pytest.param(codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le") + b"a", None, GERMAN + "\ufffd", id="utf-16-cut"),
        pytest.param(GERMAN.encode() + b"\xc3", None, GERMAN + "\ufffd", id="utf-8-cut"),
        pytest.param("Tel\ufffd".encode(), None, "Tel\ufffd", id="broken-before"),
        pytest.param(b"x" * 5000 + b"\0y", None, "x" * 5000 + "\ufffdy", id="nul"),
    ],
)
def test_html_is_decoded(body: bytes, declared: str | None, text: str) -> None:
    """A page is read in the encoding that it has, whatever it declares; no page is too broken to be read."""
    assert decode_html(body, name="page.html", declared=declared) == text


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<p>\0\0", b"<p>" + b"a" * LARGEST], ids=len)
def test_what_is_no_html_is_refused(body: bytes) -> None:
    """What is no page is refused under the name of an HTML file too."""
    with pytest.raises(SourceError, match=r"^page\.html: "):
        decode_html(body, name="page.html", declared=None)
