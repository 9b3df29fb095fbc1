"""An HTML page through all stages."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.pages import html_page
from tests.fuzz.seeds import html_stretches
from tests.fuzz.target import Target
from tests.fuzz.whole import check_whole


def check(data: bytes) -> None:
    """Every law of every stage."""
    check_whole(html_page(data))


def _seeds() -> Iterator[bytes]:
    yield from html_stretches(1, most=2500)


TARGET = Target(
    name="extract_html",
    input_class="HTML pages, whole",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"<h2>", b"<h3>", b"</h3>", b"<p>", b"<table><tr><td>", b"<td>", b"<details><summary>",
        b"<a href='mailto:e@x.org'>", b"<a href='tel:+4935146333013'>", b"<a href='javascript:1'>", b"<figcaption>",
        b"<li>", b"<br>", b" rowspan=3", b"Prof. Dr. Eva Roth", b"Tel.: 0351 463-33013", b"Contact", b" since 2019",
        b"&#776;", b"&shy;", b"<main>", b"\\ud800", b'<meta charset="raw_unicode_escape">', b"\xe4", b"class=title",
    ),
    replayed=8,
    repeated=lambda data, times: data * times,
)  # fmt: skip
