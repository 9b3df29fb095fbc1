"""The text and its records side by side, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.exports.report.entries import Entries, RecordView
from lhextract.exports.report.frames import Frames, line_anchor
from lhextract.exports.report.marking import mark_line
from lhextract.exports.report.markup import Html
from lhextract.exports.report.remarks import LineRemark, bar_of, covers_line, flags_of
from lhextract.exports.report.sections import Passage, Section, split_sections
from lhextract.model.outline import LineRole
from lhextract.model.record import Initiative, RecordLine, Records

# What a line is, in the margin; prose and blank lines need no word.
ROLE_NAMES = {role: role.value.removeprefix("contact-") for role in LineRole} | {
    LineRole.PAGE_TITLE: "title",
    LineRole.DESCRIPTION: "descr.",
    LineRole.CONTACT_LABEL: "label",
    LineRole.BODY: "",
    LineRole.BLANK: "",
}


@dataclass(frozen=True, slots=True)
class LineView:
    """A line: `bar` is the severity of a finding about all of it."""

    anchor: str
    number: int
    role: str
    role_name: str
    html: Html
    bar: str | None
    remarks: tuple[LineRemark, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """Lines in a row; `record` where they are the first of an initiative; `state` says what changed."""

    initiative: Initiative | None
    lines: tuple[LineView, ...]
    record: RecordView | None
    state: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with the headings above its own."""

    anchor: str
    label: str
    above: tuple[str, ...]
    passages: tuple[PassageView, ...]

    @property
    def records(self) -> tuple[PassageView, ...]:
        """The passages that show a record."""
        return tuple(one for one in self.passages if one.record is not None)


def view_text(
    records: Records,
    text: str,
    *,
    frames: Frames,
    entries: Entries,
    remarks: Mapping[int, tuple[LineRemark, ...]],
    states: Mapping[str, str],
) -> tuple[SectionView, ...]:
    """Return every line once, in order; `states` says in a word what changed about an initiative, by its id."""
    flags = flags_of(records)

    def view_line(line: RecordLine) -> LineView:
        own = [flag for flag in flags if flag.start < line.end and line.start < flag.end]
        under = [flag for flag in own if not covers_line(flag, line)]
        return LineView(
            line_anchor(line.number),
            line.number,
            line.role.value,
            ROLE_NAMES[line.role],
            mark_line(text, line.start, line.end, frames=frames.by_line.get(line.number, ()), flags=under),
            bar_of(line, tuple(own)),
            remarks.get(line.number, ()),
        )

    def view_passage(passage: Passage) -> PassageView:
        owner = passage.initiative
        shown = entries.record(owner) if owner is not None and passage.is_first else None
        return PassageView(
            owner, tuple(map(view_line, passage.lines)), shown, states.get(owner.id if owner else "", "")
        )

    def view_section(section: Section) -> SectionView:
        above = section.category.path[:-1] if section.category is not None else ()
        return SectionView(section.anchor, section.label, above, tuple(map(view_passage, section.passages)))

    return tuple(map(view_section, split_sections(records)))
