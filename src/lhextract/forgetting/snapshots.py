"""A page as fetched, with the person masked in its source, so that it reads as the masked page does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from lhextract.acquire.decode import HTML
from lhextract.addresses import ADDRESS_SCHEMES
from lhextract.forgetting.hiding import Hidden
from lhextract.forgetting.masks import Mask
from lhextract.forgetting.scrub import Scrub
from lhextract.forgetting.view import View, view_of, write_masked
from lhextract.model.page import PageText
from lhextract.model.span import Span

# Characters before a place by which it is found in the source; fewer where furniture stands between, at last none.
CONTEXTS = (48, 16, 0)
UTF8 = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def mask_source(
    source: str,
    page: PageText | None,
    parts: Sequence[Hidden],
    scrub: Scrub,
    *,
    html: bool,
    hrefs: Set[str] = frozenset(),
) -> str:
    """Return the source of a page with masks: `parts` are what is hidden of its text.

    Of HTML also what no reader sees is masked: attributes, scripts, comments, and parts that are not in the text.
    `hrefs` are the links that lead to the person alone. `page` is None where it cannot be read; then names and
    addresses alone are found.
    """
    if not html:
        edits = list(_in_text(page, parts, len(source))) if page is not None else []
        view = view_of(source, "text")
        return write_masked(source, [*edits, *view.masked(scrub.find(view.text))])
    shown, code = view_of(source, "shown"), view_of(source, "code")
    edits = shown.masked(_found_in(shown, page, parts)) if page is not None else []
    edits += shown.masked(scrub.find(shown.text))
    edits += code.masked([*scrub.find(code.text), *_links(code, hrefs)])
    return write_masked(source, edits)


def _in_text(page: PageText, parts: Sequence[Hidden], length: int) -> Iterator[tuple[int, int, str]]:
    """A text page knows where each of its characters comes from."""
    for part in parts:
        for index in range(part.span.start, part.span.end):
            if page.text[index] != "\n":
                end = page.origins[index + 1] if index + 1 < len(page.text) else length
                yield page.origins[index], end, part.mask.value


def _found_in(shown: View, page: PageText, parts: Sequence[Hidden]) -> list[Hidden]:
    """Where the hidden parts of a page stand in what its source shows: found by what is before them."""
    dense, places = _dense(shown.text)
    own, own_places = _dense(page.text)
    found: list[Hidden] = []
    for part in parts:
        inside = [number for number, place in enumerate(own_places) if part.span.start <= place < part.span.end]
        needle = own[inside[0] : inside[-1] + 1] if inside else ""
        for context in CONTEXTS if needle else ():
            before = own[max(0, inside[0] - context) : inside[0]]
            hits = [hit.start() + len(before) for hit in re.finditer(re.escape(before + needle), dense)]
            if hits and (context or part.mask is not Mask.ROLE):
                found += [_span(places, hit, len(needle), part.mask) for hit in hits]
                break
    return found


def _span(places: Sequence[int], hit: int, length: int, mask: Mask) -> Hidden:
    return Hidden(Span(places[hit], places[hit + length - 1] + 1), mask)


def _dense(text: str) -> tuple[str, list[int]]:
    """A text without blanks, and where its characters stand in it."""
    places = [index for index, char in enumerate(text) if not char.isspace()]
    return "".join(text[index] for index in places), places


def _links(code: View, hrefs: Set[str]) -> Iterator[Hidden]:
    """The addresses and numbers of links; other links have the name in them, which is found by itself."""
    for href in sorted(hrefs):
        scheme, colon, where = href.partition(":")
        read = view_of(where, "code").text.strip()
        if f"{scheme}{colon}".lower() in ADDRESS_SCHEMES and read:
            for match in re.finditer(rf"{re.escape(scheme)}:\s*({re.escape(read)})", code.text):
                yield Hidden(Span(*match.span(1)), Mask.ADDRESS)


def encode_like(source: str, body: bytes, media_type: str) -> bytes:
    """The bytes of a masked source: UTF-8, marked as that where the bytes were something else."""
    if media_type != HTML and body.startswith(UTF16):
        return source.encode("utf-16")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return UTF8 + source.encode("utf-8")
    return (UTF8 if body.startswith(UTF8) else b"") + source.encode("utf-8")
