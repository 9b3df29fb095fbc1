from __future__ import annotations

import warnings

import pytest

from lhextract.model.layout import LineKind
from lhextract.text import html
from lhextract.text.html import declared_encoding, render_html

HIDDEN_PANEL = '<button aria-controls="p">N</button><div id="p" {}><p>x</p></div>'


def rendered(source: str) -> list[str]:
    """The lines of a page, each with the element, the kind (but text) and the level (but 0) of its markup."""
    page = render_html(source)
    assert page.layout is not None
    written = []
    for line, markup in zip(page.lines, page.layout.lines, strict=True):
        kind = "" if markup.kind is LineKind.TEXT else f" {markup.kind}"
        level = f" {markup.level}" if markup.level else ""
        style = f" .{markup.style}" if markup.style else ""
        rows = f" rows {markup.rows[0]}-{markup.rows[1]}" if markup.rows else ""
        written.append(f"{markup.element}{kind}{level}{style}{rows}: {page.line_text(line)}")
    return written


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param("<h1>N</h1><h3>C</h3>", ["h1 heading 1: N", "h3 heading 3: C"], id="headings"),
        pytest.param('<div role="heading" aria-level="4">N</div>', ["div heading 4: N"], id="heading-by-role"),
        pytest.param(f"<p role=heading aria-level={'9' * 5000}>N</p>", ["p heading 6: N"], id="level-of-5000-digits"),
        pytest.param('<div role="heading">N</div>', ["div heading 2: N"], id="heading-by-role-without-level"),
        pytest.param("<h2>N<br>S</h2>", ["h2 heading 2: N S"], id="heading-of-two-lines"),
        pytest.param("<details><summary>N</summary>x</details>", ["summary toggle: N", "details: x"], id="details"),
        pytest.param(HIDDEN_PANEL.format("hidden"), ["body toggle: N", "p: x"], id="panel-hidden"),
        pytest.param(HIDDEN_PANEL.format('aria-hidden="true"'), ["body toggle: N", "p: x"], id="panel-aria-hidden"),
        pytest.param(HIDDEN_PANEL.format('style="display:none"'), ["body toggle: N", "p: x"], id="panel-not-displayed"),
        pytest.param(
            '<h3><button aria-expanded="false">N</button></h3><div hidden>x</div>',
            ["h3 toggle 3: N", "div: x"],
            id="panel-after-heading",
        ),
        pytest.param(
            '<button data-bs-toggle="collapse" data-bs-target="#p">N</button><div id="p" hidden>x</div>',
            ["body toggle: N", "div: x"],
            id="bootstrap-5",
        ),
        pytest.param(
            '<a data-toggle="collapse" href="#p">N</a><div id="p" style="display: none">x</div>',
            ["body toggle: N", "div: x"],
            id="bootstrap-4",
        ),
        pytest.param('<p><span data-toggle="tooltip" title="t">N</span></p><p>x</p>', ["p: N", "p: x"], id="tooltip"),
        pytest.param("<dl><dt>Contact</dt><dd>Ann</dd></dl>", ["dt: Contact", "dd: Ann"], id="dl"),
        pytest.param(
            "<table><caption>T</caption><tr><th rowspan=2>A<td>b<tr><td>c</table>",
            ["caption rows 1-1: T", "th rows 1-2: A", "td rows 1-1: b", "td rows 2-2: c"],
            id="table",
        ),
        pytest.param(
            "<table><tr><td>a<table><tr><td>b</table>c</table>",
            ["td rows 1-1: a", "td rows 2-2: b", "td rows 1-1: c"],
            id="table-in-table",
        ),
        pytest.param("<table><tr><td rowspan=x>a</table>", ["td rows 1-1: a"], id="rowspan-is-no-number"),
        pytest.param(f"<table><tr><td rowspan={'9' * 5000}>a</table>", ["td rows 1-1000: a"], id="rowspan-of-5000"),
        pytest.param(
            "<figure><img alt=i><figcaption>Photo: A</figcaption></figure>",
            ["figcaption caption: Photo: A"],
            id="figcaption",
        ),
        pytest.param("<address>A<br>b<br/>c</address>", ["address: A", "address: b", "address: c"], id="br"),
        pytest.param(
            '<div class="card"><div class="card__title">N</div>x</div>',
            ["div heading .card__title: N", "div: x"],
            id="title-by-class",
        ),
        pytest.param("<p><strong>N</strong></p>", ["p heading .bold: N"], id="bold-paragraph"),
        pytest.param("<p><b>N</b>: x</p>", ["p: N: x"], id="bold-beginning"),
        pytest.param("<pre>a  b\n\nc\n</pre>", ["pre: a b", "pre: c"], id="pre"),
        pytest.param("<pre>a\n</pre>", ["pre: a"], id="pre-ends-with-line-end"),
        pytest.param("<pre>a\n\u200b</pre>", ["pre: a"], id="pre-ends-with-nothing-shown"),
        pytest.param("<p>a\n b\r\n\tc</p>", ["p: a b c"], id="line-ends-in-source"),
        pytest.param("<p>TU<b>D</b><i> x</i></p>", ["p: TUD x"], id="inline-glued"),
        pytest.param("<p>TU</p>D", ["p: TU", "body: D"], id="text-beside-block"),
        pytest.param('<span style="display:block">a</span>b', ["span: a", "body: b"], id="displayed-as-block"),
        pytest.param("<p>a<!-- c -->b<![CDATA[d]]><?php e ?></p>", ["p: ab"], id="comment-cdata"),
        pytest.param("<p>a&amp;b&#228;&uuml;&bogus;</p>", ["p: a&bäü&bogus;"], id="entities"),
        pytest.param("<p>a&nbsp;&nbsp;b</p><p>&nbsp;</p>", ["p: a b"], id="nbsp"),
        pytest.param("<p>Part&shy;ner<wbr>ship&#8203;s</p>", ["p: Partnerships"], id="soft-hyphens"),
        pytest.param("<p>A<b>&#776;</b>ra</p>", ["p: Ära"], id="mark-in-another-element"),
        pytest.param("<ul><li>a<li>b</ul>", ["li: a", "li: b"], id="unclosed"),
        pytest.param("<h2>N<svg><title>icon</title></svg></h2>", ["h2 heading 2: N"], id="svg"),
        pytest.param("text", ["body: text"], id="no-markup"),
        pytest.param("", ["body: "], id="nothing"),
    ],
)
def test_lines(source: str, lines: list[str]) -> None:
    """A line is what stands on one line with every part open; its markup is that of the elements around it."""
    assert rendered(source) == lines


