"""The text in order: what stands before the first category, categories with their initiatives, and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lhextract.exports.report.frames import line_at
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordCategory, RecordLine, Records

BEFORE, WITHOUT, AFTER = "Opening of the page", "Initiatives", "End of the page"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines in a row that belong to one initiative, or to none; `is_first` where its record is shown."""

    initiative: Initiative | None
    lines: tuple[RecordLine, ...]
    is_first: bool


@dataclass(slots=True)
class Section:
    """A stretch of the page under one heading; `category` is None for what stands outside all categories."""

    anchor: str
    label: str
    category: RecordCategory | None
    passages: list[Passage] = field(default_factory=list)

    @property
    def initiatives(self) -> list[Initiative]:
        """The initiatives whose records are shown here."""
        return [one.initiative for one in self.passages if one.initiative is not None and one.is_first]


def split_sections(records: Records) -> tuple[Section, ...]:
    """Return every line of the page once, in order."""
    starts = _category_lines(records)
    initiatives = {one.id: one for one in records.initiatives}
    sections: list[Section] = []
    shown: set[str] = set()
    for owner, lines in _runs(records, starts):
        category = starts.get(lines[0].number)
        initiative = initiatives.get(owner or "")
        if category is not None:
            sections.append(Section(category.id, category.label, category))
        elif not sections or (initiative is not None and sections[-1].label == BEFORE):
            label = BEFORE if initiative is None else WITHOUT
            sections.append(Section("before" if initiative is None else "initiatives", label, None))
        elif initiative is None and lines[-1] is records.lines[-1] and len(shown) == len(initiatives):
            sections.append(Section("after", AFTER, None))
        sections[-1].passages.append(Passage(initiative, lines, owner not in shown))
        if initiative is not None:
            shown.add(initiative.id)
    return tuple(sections)


def _runs(records: Records, starts: dict[int, RecordCategory]) -> Iterator[tuple[str | None, tuple[RecordLine, ...]]]:
    """Lines in a row with the same owner; the first line of a category begins a new run."""
    number = 0

    def key(line: RecordLine) -> tuple[int, str | None]:
        nonlocal number
        number += line.number in starts
        return number, line.initiative

    for (_, owner), lines in groupby(records.lines, key):
        yield owner, tuple(lines)


def _category_lines(records: Records) -> dict[int, RecordCategory]:
    """The line with which each category begins: its heading, or the headings above it that stand right before it."""
    starts: dict[int, RecordCategory] = {}
    if not records.lines:
        return starts
    for category in records.categories:
        index = line_at(records.lines, category.start).number - records.lines[0].number
        above = len(category.path) - 1
        while above and index and records.lines[index - 1].role is LineRole.HEADING:
            index, above = index - 1, above - 1
        starts.setdefault(records.lines[index].number, category)
    return starts
