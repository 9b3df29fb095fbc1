"""The first page: the sources of the workspace, and how far each is looked through."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from lhextract.review.visit import Visit


def show_index(visit: Visit) -> Response:
    """Where a steward begins; with a single source its queue."""
    office = visit.office
    if len(office.desks) == 1 and visit.query.get("all") is None:
        return visit.go(f"/s/{quote(next(iter(office.desks)))}")
    return visit.show("index.html", sources=[(name, office.standing(name)) for name in sorted(office.desks)])
