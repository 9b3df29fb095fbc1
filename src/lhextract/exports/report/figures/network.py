"""Host units on the left, partners on the right; a line for each initiative that brings the two together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lhextract.exports.report.figures.svg import Figure, Html, Table, drawing, fit, label, number
from lhextract.exports.report.markup import show
from lhextract.model.record import Records

CAPTION = "Host units and their partners"
WIDTH, COLUMN, ROW, SIZE, TOP = 780.0, 270.0, 19.0, 12.0, 30.0
SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Graph:
    """Ids on both sides from top to bottom, and the initiatives of each pair."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]


def draw_network(records: Records) -> Figure:
    """Institutions by their canonical names; an initiative that lacks one side is named in the table alone."""
    names = {one.id: one.name for one in records.institutions}
    names |= {
        party.institution: names.get(party.institution, party.name)
        for initiative in records.initiatives
        for party in (*initiative.partners, *initiative.host_units)
    }
    graph = arrange(pairs_of(records))
    height = TOP + ROW * max(len(graph.left), len(graph.right), 1) + 6
    desc = (
        f"{len(graph.left)} host units, {len(graph.right)} partners and {len(graph.pairs)} lines between them; "
        "the table below names them all"
    )
    svg = drawing(
        "fig-network", width=WIDTH, height=height, title=CAPTION, desc=desc, parts=_parts(graph, names, height)
    )
    rows = tuple(
        (one.name, _listed(names, one.host_units), _listed(names, one.partners)) for one in records.initiatives
    )
    alone = sum(not (one.partners and one.host_units) for one in records.initiatives)
    note = f"{alone} of {len(records.initiatives)} initiatives name no partner or no host unit." if alone else ""
    table = Table(("Initiative", "Host units", "Partners"), rows)
    return Figure("fig-network", CAPTION, svg, table, note, wide=True)


def pairs_of(records: Records) -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of the initiatives that bring a host unit and a partner together, by their ids, in page order."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for initiative in records.initiatives:
        for unit in dict.fromkeys(one.institution for one in initiative.host_units):
            for partner in dict.fromkeys(one.institution for one in initiative.partners):
                pairs.setdefault((unit, partner), []).append(initiative.name)
    return {pair: tuple(found) for pair, found in pairs.items()}


def arrange(pairs: Mapping[tuple[str, str], tuple[str, ...]]) -> Graph:
    """Order both sides so that few lines cross: each side by the mean place of its neighbours, in turns (barycentres).

    Equal means keep their order, so that the same pairs give the same picture; of all turns the best one is kept.
    """
    left = list(dict.fromkeys(unit for unit, _ in pairs))
    right = list(dict.fromkeys(partner for _, partner in pairs))
    best = (crossings(left, right, pairs), left, right)
    for _ in range(SWEEPS):
        right = _by_neighbours(right, left, [(partner, unit) for unit, partner in pairs])
        left = _by_neighbours(left, right, list(pairs))
        crossed = crossings(left, right, pairs)
        if crossed >= best[0]:
            break
        best = (crossed, left, right)
    return Graph(tuple(best[1]), tuple(best[2]), pairs)


def crossings(left: Sequence[str], right: Sequence[str], pairs: Mapping[tuple[str, str], tuple[str, ...]]) -> int:
    """How many pairs of lines cross."""
    at_left, at_right = ({one: place for place, one in enumerate(side)} for side in (left, right))
    ends = [place for _, place in sorted((at_left[unit], at_right[partner]) for unit, partner in pairs)]
    starts = sorted((at_left[unit], at_right[partner]) for unit, partner in pairs)
    return sum(
        starts[one][0] < starts[other][0] and ends[one] > ends[other]
        for other in range(len(ends))
        for one in range(other)
    )


def _by_neighbours(side: Sequence[str], other: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    places = {one: place for place, one in enumerate(other)}
    neighbours: dict[str, list[int]] = {one: [] for one in side}
    for one, neighbour in pairs:
        neighbours[one].append(places[neighbour])
    return sorted(side, key=lambda one: sum(neighbours[one]) / len(neighbours[one]))


def _parts(graph: Graph, names: Mapping[str, str], height: float) -> Iterator[Html]:
    inner_left, inner_right = COLUMN, WIDTH - COLUMN
    yield label(inner_left - 10, 14, "Host units", kind="head", end=True)
    yield label(inner_right + 10, 14, "Partners", kind="head")
    left, right = (_rows(len(side), height) for side in (graph.left, graph.right))
    y_left, y_right = dict(zip(graph.left, left, strict=True)), dict(zip(graph.right, right, strict=True))
    for (unit, partner), initiatives in graph.pairs.items():
        yield _line(inner_left, y_left[unit], inner_right, y_right[partner], "; ".join(initiatives))
    for one, y in y_left.items():
        yield _node(inner_left, y, names[one], kind="host_unit")
    for one, y in y_right.items():
        yield _node(inner_right, y, names[one], kind="partner")


def _rows(count: int, height: float) -> list[float]:
    """The heights of a column, spread over the whole drawing and never nearer than one row."""
    pitch = (height - TOP - 6) / max(count, 1)
    return [TOP + pitch * (index + 0.5) for index in range(count)]


def _line(x1: float, y1: float, x2: float, y2: float, initiatives: str) -> Html:
    middle = number((x1 + x2) / 2)
    path = f"M{number(x1)} {number(y1)}C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"
    return Html(f'<path d="{path}" class="tie"><title>{show(initiatives)}</title></path>')


def _node(x: float, y: float, name: str, *, kind: str) -> Html:
    is_left = kind == "host_unit"
    text = label(x + (-10 if is_left else 10), y + 4, fit(name, COLUMN - 16, size=SIZE), kind="lab", end=is_left)
    shape = (
        f'<rect x="{number(x - 4)}" y="{number(y - 4)}" width="8" height="8" class="{kind}"/>'
        if is_left
        else f'<circle cx="{number(x)}" cy="{number(y)}" r="4" class="{kind}"/>'
    )
    return Html(f"<g>{shape}{text}<title>{show(name)}</title></g>")


def _listed(names: Mapping[str, str], parties: Sequence[object]) -> str:
    return ", ".join(dict.fromkeys(names[party.institution] for party in parties)) or "—"