@pytest.mark.parametrize(
    ("source", "scopes"),
    [
        pytest.param("<h2>A</h2><p>x</p><h2>B</h2>", [3, 0, 0], id="flat"),
        pytest.param("<section><h2>A</h2><p>x</p></section><p>y</p>", [2, 0, 0], id="section"),
        pytest.param("<section><div><h2>A</h2></div>x</section>y", [2, 0, 0], id="section-around-wrapper"),
        pytest.param("<section><header><h2>A</h2></header></section>y", [2, 0], id="section-with-heading-alone"),
        pytest.param("<div class=c><h3>A</h3>x</div><div class=c><h3>B</h3>y</div>z", [2, 0, 4, 0, 0], id="cards"),
        pytest.param("<details><summary>A</summary>x<p>y</details>z", [3, 0, 0, 0], id="details"),
        pytest.param("<summary>A</summary>x<p>y", [3, 0, 0], id="summary-alone"),
        pytest.param("<details><summary>A</summary></details>y<p>z", [1, 0, 0], id="empty-details"),
        pytest.param("<a data-target=#p>A</a><i>,</i><div id=p><p>x<p>y</div>z", [3, 0, 0, 0], id="panel"),
        pytest.param(
            "<h3 aria-expanded=true>A</h3><button aria-controls=p>B</button><p id=p>x", [3, 3, 0], id="button"
        ),
        pytest.param("<button aria-controls=p>A</button><nav id=p>x</nav><p>y<p>z", [1, 0, 0], id="panel-left-out"),
        pytest.param("<table><tr><td><b>A</b><p>x</p><td>y</table>", [2, 0, 0], id="cell"),
    ],
)
def test_scope(source: str, scopes: list[int]) -> None:
    """What a heading or toggle heads goes to the end of the innermost element that goes on after it."""
    layout = render_html(source).layout
    assert layout is not None
    assert [line.scope for line in layout.lines] == scopes


