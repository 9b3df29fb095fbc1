"""What targets begin with: stretches of the golden pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lhextract.gold import find_cases, gold_text_path

GOLDEN = Path(__file__).parents[1] / "golden"
MOST = 3000  # bytes of a seed: several initiatives


def golden_texts() -> Iterator[str]:
    """The texts of the golden pages."""
    for case in find_cases(GOLDEN):
        yield gold_text_path(case).read_text(encoding="utf-8")


def page_stretches(every: int, *, most: int = MOST) -> Iterator[bytes]:
    """The middle of every so many-th golden page, whole lines."""
    for page in list(golden_texts())[::every]:
        lines = page.split("\n")
        yield "\n".join(lines[len(lines) // 3 :]).encode()[:most].rpartition(b"\n")[0]


def html_stretches(every: int, *, most: int = MOST) -> Iterator[bytes]:
    """The beginning of the content of every so many-th golden page in HTML."""
    for path in sorted(GOLDEN.glob("*/source.html"))[::every]:
        body = path.read_bytes()
        start = max(0, body.find(b"<main"), body.find(b"<h1"))
        yield body[start : start + most]
