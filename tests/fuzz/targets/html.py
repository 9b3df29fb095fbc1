"""HTML to canonical text with layout."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from lhextract.model.page import PageText
from lhextract.text.canonical import INVISIBLE, canonicalise
from lhextract.text.content import NO_TEXT, find_content, walk
from lhextract.text.dom import DomWriter
from lhextract.text.html import parse_html, render_html
from lhextract.text.reading import reading_digest
from tests.fuzz.laws import laws_of_page
from tests.fuzz.seeds import html_stretches
from tests.fuzz.target import Target, as_text, hold, kept
from tests.text.way_back import unlocated


def check(data: bytes) -> None:
    """Lines fit their markup, links their lines, every character its place, and nothing visible is left out unsaid."""
    source = as_text(data).replace("\0", "\N{REPLACEMENT CHARACTER}")  # as `decode_html` does
    page = render_html(source)
    laws_of_page(page)
    _laws_of_layout(page)
    hold(canonicalise(page.text).text == page.text, "making it canonical again changes nothing")
    again = render_html(source)
    hold(reading_digest(again) == reading_digest(page), "read twice, a page is the same")
    hold(render_html(f"<pre>{escape(page.text)}</pre>").text == page.text, "its text shown as it is has the same text")
    if page.text:  # the other reader refuses a document without any element
        hold(unlocated(source, page) == [], "every character leads back to its text node")
    kept(_said(parse_html(source), page) <= _shown(page.text), "what is visible is in the text or said to be left out")


def _laws_of_layout(page: PageText) -> None:
    layout = page.layout
    assert layout is not None
    hold(len(layout.lines) == len(page.lines), "each line has its markup")
    hold(page.text == "" or not any(line.is_blank for line in page.lines), "each line shows something")
    for number, markup in enumerate(layout.lines, start=1):
        hold(markup.scope == 0 or number <= markup.scope <= len(page.lines), "a scope ends on a line behind")
    nodes = list(zip(layout.dom.elements, layout.dom.ordinals, strict=True))
    hold(len(set(nodes)) == len(nodes), "no text node is read twice")
    spans = [anchor.span for anchor in layout.anchors]
    hold(spans == sorted(spans), "links are in page order")
    hold(all(page.slice(span) == page.slice(span).strip() != "" for span in spans), "a link has no blank at its ends")
    hold(all(span.end <= page.line_at(span.start).end for span in spans), "a link stands on one line")


def _said(soup: BeautifulSoup, page: PageText) -> Counter[str]:
    """The visible characters that the content has outside of what was left out, each as often as it stands there."""
    assert page.layout is not None
    content, writer = find_content(soup), DomWriter()
    left_out = {part.xpath for part in page.layout.left_out}
    total: Counter[str] = Counter()
    inside: list[int] = []  # elements that are left out, from the outermost
    for kind, node in walk(content.root):
        if isinstance(node, NavigableString):
            if not inside and node.parent is not soup:
                total += _shown(str(node))
        elif kind == "leave":
            if inside and inside[-1] == id(node):
                inside.pop()
        elif node.name in NO_TEXT or (node is not soup and writer.xpath(node) in left_out):
            inside.append(id(node))
    return total


def _shown(text: str) -> Counter[str]:
    """Visible characters, taken apart: marks may be composed with what stands before them, in another node too."""
    decomposed = unicodedata.normalize("NFD", text)
    return Counter(
        char for char in decomposed if not (char in INVISIBLE or char.isspace() or unicodedata.category(char) == "Cc")
    )


def _seeds() -> Iterator[bytes]:
    yield from html_stretches(1)
    yield b"<details><summary>A</summary><p>b<br>c</p></details><table><tr><td rowspan=2>d<td>e</table><nav>f</nav>"


TARGET = Target(
    name="html",
    input_class="HTML",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"<main>", b"<nav>", b"<h2>", b"<details>", b"<summary>", b"<td rowspan=9>", b"<table>", b"<template>",
        b"<pre>", b"<svg>", b"<noscript>", b"<textarea>", b"<![CDATA[", b"<!--", b"<?xml", b"<o:p>", b"<br>", b"</p>",
        b"&#776;", b"&shy;", b"&nbsp;", b"&#0;", b"&#xd800;", b"&#x110000;", b" hidden",
        b" role=heading aria-level=9", b" class=title", b" aria-controls=a", b" id=a", b"<a href=#x>",
        b"<a href='tel:+49 351'>", b"<header>", b"<aside>", b"<button>", b"<body>", b"<html>", b"<frameset>",
        b"<plaintext>", b"<base href=", b"<math>", b"<p", b" class='sr-only'",
    ),
    repeated=lambda data, times: data * times,
)  # fmt: skip
