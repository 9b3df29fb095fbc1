"""The same fix for all equal values: where it would change something, before it is written."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from lhextract.corrections.wishes import DecisionError
from lhextract.errors import UsageError
from lhextract.lookup_rules import add_row, everywhere, row_for
from lhextract.pointing import names_of
from lhextract.review.guard.refusal import Refused
from lhextract.review.model.labels import label_of, shown
from lhextract.review.model.rows import evidence_at
from lhextract.review.visit import Visit


def preview(visit: Visit) -> Response:
    """All places with the value of an entry, and what they become."""
    return _show(visit, visit.query.get("path") or "", visit.query.get("value"))


def write(visit: Visit) -> Response:
    """Write the row to the table of the workspace."""
    office, source = visit.office, visit.parts["source"]
    desk, path, value = office.desk(source), visit.form.get("path") or "", visit.form.get("value")
    if desk.workspace is None:
        raise Refused(422, "Not possible", "A lone extraction has no tables; decide about each entry.")
    try:
        row = row_for(desk, visit.parts["record"], path, value)
        everywhere(list(office.desks.values()), row)  # raises: a value that does not fit is in no table
        add_row(desk.workspace.lookups, row, reason=visit.form.get("reason"))
    except UsageError as error:
        return _show(visit, path, value, problem=str(error), status=422)
    for name in list(office.desks):
        office.reopen(name)
    said = quote(f"{label_of(path)}: the same fix is written for all equal values")
    return visit.go(f"/s/{quote(source)}/r/{quote(visit.parts['record'])}?said={said}")


def _show(visit: Visit, path: str, value: str | None, *, problem: str | None = None, status: int = 200) -> Response:
    office, source, record = visit.office, visit.parts["source"], visit.parts["record"]
    desk = office.desk(source)
    places = []
    if value is not None and problem is None:
        try:
            found = everywhere(list(office.desks.values()), row_for(desk, record, path, value))
        except DecisionError as error:
            problem, status = str(error), 422
        else:
            for name, place in found.places:
                there = office.desk(name)
                names = dict(names_of(there.corrected().records))
                entry = place.entry
                becomes = shown(entry.path, place.value)
                evidence = evidence_at(there, entry.start, entry.end)
                places.append((name, entry, names.get(entry.record, entry.record), becomes, evidence))
    own = desk.corrected().entries.get(record, path) or desk.corrected().names.get(record, path)
    if own is None:
        raise Refused(404, "Not found", "The machine has found no such value.")
    return visit.show(
        "everywhere.html",
        status=status,
        source=source,
        record=record,
        path=path,
        label=label_of(path),
        now=shown(path, own.value),
        value=value,
        places=places,
        problem=problem,
    )
