"""Host units on the left, partners on the right; a line where an initiative brings the two together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lhextract.exports.report.figures.graph import Cluster, Pairs, arrange, pairs_of
from lhextract.exports.report.figures.svg import Figure, Table, drawing, fit, label, number
from lhextract.exports.report.markup import Html, attribute
from lhextract.model.record import Involved, Records

CAPTION = "Host units and their partners"
WIDTH, COLUMN, ROW, SIZE = 940.0, 372.0, 19.0, 12.0
TOP, GAP = 26.0, 9.0


def draw_network(records: Records) -> Figure:
    """Institutions by their canonical names; an initiative that lacks one side is named in the table alone."""
    names = {
        party.institution: party.name
        for initiative in records.initiatives
        for party in (*initiative.partners, *initiative.host_units)
    } | {one.id: one.name for one in records.institutions}
    pairs = pairs_of(records)
    clusters = arrange(pairs)
    height = TOP + sum(_height(cluster) + GAP for cluster in clusters)
    desc = (
        f"{sum(len(one.left) for one in clusters)} host units and {sum(len(one.right) for one in clusters)} partners "
        f"with {len(pairs)} lines between them; the table below names them all"
    )
    parts = _parts(clusters, pairs, names)
    svg = drawing("fig-network", width=WIDTH, height=height, title=CAPTION, desc=desc, parts=parts)
    rows = tuple(
        (one.name, _listed(names, one.host_units), _listed(names, one.partners)) for one in records.initiatives
    )
    alone = sum(not (one.partners and one.host_units) for one in records.initiatives)
    note = f"{alone} of {len(records.initiatives)} initiatives name no partner or no host unit." if alone else ""
    table = Table(("Initiative", "Host units", "Partners"), rows)
    return Figure("fig-network", CAPTION, svg, table, note, wide=True)


def _listed(names: Mapping[str, str], parties: Sequence[Involved]) -> str:
    return ", ".join(dict.fromkeys(names[party.institution] for party in parties)) or "—"


def _height(cluster: Cluster) -> float:
    return ROW * max(len(cluster.left), len(cluster.right))


def _parts(clusters: Sequence[Cluster], pairs: Pairs, names: Mapping[str, str]) -> Iterator[Html]:
    yield label(COLUMN + 4, 14, "Host units", kind="head", end=True)
    yield label(WIDTH - COLUMN - 4, 14, "Partners", kind="head")
    y_left, y_right, top = dict[str, float](), dict[str, float](), TOP
    for cluster in clusters:
        height = _height(cluster)
        y_left |= dict(zip(cluster.left, _spread(len(cluster.left), top, height), strict=True))
        y_right |= dict(zip(cluster.right, _spread(len(cluster.right), top, height), strict=True))
        top += height + GAP
    for (unit, partner), initiatives in pairs.items():
        yield _line(y_left[unit], y_right[partner], "; ".join(initiatives))
    for one, y in y_left.items():
        yield _host_unit(y, names[one])
    for one, y in y_right.items():
        yield _partner(y, names[one])


def _spread(count: int, top: float, height: float) -> list[float]:
    """The middles of the rows of one column of a cluster, never nearer to each other than `ROW`."""
    return [top + height / count * (index + 0.5) for index in range(count)]


def _line(y_left: float, y_right: float, initiatives: str) -> Html:
    x1, x2, middle = COLUMN, WIDTH - COLUMN, number(WIDTH / 2)
    ends = f"{middle} {number(y_left)} {middle} {number(y_right)} {number(x2)} {number(y_right)}"
    title = f"<title>{attribute(initiatives)}</title>"
    return Html(f'<path d="M{number(x1)} {number(y_left)}C{ends}" class="tie">{title}</path>')


def _host_unit(y: float, name: str) -> Html:
    text = label(COLUMN - 12, y + 4, fit(name, COLUMN - 14, size=SIZE), kind="lab", end=True)
    shape = f'<rect x="{number(COLUMN - 4)}" y="{number(y - 4)}" width="8" height="8" class="host-unit"/>'
    return Html(f"<g><title>{attribute(name)}</title>{shape}{text}</g>")


def _partner(y: float, name: str) -> Html:
    x = WIDTH - COLUMN
    text = label(x + 12, y + 4, fit(name, COLUMN - 14, size=SIZE), kind="lab")
    shape = f'<circle cx="{number(x)}" cy="{number(y)}" r="4.5" class="partner"/>'
    return Html(f"<g><title>{attribute(name)}</title>{shape}{text}</g>")
