"""A state of a page as the program reads it: by its gold into records, so that histories test identity and changes."""

from __future__ import annotations

import hashlib
import html
from bisect import bisect_left
from dataclasses import dataclass

from lhextract.language.cues import load_cues
from lhextract.lookups import Lookups
from lhextract.mentions.acronyms import find_pairs
from lhextract.model.mention import Mention, Mentions
from lhextract.model.outline import Block, Category, LineRole, Outline
from lhextract.model.page import PageText, Snapshot
from lhextract.model.record import Records
from lhextract.model.span import Span
from lhextract.records.assemble import Settings, build_records
from lhextract.text.canonical import canonicalise
from tests.histories.pages import Part, Row, State, heading_of, text_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a state; `blocks` and `categories` are the keys of their initiatives and categories, in order."""

    records: Records
    blocks: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the rendered page: its part and row, and where it is in the canonical text."""

    part: Part
    row: Row
    start: int
    end: int


def read_records(state: State) -> Reading:
    """The records that the records stage builds from a state, whose roles, owners and mentions are known."""
    text = text_of(state)
    page = canonicalise(text)
    lines = _lines(state, page)
    mentions = tuple(_mentions(text, page, lines))
    outline = _outline(state, lines)
    body = text.encode("utf-8")
    records = build_records(
        page,
        outline,
        Mentions(mentions, find_pairs(page, mentions)),
        snapshot=Snapshot(state.case, None, "text/plain", None, hashlib.sha256(body).hexdigest(), body),
        settings=Settings(state.language, state.region, (), None),
        lookups=Lookups(),
        cues=load_cues(),
    )
    members = state.members()
    headed = tuple(part.key for part in state.parts if part.level and part.key in members)
    return Reading(records, tuple(block.key for block in state.blocks), headed)


def _lines(state: State, page: PageText) -> list[_Line]:
    rows = [(part, row) for part in state.parts for row in part.rows]
    assert len(rows) == len(page.lines), "a line of the page must be a row of the state"
    return [_Line(part, row, line.start, line.end) for (part, row), line in zip(rows, page.lines, strict=True)]


def _mentions(text: str, page: PageText, lines: list[_Line]) -> list[Mention]:
    """The mentions where they are in the canonical text, which drops blanks that an edit has doubled."""
    found, offset = [], 0
    for line in lines:
        for mark in line.row.marks:
            start, end = (bisect_left(page.origins, offset + column) for column in (mark.start, mark.end))
            found.append(Mention(Span(start, end), mark.label, page.text[start:end], "gold", 1.0))
        offset += len(line.row.text) + 1
    assert offset == len(text) + 1
    return found


def _outline(state: State, lines: list[_Line]) -> Outline:
    homes = state.homes()
    orders = {block.key: order for order, block in enumerate(state.blocks, start=1)}
    owned: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.part.is_block and line.row.owned and line.end > line.start:
            owned.setdefault(line.part.key, []).append(index)
    blocks = []
    for key, order in orders.items():
        first, last = owned[key][0], owned[key][-1]
        blocks.append(Block(order, homes[key][1], first + 1, last + 1, Span(lines[first].start, lines[last].end)))
    return Outline(
        roles=tuple(line.row.role for line in lines),
        owners=tuple(orders[line.part.key] if line.part.is_block and line.row.owned else None for line in lines),
        evidence=((),) * len(lines),
        categories=tuple(_categories(state, lines, owned)),
        blocks=tuple(blocks),
    )


def _categories(state: State, lines: list[_Line], owned: dict[str, list[int]]) -> list[Category]:
    """The headings that have initiatives, with the prose under them."""
    homes, members = state.homes(), state.members()
    start = {line.part.key: line.start for line in reversed(lines)}
    found = []
    for part in state.parts:
        if part.level and part.key in members:
            prose = "\n".join(row.text for row in part.rows if row.role is LineRole.DESCRIPTION)
            end = lines[owned[members[part.key][-1]][-1]].end
            found.append(Category(heading_of(part), homes[part.key][1], prose, Span(start[part.key], end)))
    return found


def html_of(state: State, *, numbers: int = 1) -> str:
    """The page as simple HTML; class names and ids hold numbers, as content systems give them."""
    lines = [
        f'<!DOCTYPE html><html lang="{state.language}"><head><title>{html.escape(state.case)}</title></head><body>'
    ]
    lines.append(f'<main class="c{numbers}" id="m{numbers}">')
    for place, part in enumerate(state.parts):
        lines.append(f'<div class="ce-{numbers + place}" id="c{numbers * 100 + place}">')
        lines += [_element(part, row, numbers) for row in part.rows if row.text]
        lines.append("</div>")
    return "\n".join([*lines, "</main></body></html>"])


def _element(part: Part, row: Row, numbers: int) -> str:
    names = {LineRole.PAGE_TITLE: "h1", LineRole.HEADING: f"h{1 + max(1, part.level)}", LineRole.TITLE: "h4"}
    name = names.get(row.role, "p")
    text = html.escape(row.text)
    if row.role is LineRole.LINK:
        text = f'<a href="https://www.university.example/{html.escape(part.key)}">{text}</a>'
    return f'<{name} class="t-{numbers}">{text}</{name}>'
