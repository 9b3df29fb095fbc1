"""Laws that hold for any HTML: the way back to the DOM, one markup per line, no crash."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from lhextract.text.html import render_html
from tests.text.way_back import unlocated

# fmt: off
ELEMENTS = (
    "a", "article", "aside", "b", "button", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h4", "header", "i", "li", "main", "nav", "o:p", "ol", "p", "pre", "script",
    "section", "span", "summary", "table", "td", "template", "th", "tr", "ul",
)
# fmt: on
ATTRIBUTES = (
    "",
    "",
    "",
    ' class="card"',
    ' class="title"',
    ' class="teaser"',
    ' href="/x"',
    ' id="a"',
    ' aria-controls="a"',
    " hidden",
    ' style="display:block"',
    ' role="heading" aria-level="3"',
    ' rowspan="2"',
    ' colspan="x"',
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(["Network", " and ", "Tel. 463", "é"]),
    st.sampled_from(
        ["Networks", "Tel.: +49&nbsp;351", "a &amp; b", "Part\u00adner", "A\u0308", "\u0308", "\u200b", "\u00a0", "\n",
         " x\n y ", "<!-- c -->", "<![CDATA[d]]>", "<?php e ?>", "<br>", "<br/>", "<", ">", "&", "&#228;", "\x0b"]
    ),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
)  # fmt: skip
OPENED = st.tuples(st.sampled_from(ELEMENTS), st.sampled_from(ATTRIBUTES)).map(lambda pick: f"<{pick[0]}{pick[1]}>")
CLOSED = st.sampled_from(ELEMENTS).map(lambda name: f"</{name}>")
SOUP = st.lists(st.one_of(TEXTS, TEXTS, OPENED, CLOSED), max_size=30).map("".join)
# Well nested, as most pages are.
NESTED = st.recursive(
    TEXTS,
    lambda inner: st.tuples(
        st.sampled_from(ELEMENTS), st.sampled_from(ATTRIBUTES), st.lists(inner, min_size=1, max_size=4).map("".join)
    ).map(lambda pick: f"<{pick[0]}{pick[1]}>{pick[2]}</{pick[0]}>"),
    max_leaves=12,
)
PAGE = st.one_of(SOUP, NESTED).map(lambda body: f"<!doctype html><html><body>{body}</body></html>")


@given(PAGE)
def test_every_character_leads_back_to_the_dom(source: str) -> None:
    """Where a character comes from is one text node of the page, as another reader of it finds, and it stands there."""
    assert unlocated(source, render_html(source)) == []


@given(PAGE)
def test_lines_and_links_fit_the_text(source: str) -> None:
    """Each line shows something and has its markup; links lie in order, each on one line, without blanks around."""
    page = render_html(source)
    assert page.layout is not None
    assert len(page.layout.lines) == len(page.lines)
    assert page.text == "" or not any(line.is_blank for line in page.lines)
    for number, markup in enumerate(page.layout.lines, start=1):
        assert markup.scope == 0 or number <= markup.scope <= len(page.lines)
    spans = [anchor.span for anchor in page.layout.anchors]
    assert spans == sorted(spans)
    assert all(page.slice(span) == page.slice(span).strip() != "" for span in spans)
    assert all(span.end <= page.line_at(span.start).end for span in spans)


@given(PAGE)
def test_text_stays_as_it_is(source: str) -> None:
    """The text of a page, shown as it is, is the text of that page again."""
    text = render_html(source).text
    assert render_html(f"<pre>{escape(text)}</pre>").text == text
