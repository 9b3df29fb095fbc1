"""The first page."""

from __future__ import annotations

from starlette.responses import Response

from lhextract.review.visit import Visit


def show_index(visit: Visit) -> Response:
    """Where a steward begins."""
    return visit.show("index.html")
