"""Canonical text, with markup or without, to roles, categories and initiatives."""

from __future__ import annotations

from collections.abc import Iterator

from lhextract.acquire.decode import HTML
from lhextract.language.cues import load_cues
from lhextract.outline.build import build_outline
from lhextract.outline.decoder import load_model
from lhextract.run import read_page
from tests.fuzz.laws import laws_of_outline
from tests.fuzz.pages import html_page, text_page
from tests.fuzz.seeds import html_stretches, page_stretches
from tests.fuzz.target import Target, hold


def check(data: bytes) -> None:
    """Every line has one role and at most one owner; the same page gives the same outline. HTML begins with "<"."""
    snapshot = html_page(data) if data.startswith(b"<") else text_page(data)
    page = read_page(snapshot)
    outline = build_outline(page, cues=load_cues(), model=load_model())
    laws_of_outline(outline, page)
    hold(build_outline(page, cues=load_cues(), model=load_model()) == outline, "made twice, an outline is the same")
    hold(snapshot.media_type == HTML or page.layout is None, "text has no markup")


def _seeds() -> Iterator[bytes]:
    yield from page_stretches(6)
    yield from html_stretches(2)


TARGET = Target(
    name="outline",
    input_class="pages, to their outline",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"\nContact\n", b"\nKontakt\n", b"\nTel.: +49 351 463-33013\n", b"\nProf. Dr. Eva Roth\n",
        b"\nInstitute of Physics\n", b"\nRead more\n", b"\n\n", b"\nPartners\n", b"\n- ", "\n• ".encode(), b"mailto:",
        b"<tr><td>", b"<h2>", b"<h3>", b"<details><summary>", b"<li>", b"<figcaption>",
    ),
    repeated=lambda data, times: (data + b"\n") * times,
)  # fmt: skip
