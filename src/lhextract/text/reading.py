"""What of a page the later stages can see, as one digest."""

from __future__ import annotations

import hashlib
from dataclasses import astuple

from lhextract.model.page import PageText


def reading_digest(page: PageText) -> str:
    """The sha256 of the canonical text, the markup of its lines and its links; pages that agree in it are one page.

    Where the text stands in its source does not count: another class, comment or nonce is no difference.
    """
    digest = hashlib.sha256(page.text.encode("utf-8"))
    if page.layout is not None:
        lines = [(line.element, line.kind.value, *astuple(line)[2:]) for line in page.layout.lines]
        anchors = [(anchor.span.start, anchor.span.end, anchor.href) for anchor in page.layout.anchors]
        digest.update(repr((lines, anchors)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
