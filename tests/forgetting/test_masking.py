"""A masked page: the same lines, the same outline, and the same from its source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lhextract.cases import case_snapshot
from lhextract.forgetting.hiding import of_outline
from lhextract.forgetting.keys import keys_of_name
from lhextract.forgetting.masking import mask_page, without_masked_links
from lhextract.forgetting.places import find_hidden
from lhextract.forgetting.scrub import Scrub
from lhextract.forgetting.snapshots import encode_like, mask_source
from lhextract.model.span import Span
from lhextract.run import characters_of, read_outline, read_page
from tests.conftest import GOLDEN

PEOPLE = [
    pytest.param("lighthouses", "Carola Dierich", id="text"),
    pytest.param("chemnitz-lighthouses", "Lioba Kretzschmar", id="text-role-before-unit"),
    pytest.param("zurich-centers", "Annelies Zuberbühler", id="html-table"),
    pytest.param("muenster-buendnisse", "Hendrikje Boomkamp", id="html-obfuscated-mail"),
    pytest.param("lund-html", "Tove af Ekenstam", id="html-accordion"),
    pytest.param("erlangen-partner", "Íñigo Sepúlveda Bäuml", id="html-cards"),
]


@pytest.mark.parametrize(("case", "person"), PEOPLE)
def test_masks_move_nothing(case: str, person: str) -> None:
    """Every line stays where it is and what it is, and everything outside the masks stays as it was."""
    page = read_page(case_snapshot(GOLDEN / case))
    outline = read_outline(page)
    keys = keys_of_name(person)
    hiding = find_hidden(page, keys, of_outline(outline))
    masked = mask_page(page, keys, hiding)
    assert hiding.parts
    assert masked.lines == page.lines
    assert all(
        one == other or hiding.hides(index, index + 1)
        for index, (one, other) in enumerate(zip(page.text, masked.text, strict=True))
    )
    assert not find_hidden(masked, keys, of_outline(outline)).parts
    assert read_outline(masked).roles == outline.roles
    assert read_outline(masked).owners == outline.owners


@pytest.mark.parametrize(("case", "person"), PEOPLE)
def test_a_masked_source_reads_as_the_masked_page(case: str, person: str) -> None:
    """Masks in the bytes and masks in the page come to the same text with the same links."""
    snapshot = case_snapshot(GOLDEN / case)
    page, keys = read_page(snapshot), keys_of_name(person)
    hiding = find_hidden(page, keys, of_outline(read_outline(page)))
    wanted = mask_page(page, keys, hiding)
    hrefs = _hrefs(page) - _hrefs(wanted)
    html = snapshot.media_type == "text/html"
    source = mask_source(characters_of(snapshot), page, hiding.parts, Scrub(keys), html=html, hrefs=hrefs)
    body = encode_like(source, snapshot.body, snapshot.media_type)
    read = without_masked_links(read_page(replace(snapshot, body=body)))
    assert read.text == wanted.text
    assert _hrefs(read) == _hrefs(wanted)


def _hrefs(page: object) -> set[str]:
    layout = getattr(page, "layout", None)
    return {anchor.href for anchor in layout.anchors} if layout is not None else set()


def test_an_empty_hiding_hides_nothing() -> None:
    """A page that does not name the person comes back as it is."""
    page = read_page(case_snapshot(GOLDEN / "lighthouses"))
    keys = keys_of_name("Nobody Atall")
    assert mask_page(page, keys, find_hidden(page, keys, of_outline(read_outline(page)))) == page
    assert page.slice(Span(0, 13)) == "International"
