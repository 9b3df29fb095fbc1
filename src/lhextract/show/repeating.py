"""Corrections that repeat, and what is advised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from lhextract.learning.effect import Effect, Place
from lhextract.learning.on_golden import OnGolden
from lhextract.learning.remedies import ProfileKey
from lhextract.learning.repeats import Pattern, Repeat
from lhextract.learning.report import Advice, Report
from lhextract.show.console import shorten
from lhextract.show.decisions import value_text

LISTED = 8  # places and scores; all of them are in the JSON
ROOM = 80  # characters of a value


def report(found: Report) -> str:
    """What repeats, where, and rows ready to be copied."""
    sources = ", ".join(found.sources)
    counted = f"{_count(found.fixes, 'correction')} in force, {_count(len(found.findings), 'repetition')}"
    lines = [f"{sources}: {counted}"]
    for finding in found.findings:
        lines += ["", _title(finding.repeat)]
        lines += _first([f"  {fix.source} {fix.record} {fix.name}, {fix.path}" for fix in finding.repeat.fixes])
        for advice in finding.advice:
            lines += _advice(advice)
        if not finding.advice:
            lines.append("  no row of a lookup can say this; it is one for those who write the rules")
    if found.findings:
        lines += ["", "nothing was written"]
    return "\n".join((*lines, ""))


def _title(repeat: Repeat) -> str:
    first, count = repeat.fixes[0], len(repeat.fixes)
    times = "once" if count == 1 else f"{count} times"
    match repeat.pattern:
        case Pattern.EQUAL:
            return f"{repeat.field}: {_said(first.machine)} -> {_said(first.value)}, {times}"
        case Pattern.ADDED:
            return f"{repeat.field}: {repeat.what!r} was missed {times}"
        case Pattern.CUT:
            return f"{repeat.field}: cut {repeat.what!r} {times}"
        case Pattern.LINKS:
            return f"{repeat.field}: {repeat.what}: what it is was corrected {times}"
        case Pattern.REGION:
            return f"{repeat.field}: numbers of {repeat.what} were read by another country {times}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _said(value: Any) -> str:  # noqa: ANN401 - a value of an entry
    return shorten(value_text(value), ROOM)


def _advice(advice: Advice) -> Iterator[str]:
    in_place = f" (instead of the row of {advice.instead_of})" if advice.instead_of else ""
    yield f"  pipeline/{advice.file}{in_place}:"
    yield from (f"    {line}" for line in advice.row.split("\n"))
    if advice.effect is None:
        yield "    effect not measured (--quick)"
    else:
        yield from _effect(advice.effect)
    if advice.golden is not None and not isinstance(advice.remedy, ProfileKey):
        yield from _golden(advice.golden)
    if advice.command is not None:
        yield f"    {advice.command}"


def _effect(effect: Effect) -> Iterator[str]:
    against = f", works against {len(effect.against)}" if effect.against else ""
    others = (
        f"would change {_count(len(effect.others), 'other place')} here"
        if effect.others
        else "changes nothing else here"
    )
    yield f"    makes {_count(len(effect.redundant), 'decision')} redundant{against}; {others}"
    yield from _first([f"      {_place(place)}" for place in effect.others])


def _place(place: Place) -> str:
    where = f"{place.source} {place.record} {shorten(place.name, ROOM)}, {place.path}"
    return f"{where}: {_said(place.before)} -> {_said(place.after)}"


def _golden(golden: OnGolden) -> Iterator[str]:
    cases = len({one.case for one in golden.differences})
    yield f"    golden cases: {golden.cases} read, {golden.touched} with its words, {cases} with other scores"
    yield from _first(
        [
            f"      {one.case}, {one.part} {one.name}: F1 {one.before.f1:.3f} -> {one.after.f1:.3f}"
            for one in golden.differences
        ]
    )


def _first(lines: list[str]) -> list[str]:
    """The first of some lines, and how many there are more."""
    if len(lines) <= LISTED:
        return lines
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return [*lines[:LISTED], f"{indent}… and {len(lines) - LISTED} more (--json lists them)"]


def report_data(found: Report) -> dict[str, Any]:
    """The same for programs."""
    return {
        "sources": list(found.sources),
        "corrections": found.fixes,
        "repeats": [
            {
                "pattern": one.repeat.pattern.value,
                "field": one.repeat.field,
                "what": one.repeat.what,
                "fixes": [asdict(fix) for fix in one.repeat.fixes],
                "advice": [_advice_data(advice) for advice in one.advice],
            }
            for one in found.findings
        ],
    }


def _advice_data(advice: Advice) -> dict[str, Any]:
    return {
        "file": f"pipeline/{advice.file}",
        "row": advice.row,
        "command": advice.command,
        "instead_of": advice.instead_of,
        "effect": asdict(advice.effect) if advice.effect is not None else None,
        "golden": _golden_data(advice.golden) if advice.golden is not None else None,
    }


def _golden_data(golden: OnGolden) -> dict[str, Any]:
    return {
        "cases": golden.cases,
        "touched": golden.touched,
        "differences": [
            {"case": one.case, "part": one.part, "name": one.name, "before": one.before.f1, "after": one.after.f1}
            for one in golden.differences
        ],
    }
