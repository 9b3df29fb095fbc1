"""Who decided what: all decisions on a source, the last first."""

from __future__ import annotations

from collections import Counter

from starlette.responses import Response

from lhextract.pointing import names_of
from lhextract.review.model.labels import STATES, label_of, shown
from lhextract.review.visit import Visit

MOST = 100  # on one page


def show_log(visit: Visit) -> Response:
    """A page of the history; `from` is the number of the first decision that is shown."""
    office = visit.office
    source = visit.parts["source"]
    desk = office.desk(source)
    decisions = desk.decisions().decisions[::-1]
    given = visit.query.get("from") or "0"
    first = min(int(given) if given.isdecimal() and len(given) < 9 else 0, len(decisions))
    states = {one.decision: STATES[ruling.state] for ruling in desk.corrected().rulings for one in ruling.opinions}
    names = dict(names_of(desk.corrected().records))
    rows = [
        (one, names.get(one.record, one.record), label_of(one.path), shown(one.path, one.value), states.get(one.id, ""))
        for one in decisions[first : first + MOST]
    ]
    return visit.show(
        "log.html",
        source=source,
        rows=rows,
        known={*desk.corrected().entries.of, *desk.corrected().names.of},
        authors=Counter(one.author for one in decisions).most_common(),
        first=first,
        total=len(decisions),
        older=first + MOST if first + MOST < len(decisions) else None,
        newer=max(0, first - MOST) if first else None,
    )
