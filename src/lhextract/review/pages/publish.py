"""Brings the extraction up to date with what was decided; the stages are not run for it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from lhextract.errors import LhextractError
from lhextract.review.guard.refusal import Refused
from lhextract.review.visit import Visit


def publish(visit: Visit) -> Response:
    """Run the source, and put it on the desk anew."""
    # Imported here, because most visits publish nothing.
    from lhextract.jobs import plan
    from lhextract.updating import Options, update

    office, source = visit.office, visit.parts["source"]
    desk = office.desk(source)
    if desk.workspace is None or source not in desk.workspace.sources():
        raise Refused(
            422, "Not possible", "This extraction has no profile here; bring it up to date with lhextract run."
        )
    try:
        update(plan(source, out=None, profile=None, start=office.start)[0](), options=Options(), tell=lambda _: None)
    except LhextractError as error:
        raise Refused(422, "Not brought up to date", str(error)) from error
    office.reopen(source)
    return visit.go(f"/s/{quote(source)}?said={quote('extracted/ is up to date')}")
