"""The pages that are read: golden pages in turn, each copy with names and rare words of its own.

Whoever has read a page twice need not look up its names again, so no page is measured twice. Words that stand on many
pages come again, as on the pages of real universities.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

from benchmarks.outline_scaling import GOLDEN, MEGABYTE, TOKEN, forms_of, rare_words, vary

LIGHTHOUSE = GOLDEN / "lighthouses" / "source.txt"
STRIDE = 7  # has no divisor in common with the number of golden pages: a few pages are of every part of the alphabet


@cache
def golden_pages() -> tuple[Path, ...]:
    """Every golden page, text and HTML, in an order in which neighbours of the alphabet stand apart."""
    pages = sorted(GOLDEN.glob("*/source.*"))
    return tuple(pages[index * STRIDE % len(pages)] for index in range(len(pages)))


@cache
def _rare() -> frozenset[str]:
    return rare_words()


def _read(page: Path) -> str:
    # Some pages are in another encoding: what is no UTF-8 is written again as it was.
    return page.read_text(encoding="utf-8", errors="surrogateescape")


def varied(page: Path, copy: int) -> str:
    """A copy of a page with other names; copy 0 is the page itself."""
    text = _read(page)
    return vary(text, forms_of(_rare() & set(TOKEN.findall(text)), copy) if copy else {})


def mixed(first: int, number: int) -> Iterator[tuple[str, str]]:
    """A stretch of the endless row of golden pages, with names; the row begins with copy 1."""
    pages = golden_pages()
    for index in range(first, first + number):
        page = pages[index % len(pages)]
        yield f"{index:05}{page.suffix}", varied(page, 1 + index // len(pages))


def warm_up(number: int) -> Iterator[tuple[str, str]]:
    """Golden pages as they are; they are read before anything is measured, so that what is loaded once is loaded."""
    for index, page in enumerate(golden_pages()[:number]):
        yield f"{index:05}{page.suffix}", _read(page)


def lighthouses(first: int, number: int) -> Iterator[tuple[str, str]]:
    """The lighthouse page with other names, some times."""
    for copy in range(first + 1, first + number + 1):
        yield f"{copy:05}.txt", varied(LIGHTHOUSE, copy)


def html_pages(copy: int) -> Iterator[tuple[str, str]]:
    """Every golden HTML page, with other names."""
    for index, page in enumerate(page for page in golden_pages() if page.suffix == ".html"):
        yield f"{index:05}.html", varied(page, copy)


def large(megabytes: int, copy: int) -> Iterator[tuple[str, str]]:
    """One long text page: golden pages in a row, from a copy on; all of them are about a megabyte."""
    texts = [page for page in golden_pages() if page.suffix == ".txt"]
    parts: list[str] = []
    length = 0
    for number in count(copy):
        for page in texts:
            parts.append(varied(page, number))
            length += len(parts[-1].encode("utf-8"))
            if length >= megabytes * MEGABYTE:
                yield "large.txt", "\n\n".join(parts)
                return


def write(folder: Path, pages: Iterator[tuple[str, str]]) -> Path:
    """Write pages into a folder of their own, which is returned."""
    folder.mkdir(parents=True)
    for name, page in pages:
        (folder / name).write_text(page, encoding="utf-8", errors="surrogateescape", newline="\n")
    return folder
