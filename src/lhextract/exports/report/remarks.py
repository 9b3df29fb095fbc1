"""The findings as the report shows them: by severity, beside the line they are about, and under the text as flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lhextract.exports.report.entries import Place, Places
from lhextract.exports.report.marking import Flag
from lhextract.model.finding import Finding, Severity
from lhextract.model.record import RecordLine, Records

# The worst first; the sign says the severity without colour.
GROUPS = ((Severity.ERROR, "Errors", "✖"), (Severity.WARNING, "Warnings", "▲"), (Severity.NOTE, "Notes", "•"))
SIGNS = {severity: sign for severity, _, sign in GROUPS}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its anchor, its places and the name of the initiative that it is about."""

    anchor: str
    finding: Finding
    sign: str
    places: tuple[Place, ...]
    about: str | None


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """All findings of one severity."""

    severity: Severity
    label: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class LineRemark:
    """A finding beside a line; its message is said only where it first comes."""

    remark: Remark
    is_first: bool


def list_remarks(records: Records, places: Places) -> tuple[Remark, ...]:
    """The findings in the order of the records."""
    names = {one.id: one.name for one in records.initiatives}
    return tuple(
        Remark(
            f"F{number}",
            finding,
            SIGNS[finding.severity],
            _places(finding, places),
            names.get(finding.initiative or ""),
        )
        for number, finding in enumerate(records.findings, start=1)
    )


def _places(finding: Finding, places: Places) -> tuple[Place, ...]:
    """Where its spans begin, one place for each line."""
    by_line: dict[int, Place] = {}
    for span in finding.spans:
        place = places.of_span(span.start, span.end)
        by_line.setdefault(place.line, place)
    return tuple(by_line.values())


def group_remarks(remarks: tuple[Remark, ...]) -> tuple[RemarkGroup, ...]:
    """By severity, the worst first; a severity without findings is left out."""
    groups = (
        RemarkGroup(severity, label, tuple(one for one in remarks if one.finding.severity is severity))
        for severity, label, _ in GROUPS
    )
    return tuple(group for group in groups if group.remarks)


def remarks_by_line(remarks: tuple[Remark, ...]) -> Mapping[int, tuple[LineRemark, ...]]:
    """The findings of each line, by its number, at the line on which each of their spans begins."""
    by_line: dict[int, list[LineRemark]] = {}
    for remark in remarks:
        for index, place in enumerate(remark.places):
            by_line.setdefault(place.line, []).append(LineRemark(remark, is_first=index == 0))
    return {line: tuple(found) for line, found in by_line.items()}


def flags_of(records: Records) -> tuple[Flag, ...]:
    """The spans of all findings."""
    return tuple(Flag(span.start, span.end, one.severity) for one in records.findings for span in one.spans)


def bar_of(line: RecordLine, flags: tuple[Flag, ...]) -> Severity | None:
    """The worst severity of those findings that are about a whole line, which gets a bar instead of an underline."""
    whole = [flag.severity for flag in flags if covers_line(flag, line)]
    return next((severity for severity, _, _ in GROUPS if severity in whole), None)


def covers_line(flag: Flag, line: RecordLine) -> bool:
    """Whether a flag lies under a whole line, and more than a value."""
    return flag.start <= line.start < line.end <= flag.end
