"""What the markup of a page tells: its title, what it shows, how it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.holding.markup import read_markup

HTML = "text/html"


@pytest.mark.parametrize(
    ("source", "cut"),
    [
        pytest.param("<html><body><div>a</div></body></html>", None, id="whole"),
        pytest.param("<p>a<p>b", None, id="ends-may-be-left-out"),
        pytest.param("<html><body><p>a", None, id="nothing-is-open-that-must-close"),
        pytest.param("<html><body><div><p>a", "without </html> while <div> is open", id="open"),
        pytest.param("<html><ul><li><table>", "without </html> while <table>, <ul> are open", id="open-parts"),
        pytest.param("<html><body><p>a</p><a href='x", "inside of a tag", id="in-a-tag"),
        pytest.param("<html><script>let a = 1;", "inside of <script>", id="in-a-script"),
        pytest.param("<html><p>a<!-- b", "inside of a comment", id="in-a-comment"),
        pytest.param("<html><script>'<div>'</script>", None, id="tags-in-scripts"),
        pytest.param("<div></div></div><p>1 < 2", None, id="stray"),
        pytest.param("<HTML><BODY><DIV></DIV></BODY></HTML>", None, id="capitals"),
    ],
)
def test_end(source: str, cut: str | None) -> None:
    """A source breaks off where something is open that has to be closed."""
    assert read_markup(source.encode(), HTML).cut == cut


def test_title_and_text() -> None:
    """Title, noscript and furniture are shown; scripts and comments are not."""
    source = "<title>A &amp; B</title><noscript>On!</noscript><script>no</script><!-- no --><nav>x <b>y</b></nav>z"
    markup = read_markup(source.encode(), HTML)
    assert markup.title == "A & B"
    assert markup.shown.split("\n") == ["On!", "x y", "z"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_encodings(encoding: str) -> None:
    """Tags are found in any encoding that pages have."""
    markup = read_markup("<html><title>Grüße</title><input type='password'></html>".encode(encoding), HTML)
    assert markup.has_password
    assert markup.cut is None


def test_text_has_no_markup() -> None:
    """A text page is not searched for tags."""
    assert read_markup(b"<div>", "text/plain").cut is None


@given(st.lists(st.sampled_from(["<div>", "</div>", "<", ">", "<!--", "-->", "<script>", "a", "</", "'"])).map("".join))
def test_any_source_is_read(source: str) -> None:
    """No source is too broken to be read, and reading it with its end makes it whole."""
    read_markup(source.encode(), HTML)
    assert read_markup(f"<html>{source.replace('<', '')}</html>".encode(), HTML).cut is None
