from __future__ import annotations

import pytest

from lhextract.text.html import render_html

# What is named like furniture is only left out where it is a small part of the page.
NETWORK = "<h2>Network</h2><p>" + "Members meet. " * 20 + "</p>"
PHONE = '<a href="tel:+49351463">+49 351 463</a>'


def seen(source: str) -> tuple[bool, list[str]]:
    """Whether X is in the text of the page, and why anything was left out."""
    page = render_html(source)
    assert page.layout is not None
    assert "Network" in page.text
    return "X" in page.text, [part.reason for part in page.layout.left_out]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("<nav>X</nav>" + NETWORK, "navigation or dialog", id="nav"),
        pytest.param("<div role=search>X</div>" + NETWORK, "navigation or dialog", id="landmark"),
        pytest.param("<header>X</header>" + NETWORK, "page header", id="header"),
        pytest.param("<form><header>X</header>" + NETWORK + "</form>", "page header", id="header-in-wrapper"),
        pytest.param(NETWORK + f"<footer>X {PHONE}</footer>", "page footer", id="footer"),
        pytest.param("<div class=cookie-banner>X</div>" + NETWORK, "named 'cookie'", id="cookie-banner"),
        pytest.param("<div id=siteCookieConsent>X</div>" + NETWORK, "named 'cookie'", id="cookie-id"),
        pytest.param("<ol class=breadcrumb><li>X</ol>" + NETWORK, "named 'breadcrumb'", id="breadcrumb"),
        pytest.param("<a class=skip-link href=#m>X</a>" + NETWORK, "named 'skip-link'", id="skip-link"),
        pytest.param(NETWORK + "<div class=share-bar__list>X</div>", "named 'share-bar'", id="share"),
        pytest.param(NETWORK + "<div class=teaser>X</div>", "named 'teaser'", id="teaser"),
        pytest.param(NETWORK + "<div class=related-news>X</div>", "named 'related'", id="related"),
        pytest.param(NETWORK + f"<div class=teaser><h2>X</h2>{PHONE}</div>", "named 'teaser'", id="contact-of-page"),
        pytest.param("<button>X</button>" + NETWORK, "button", id="button"),
        pytest.param("<aside>X</aside>" + NETWORK, "page aside", id="aside-before-headings"),
        pytest.param(NETWORK + "<aside><h2>X</h2></aside>", "page aside", id="aside-with-heading"),
        pytest.param(f"<div><div>{NETWORK * 3}</div><aside>X</aside></div>", "page aside", id="aside-beside-content"),
        pytest.param("<p hidden>X</p>" + NETWORK, "hidden", id="hidden"),
        pytest.param("<p style='display: none'>X</p>" + NETWORK, "hidden", id="not-displayed"),
        pytest.param("<p>a<i aria-hidden=true>X</i></p>" + NETWORK, "hidden duplicate", id="duplicate"),
        pytest.param("<p class=sr-only>X</p>" + NETWORK, "for screen readers only", id="visually-hidden"),
        pytest.param("<ul><li><a href=#a>X</a><li><a href=#b>B</a></ul>" + NETWORK, "table of contents", id="contents"),
    ],
)
def test_furniture_is_left_out(source: str, reason: str) -> None:
    """What belongs to the page, or is not seen, is left out, with the reason."""
    assert seen(source) == (False, [reason])


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<template>X</template>" + NETWORK, id="template"),
        pytest.param("<script>X</script><style>X</style><noscript>X</noscript>" + NETWORK, id="script"),
        pytest.param("<select><option>X</select><textarea>X</textarea>" + NETWORK, id="form-field"),
        pytest.param("<title>X</title>" + NETWORK, id="title"),
        pytest.param(f"<nav><h1>X</h1></nav><main>{NETWORK}</main>", id="h1-of-navigation"),
        pytest.param(f"<main>{NETWORK}</main><footer><h1>X</h1></footer>", id="h1-after-main"),
        pytest.param(f"<p>X</p><main>{NETWORK}</main>", id="before-main"),
    ],
)
def test_what_is_no_text_needs_no_reason(source: str) -> None:
    """What a reader never sees, and what stands outside the main part, is left out without a word."""
    assert not seen(source)[0]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"<form>{NETWORK}X</form>", id="form-around-page"),
        pytest.param(f"<div id=cookies>{NETWORK}X</div>", id="named-but-nearly-all"),
        pytest.param(f"<div class=teaser>{NETWORK}X</div>" * 9, id="page-of-teasers"),
        pytest.param(f"<article><header>X</header>{NETWORK}</article>", id="header-of-article"),
        pytest.param(f"<main><header>X</header>{NETWORK}</main>", id="header-of-main"),
        pytest.param("<div class=c>A<footer>X</footer></div><div class=c>B</div>" + NETWORK, id="footer-of-card"),
        pytest.param(f"<h1>X</h1><main>{NETWORK}</main>", id="h1-before-main"),
        pytest.param(f"<header><h1>X</h1></header><main>{NETWORK}</main>", id="h1-in-header"),
        pytest.param(f"<main>short</main>X{NETWORK}", id="main-without-content"),
        pytest.param(f"<main>{NETWORK}</main><main>{NETWORK * 2}X</main>", id="larger-of-two-mains"),
        pytest.param("<button aria-controls=p>A</button><div id=p hidden>X</div>" + NETWORK, id="panel"),
        pytest.param("<div role=tabpanel hidden>X</div>" + NETWORK, id="tab"),
        pytest.param("<p hidden=until-found>X</p>" + NETWORK, id="found-by-search"),
        pytest.param("<ul><li><a href=#a>X</a><li><a href=/b>B</a></ul>" + NETWORK, id="list-of-links"),
        pytest.param("<ul><li><a href=#a>X</a> (Asia)<li><a href=#b>B</a></ul>" + NETWORK, id="more-than-contents"),
        pytest.param("<p class=shared>X</p><p class=socialite>Y</p>" + NETWORK, id="name-begins-alike"),
    ],
)
def test_content_is_kept(source: str) -> None:
    """What holds the content stays, whatever its element or name is."""
    assert seen(source) == (True, [])


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(f"<aside>X {PHONE}</aside>", id="aside"),
        pytest.param(f"<div role=complementary>X {PHONE}</div>", id="aside-by-role"),
        pytest.param(f"<div class=related>X {PHONE}</div>", id="related"),
        pytest.param(f"<div class='social teaser'>X {PHONE}</div>", id="social"),
        pytest.param(f"<footer>X {PHONE}</footer>", id="footer"),
        pytest.param(f"<nav>X {PHONE}</nav>", id="nav"),
        pytest.param(f"<button>X {PHONE}</button>", id="button"),
        pytest.param(f"<menu><li>X {PHONE}</menu>", id="menu"),
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<details><summary>Network</summary><p>x</p>{}</details>", id="details"),
        pytest.param("<button aria-controls=p>Network</button><div id=p hidden>{}</div>", id="panel"),
        pytest.param("<div class=card><h3>Network</h3>{}</div><div class=card><h3>B</h3></div>", id="card"),
        pytest.param("<article><h3>Network</h3><div>{}</div></article>", id="article"),
        pytest.param("<section><h3>Network</h3><h4>Contact</h4>{}</section>", id="section"),
    ],
)
def test_phone_of_an_initiative_is_kept(around: str, part: str) -> None:
    """Nothing with a phone link inside an initiative is left out for its name or its element."""
    assert seen(around.format(part) + "<h2>More</h2><p>" + "Members meet. " * 20) == (True, [])


def test_aside_after_its_heading_is_kept() -> None:
    """An <aside> on a flat page belongs to the initiative whose heading it follows."""
    assert seen(f"<h3>Network</h3><p>x</p><aside><h4>Contact</h4>X {PHONE}</aside><h3>B</h3>") == (True, [])


def test_what_was_left_out_can_be_found() -> None:
    """A part that was left out is told with its place and its beginning."""
    layout = render_html(f"<div><p>a</p><p hidden>X   {'y' * 100}</p></div>" + NETWORK).layout
    assert layout is not None
    assert [(part.xpath, part.text) for part in layout.left_out] == [("/html/body/div/p[2]", "X " + "y" * 76)]


def test_a_title_that_nothing_closes_gives_its_text_once() -> None:
    """An h1 with the whole content in it is not rendered as a title before that content."""
    page = render_html(f"<h1>Networks<div class=content>{NETWORK}</div>")
    assert page.text.count("Members meet.") == NETWORK.count("Members meet.")
