from __future__ import annotations

import codecs

import pytest

from lhextract.acquire.decode import HTML, LARGEST, TEXT, decode_page, media_type_of
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
    ],
)
def test_media_type(name: str, body: bytes, media_type: str) -> None:
    """The name of a file tells its type, else its first bytes do."""
    assert media_type_of(name, body) == media_type
