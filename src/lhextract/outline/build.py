"""The outline of a page: roles by the best sequence, then categories and blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lhextract.language.cues import Cues
from lhextract.model.outline import Block, Category, Evidence, LineRole, Outline
from lhextract.model.page import PageText
from lhextract.model.span import Span
from lhextract.outline.blocks import find_blocks
from lhextract.outline.categories import nest_headings
from lhextract.outline.decoder import INDEX, UNMARKED, Model, Scores, decode, emissions
from lhextract.outline.directory import Directory, find_directories
from lhextract.outline.features import Observed, observe
from lhextract.outline.markup import MarkedLine, Readings, find_readings

STRONGEST = 3  # cues named as evidence
CELL_STATES = tuple(role.value for role in LineRole if role.is_contact and role is not LineRole.CONTACT_LABEL)


@dataclass(frozen=True, slots=True, eq=False)
class PageScores:
    """What the best sequence is chosen by: the lines that are not blank, their emissions, the ways to read the page."""

    lines: tuple[Observed, ...]
    emissions: Scores
    readings: Readings


def score_page(page: PageText, *, cues: Cues, model: Model) -> PageScores:
    """Return the emissions of a page's lines and the readings that its markup leaves open."""
    observed = observe(page, cues)
    scored = np.array([emissions(line.features, model) for line in observed])
    return PageScores(observed, scored, _readings(page, observed))


def build_outline(page: PageText, *, cues: Cues, model: Model) -> Outline:
    """Return roles, categories and initiative blocks of a page."""
    page_scores = score_page(page, cues=cues, model=model)
    observed, scored = page_scores.lines, page_scores.emissions
    best = decode(scored, model, page_scores.readings)
    states = list(best.states)
    tables = _find_tables(page, observed, states)
    for table in tables:
        states[table.start : table.end] = ["nav"] * (table.end - table.start)
    spans = find_blocks(states)
    roles = [LineRole.BLANK] * len(page.lines)
    owners: list[int | None] = [None] * len(page.lines)
    evidence: list[tuple[Evidence, ...]] = [()] * len(page.lines)
    for line, state in zip(observed, states, strict=True):
        roles[line.index] = LineRole(state.removesuffix("+"))
        evidence[line.index] = _evidence(line.features, state, model)
    for order, (first, last) in enumerate(spans, start=1):
        for line in observed[first : last + 1]:
            owners[line.index] = order
    for table in tables:
        for position in range(table.first, table.end):
            index = observed[position].index
            owners[index] = table.owner(position)
            roles[index] = _cell_role(scored[position], named=position in table.rows)
            evidence[index] = (Evidence("row of a contact table that names an initiative", 0.0),)
    _give_blanks_away(roles, owners)
    paths = nest_headings(page, roles)
    return Outline(
        roles=tuple(roles),
        owners=tuple(owners),
        evidence=tuple(evidence),
        categories=_categories(page, roles, owners, paths),
        blocks=_blocks(page, observed, spans, paths),
    )


def _find_tables(page: PageText, observed: Sequence[Observed], states: Sequence[str]) -> list[Directory]:
    titles = [position for position, state in enumerate(states) if state == "title"]
    orders = {first: order for order, (first, _) in enumerate(find_blocks(states), start=1)}
    layout = page.layout.lines if page.layout is not None else None
    return find_directories(
        [line.form for line in observed],
        states,
        {position: orders[position] for position in titles if position in orders},
        [layout[line.index].rows if layout is not None else None for line in observed],
    )


def _cell_role(scored: Scores, *, named: bool) -> LineRole:
    """The role of a cell: the likeliest of a contact's; the cell that names the initiative is the row's label."""
    if named:
        return LineRole.CONTACT_LABEL
    return LineRole(max(CELL_STATES, key=lambda state: int(scored[INDEX[state]])))


def _readings(page: PageText, observed: Sequence[Observed]) -> Readings:
    if page.layout is None:
        return UNMARKED
    return find_readings([MarkedLine(line.index + 1, line.form, page.layout.lines[line.index]) for line in observed])


def _evidence(features: Sequence[str], state: str, model: Model) -> tuple[Evidence, ...]:
    weighed = [
        (int(model.emission[row, INDEX[state]]), feature)
        for feature in features
        if (row := model.rows.get(feature)) is not None
    ]
    strongest = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:STRONGEST]
    return tuple(Evidence(cue=feature, weight=weight / 1000) for weight, feature in strongest)


def _give_blanks_away(roles: Sequence[LineRole], owners: list[int | None]) -> None:
    """A blank line belongs with the line after it."""
    for index in range(len(roles) - 2, -1, -1):
        if roles[index] is LineRole.BLANK:
            owners[index] = owners[index + 1]


def _blocks(
    page: PageText,
    observed: Sequence[Observed],
    spans: Sequence[tuple[int, int]],
    paths: Sequence[tuple[str, ...]],
) -> tuple[Block, ...]:
    blocks = []
    for order, (first, last) in enumerate(spans, start=1):
        opening, closing = page.lines[observed[first].index], page.lines[observed[last].index]
        blocks.append(
            Block(
                order=order,
                category=paths[observed[first].index],
                first=opening.number,
                last=closing.number,
                span=Span(opening.start, closing.end),
            )
        )
    return tuple(blocks)


def _categories(
    page: PageText, roles: Sequence[LineRole], owners: Sequence[int | None], paths: Sequence[tuple[str, ...]]
) -> tuple[Category, ...]:
    """The headings that initiatives stand under, with the prose between heading and first initiative."""
    categories = []
    headings = [index for index, role in enumerate(roles) if role is LineRole.HEADING]
    for index, following in pairwise([*headings, len(roles)]):
        owned = [i for i in range(index, following) if owners[i] is not None]
        if not owned:
            continue
        prose = [page.line_text(page.lines[i]) for i in range(index, following) if roles[i] is LineRole.DESCRIPTION]
        categories.append(
            Category(
                label=page.line_text(page.lines[index]),
                path=paths[index],
                description="\n".join(prose),
                span=Span(page.lines[index].start, page.lines[owned[-1]].end),
            )
        )
    return tuple(categories)