@pytest.mark.parametrize(
    ("source", "anchors", "whole"),
    [
        pytest.param("<p><a href='/a'>N</a></p>", [("N", "/a")], True, id="whole-line"),
        pytest.param("<p>see <a href=' /b '> this </a>.</p>", [("this", "/b")], False, id="inline"),
        pytest.param("<p><a href=a>A</a> <a href=b>B</a></p>", [("A", "a"), ("B", "b")], True, id="two"),
        pytest.param("<p><a href='tel:+49351'>0351</a></p>", [("0351", "tel:+49351")], True, id="tel"),
        pytest.param("<p>or <a href='mailto:a@b.c'>mail</a></p>", [("mail", "mailto:a@b.c")], False, id="mailto"),
        pytest.param("<a href='&#109;ailto:a&#64;b.c'>m</a>", [("m", "mailto:a@b.c")], True, id="encoded-mailto"),
        pytest.param("<a href=/card><h3>T</h3><p>x</p></a>", [("T", "/card")], True, id="card"),
        pytest.param("<a href=/card><p> </p>\n<p>T</p></a>", [("T", "/card")], True, id="blank-before"),
        pytest.param("<p><a href='#x'>N</a></p>", [], True, id="same-page"),
        pytest.param("<p><a href='JavaScript:void(0)'>N</a></p>", [], True, id="script"),
        pytest.param("<p>N<a href=/i><img alt=i></a></p>", [], False, id="picture"),
        pytest.param("<p><a name=x>N</a></p>", [], True, id="no-address"),
    ],
)
def test_links(source: str, anchors: list[tuple[str, str]], whole: bool) -> None:
    """A link has the text that it shows on its first line and its address as written."""
    page = render_html(source)
    assert page.layout is not None
    assert [(page.slice(anchor.span), anchor.href) for anchor in page.layout.anchors] == anchors
    assert page.layout.lines[0].link is whole


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        pytest.param("<p>a</p><p>x<b>b</b></p>", "b", "/html/body/p[2]/b/text()[1] 0", id="second-paragraph"),
        pytest.param("<p>a<br>bc</p>", "c", "/html/body/p/text()[2] 1", id="second-text"),
        pytest.param("<p>a<!-- x -->&amp;c</p>", "c", "/html/body/p/text()[2] 1", id="after-comment"),
        pytest.param("<p>x<o:p>a</o:p><o:p>b</o:p></p>", "b", "/html/body/p/*[2]/text()[1] 0", id="word"),
        pytest.param("<nav>n</nav><p>x<b hidden>h</b>y</p>", "y", "/html/body/p/text()[2] 0", id="after-left-out"),
    ],
)
def test_way_back(source: str, text: str, found: str) -> None:
    """A character leads back to its text node, by an XPath that any reader of the page understands."""
    page = render_html(source)
    assert page.layout is not None
    assert "{} {}".format(*page.layout.dom.locate(page.origins[page.text.index(text)])) == found


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        pytest.param('<meta charset="ISO-8859-15">', "iso-8859-15", id="meta"),
        pytest.param('<meta http-equiv=content-type content="text/html; charset=utf-8">', "utf-8", id="http-equiv"),
        pytest.param('<?xml version="1.0" encoding="windows-1250"?>', "windows-1250", id="xml"),
        pytest.param("<title>charset=utf-8</title>", None, id="nothing"),
    ],
)
def test_declared_encoding(head: str, declared: str | None) -> None:
    """A page declares its encoding in an element or at its beginning."""
    assert declared_encoding(f"{head}<p>x".encode()) == declared


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "nonsense"])
def test_declaration_is_no_matter_for_characters(charset: str) -> None:
    """Once decoded, a page is read as it is, whatever it declares."""
    assert rendered(f"<html><head><meta charset={charset}></head><body>Universität 東</body></html>") == [
        "body: Universität 東"
    ]


@pytest.mark.parametrize("source", ['<?xml version="1.0"?><p>N</p>', "https://example.org/n"], ids=["xml", "address"])
def test_no_advice_to_programmers(source: str) -> None:
    """A page that is written as XML, or holds nothing but an address, is read without a warning on stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert render_html(source).text in {"N", source}


def test_a_cell_of_many_lines_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a cell names is read from the whole row, so not again for each of its lines (8,000 lines took 45 s)."""
    judged: list[str] = []
    monkeypatch.setattr(html, "row_title", lambda tag: judged.append(tag.name) or "")
    page = html.render_html(f"<table><tr><td>{'menu<br>' * 50}</td><td>{'word ' * 50}</td></tr></table>")
    assert len(page.lines) == 51
    assert judged == ["td", "td"]


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param('<!ENTITY e "expanded">', id="internal"),
        pytest.param("".join(f'<!ENTITY e{n or ""} "{f"&e{n + 1};" * 10}">' for n in range(4)), id="multiplied"),
        pytest.param('<!ENTITY e SYSTEM "file:///etc/hostname">', id="file"),
        pytest.param('<!ENTITY e SYSTEM "http://127.0.0.1:9/">', id="network"),
    ],
)
def test_entities_of_a_page_are_text(declared: str) -> None:
    """What an XHTML page declares is neither expanded nor fetched: as in browsers, HTML declares no entity."""
    page = f'<?xml version="1.0"?><!DOCTYPE html [{declared}]><html><body><p>A&e;B</p></body></html>'
    assert "A&e;B" in render_html(page).text
