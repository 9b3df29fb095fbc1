"""Whether every character of a rendered page leads back to the text node that it comes from."""

from __future__ import annotations

import unicodedata
from functools import cache

import lxml.html

from lhextract.model.page import PageText
from lhextract.text.canonical import INVISIBLE

JAMO = frozenset(map(chr, range(0x1160, 0x1200)))


def stands_at(char: str, text: str, offset: int) -> bool:
    """Whether a canonical character comes from a letter of the source and the marks after it."""
    end = offset + 1
    while end < len(text) and (unicodedata.category(text[end])[0] == "M" or text[end] in INVISIBLE | JAMO):
        end += 1
    run = unicodedata.normalize("NFC", "".join(c for c in text[offset:end] if c not in INVISIBLE))
    if end < len(text):
        return char in run
    # The marks go on in the next text node: <b>A</b>&#776; is one letter.
    return char in run or unicodedata.normalize("NFD", char)[0] in (unicodedata.normalize("NFD", run)[0], char)


def unlocated(source: str, page: PageText) -> list[str]:
    """The characters of a page whose way back leads elsewhere in an independent parse of its source."""
    assert page.layout is not None
    document = lxml.html.document_fromstring(source)

    @cache
    def texts(xpath: str) -> list[str]:
        return [str(found) for found in document.xpath(xpath)]

    lost = []
    for char, origin in zip(page.text, page.origins, strict=True):
        if not char.isspace():
            xpath, offset = page.layout.dom.locate(origin)
            found = texts(xpath)
            if len(found) != 1 or not stands_at(char, found[0], offset):
                lost.append(f"{char!r}: {xpath} {offset} {found}")
    return lost
