"""A text page through all stages."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fuzz.pages import one_in, text_page
from tests.fuzz.seeds import page_stretches
from tests.fuzz.target import Target
from tests.fuzz.whole import check_whole, laws_of_own_text

OWN_TEXT = 3  # one in so many runs on its own canonical text too


def check(data: bytes) -> None:
    """Every law of every stage; its own canonical text gives the same records."""
    extraction = check_whole(text_page(data))
    if one_in(OWN_TEXT, data):
        laws_of_own_text(extraction)


def _seeds() -> Iterator[bytes]:
    yield from page_stretches(8, most=1500)


TARGET = Target(
    name="extract_text",
    input_class="text pages, whole",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"\nContact\n", b"\nKontakt\n", b"\nTel.: +49 351 463-33013\n", b"\nProf. Dr. Eva Roth\n",
        b"\nInstitute of Physics\n", b" since 2019", b" (2018-2023)", b"University of Oslo", b" (KIMS)", b"\n\n",
        b"\n3 initiatives\n", b"eva@example.org", b"https://example.org/", b"=1+1", b"<script>", b"\xe2\x80\xae",
        b"\r\n", b"DFG", b"Read more",
    ),
    replayed=8,
    repeated=lambda data, times: (data + b"\n") * times,
)  # fmt: skip
