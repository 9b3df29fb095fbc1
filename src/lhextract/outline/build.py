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
from lhextract.outline.decoder import INDEX, START, STATES, UNMARKED, Model, Scores, decode, emissions
from lhextract.outline.directory import Directory, find_directories
from lhextract.outline.features import observe
from lhextract.outline.markup import MarkedLine, Readings, find_readings
from lhextract.outline.observed import ObservedLines

STRONGEST = 3  # cues named as evidence
ROLE_OF = {state: LineRole(state.removesuffix(START)) for state in STATES}
CELL_STATES = tuple(role.value for role in LineRole if role.is_contact and role is not LineRole.CONTACT_LABEL)


@dataclass(frozen=True, slots=True, eq=False)
class PageScores:
    """What the best sequence is chosen by: the lines that are not blank, their emissions, the ways to read the page."""

    lines: ObservedLines
    emissions: Scores
    readings: Readings


def score_page(page: PageText, *, cues: Cues, model: Model) -> PageScores:
    """Return the emissions of a page's lines and the readings that its markup leaves open."""
    observed = observe(page, cues)
    scored = np.empty((len(observed), len(STATES)), dtype=np.int64)
    for position in range(len(observed)):
        scored[position] = emissions(observed.features(position), model)
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
    explain = _Explainer(model)
    for position, (index, state) in enumerate(zip(observed.indexes, states, strict=True)):
        roles[index] = ROLE_OF[state]
        evidence[index] = explain(observed.features(position), state)
    for order, (first, last) in enumerate(spans, start=1):
        for index in observed.indexes[first : last + 1]:
            owners[index] = order
    for table in tables:
        for position, order in table.owners():
            index = observed.indexes[position]
            owners[index] = order
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


def _find_tables(page: PageText, observed: ObservedLines, states: Sequence[str]) -> list[Directory]:
    titles = [position for position, state in enumerate(states) if state == "title"]
    blocks = enumerate(find_blocks(states), start=1)
    # A picture above its title opens the block.
    orders = {position: order for order, (first, last) in blocks for position in range(first, last + 1)}
    layout = page.layout.lines if page.layout is not None else None
    return find_directories(
        observed.forms,
        states,
        {position: orders[position] for position in titles},
        [layout[index].rows if layout is not None else None for index in observed.indexes],
    )


def _cell_role(scored: Scores, *, named: bool) -> LineRole:
    """The role of a cell: the likeliest of a contact's; the cell that names the initiative is the row's label."""
    if named:
        return LineRole.CONTACT_LABEL
    return LineRole(max(CELL_STATES, key=lambda state: int(scored[INDEX[state]])))


def _readings(page: PageText, observed: ObservedLines) -> Readings:
    if page.layout is None:
        return UNMARKED
    marked = zip(observed.indexes, observed.forms, strict=True)
    return find_readings([MarkedLine(index + 1, form, page.layout.lines[index]) for index, form in marked])


class _Explainer:
    """What spoke for the state of a line. The same cues speak for many lines, so each is one value for the page."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[tuple[int, int], Evidence] = {}
        self._shared: dict[tuple[Evidence, ...], tuple[Evidence, ...]] = {}

    def __call__(self, features: Sequence[str], state: str) -> tuple[Evidence, ...]:
        """The strongest cues for the state among the features of a line."""
        rows, column = self._model.rows, INDEX[state]
        known = [(feature, rows[feature]) for feature in features if feature in rows]
        weights = self._model.emission[[row for _, row in known], column].tolist()
        weighed = [(weight, feature, row) for weight, (feature, row) in zip(weights, known, strict=True) if weight > 0]
        strongest = sorted(weighed, key=lambda cue: (-cue[0], cue[1]))[:STRONGEST]
        evidence = tuple([self._evidence(feature, weight, (row, column)) for weight, feature, row in strongest])
        return self._shared.setdefault(evidence, evidence)

    def _evidence(self, feature: str, weight: int, place: tuple[int, int]) -> Evidence:
        if place not in self._known:
            self._known[place] = Evidence(cue=feature, weight=weight / 1000)
        return self._known[place]


def _give_blanks_away(roles: Sequence[LineRole], owners: list[int | None]) -> None:
    """A blank line belongs with the line after it."""
    for index in range(len(roles) - 2, -1, -1):
        if roles[index] is LineRole.BLANK:
            owners[index] = owners[index + 1]


def _blocks(
    page: PageText,
    observed: ObservedLines,
    spans: Sequence[tuple[int, int]],
    paths: Sequence[tuple[str, ...]],
) -> tuple[Block, ...]:
    blocks = []
    for order, (first, last) in enumerate(spans, start=1):
        opening, closing = page.lines[observed.indexes[first]], page.lines[observed.indexes[last]]
        blocks.append(
            Block(
                order=order,
                category=paths[observed.indexes[first]],
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
