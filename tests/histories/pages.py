"""Golden pages that can be edited: initiatives and headings as parts in page order, each with a key that stays.

The key is the truth: whatever an edit does to a part, its key says which initiative or category it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lhextract.gold import Gold, list_cases, read_gold
from lhextract.language.cues import detect_language, load_cues
from lhextract.model.outline import LineRole
from lhextract.outline.categories import nest_headings
from lhextract.phones.numbers import infer_region
from lhextract.text.canonical import canonicalise
from tests.histories.rows import Mark, Row


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines: an initiative (`key`, level 0), a heading with its prose (`key`, level), or others (no key)."""

    rows: tuple[Row, ...]
    key: str = ""
    level: int = 0

    @property
    def is_block(self) -> bool:
        """Whether it is an initiative."""
        return bool(self.key) and not self.level

    def with_role(self, *roles: LineRole) -> list[int]:
        """The indexes of the lines that have one of the roles and belong here."""
        return [i for i, row in enumerate(self.rows) if row.role in roles and row.owned]

    def put(self, index: int, *rows: Row) -> Part:
        """Put lines in the place of one, or none."""
        return replace(self, rows=(*self.rows[:index], *rows, *self.rows[index + 1 :]))

    @property
    def title(self) -> str | None:
        """The shown title of an initiative."""
        return next((self.rows[i].text for i in self.with_role(LineRole.TITLE)), None)

    @property
    def body(self) -> str:
        """The text of an initiative as a reader sees it."""
        return "\n".join(self.rows[i].text for i in self.with_role(LineRole.BODY))


@dataclass(frozen=True, slots=True)
class State:
    """A page at one time: its parts in order, its language ("en", "de") and phone region, as a profile gives them."""

    case: str
    language: str
    region: str | None
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Part, ...]:
        """The initiatives in page order."""
        return tuple(part for part in self.parts if part.is_block)

    def find(self, key: str) -> Part:
        """The part with a key."""
        return next(part for part in self.parts if part.key == key)

    def put(self, key: str, *parts: Part) -> State:
        """Put parts in the place of one, or none."""
        index = self.parts.index(self.find(key))
        return replace(self, parts=(*self.parts[:index], *parts, *self.parts[index + 1 :]))

    def homes(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Key and path of the heading that each part with a key stands under; a heading stands under itself."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        above: list[Part] = []
        for part in self.parts:
            if part.level:
                above = [*(one for one in above if one.level < part.level), part]
            if part.key:
                found[part.key] = above[-1].key if above else "", tuple(heading_of(one) for one in above)
        return found

    def members(self) -> dict[str, list[str]]:
        """The initiatives under each heading that has any, in page order; "" for those above all headings."""
        homes, members = self.homes(), dict[str, list[str]]()
        for block in self.blocks:
            members.setdefault(homes[block.key][0], []).append(block.key)
        return members


def heading_of(part: Part) -> str:
    """The words of a heading."""
    return part.rows[0].text


def text_of(state: State) -> str:
    """The page as plain text."""
    return "\n".join(row.text for part in state.parts for row in part.rows)


@cache
def read_state(case: Path) -> State:
    """The state that a golden case shows."""
    gold = read_gold(case)
    language, region = detect_language(gold.source, load_cues()), infer_region(gold.source.split("\n"))
    rows, levels = _rows(gold)
    owners = _owners(gold)
    parts: list[Part] = []
    for row, level, owner in zip(rows, levels, owners, strict=True):
        key = f"{case.name}/{owner}" if owner else f"{case.name}/c{len(parts)}" if level else ""
        last = parts[-1] if parts else None
        if last is not None and (_continues(last, row, level, key)):
            parts[-1] = replace(last, rows=(*last.rows, row))
        else:
            parts.append(Part((row,), key, level))
    return State(case.name, language, region, tuple(parts))


def _continues(last: Part, row: Row, level: int, key: str) -> bool:
    """Whether a line goes on with a part: its own, blank ones behind it, prose under a heading."""
    if level:
        return False
    if key or last.is_block:
        return last.key == key or (last.is_block and row.role is LineRole.BLANK)
    return not last.level or row.role in {LineRole.DESCRIPTION, LineRole.BLANK}


def _rows(gold: Gold) -> tuple[list[Row], list[int]]:
    """The lines of a case, and the level of each heading (0: none)."""
    assert gold.lines is not None
    page = canonicalise(gold.source)
    paths = nest_headings(page, [line.role for line in gold.lines])
    marks: dict[int, list[Mark]] = {}
    for span, label in gold.mentions or ():
        line = page.line_at(span.start)
        marks.setdefault(line.number, []).append(Mark(span.start - line.start, span.end - line.start, label))
    rows, levels = [], []
    for line, own, path in zip(page.lines, gold.lines, paths, strict=True):
        found = tuple(sorted(marks.get(line.number, ())))
        rows.append(Row(page.line_text(line), own.role, found, own.owner is not None))
        levels.append(len(path) if own.role is LineRole.HEADING else 0)
    return rows, levels


def _owners(gold: Gold) -> list[int]:
    """The initiative in which each line stands: its own, or the one around it; 0 for none."""
    owners = [line.owner or 0 for line in gold.lines or ()]
    last = {owner: index for index, owner in enumerate(owners) if owner}
    current = 0
    for index, owner in enumerate(owners):
        current = owner or (current if current and last[current] > index else 0)
        owners[index] = current
    return owners


@cache
def golden_states(golden: Path, *, least: int = 4, most: int = 15) -> tuple[State, ...]:
    """The golden pages of moderate size whose initiatives do not interleave."""
    states = (read_state(case) for case in list_cases(golden))
    return tuple(state for state in states if least <= len(state.blocks) <= most and _is_whole(state))


def _is_whole(state: State) -> bool:
    return max(Counter(part.key for part in state.parts if part.key).values()) == 1
