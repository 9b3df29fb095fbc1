"""What came of a table that a steward has edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lhextract.sheets.handing import Imported
from lhextract.show.console import shorten
from lhextract.show.decisions import decided, decided_data

LONGEST = 200  # characters of a value


def exported(source: str, path: str, rows: int) -> str:
    """Where the table is, and what to do with it."""
    return (
        f"{source}: {rows} rows written to {path}; edit the columns new value and action, then "
        f"`lhextract corrections import {source} {path}`\n"
    )


def imported(done: Imported) -> str:
    """What was decided, or why nothing was; then what somebody has to look at, and what was left aside."""
    judged = done.judged
    lines = []
    if done.decided is None:
        lines.append(f"{done.source}: nothing was written, because {_count(judged.misfits, 'row')} cannot be applied:")
        lines += [
            f"  row {one.row}, {one.record} {one.field}: found {shorten(one.found, LONGEST)!r}, "
            f"allowed is {one.allowed}"
            for one in judged.misfits
        ]
    elif done.decided.decisions:
        lines += decided(done.decided).splitlines()
    else:
        lines.append(f"{done.source}: nothing to do, no row says anything new")
    for one in judged.stale:
        by = f" by {', '.join(one.by)}" if one.by else ""
        lines.append(
            f"  row {one.row}, {one.record} {one.field} has changed meanwhile{by} and was not applied: "
            f"then {shorten(one.then, LONGEST)!r}, theirs "
            f"{'gone' if one.theirs is None else repr(shorten(one.theirs, LONGEST))}, "
            f"yours {shorten(one.yours, LONGEST)!r}"
        )
    if judged.stale:
        lines.append("export again to decide about these")
    return "\n".join((*lines, *_notes(done), ""))


def _notes(done: Imported) -> list[str]:
    judged = done.judged
    notes = [f"{_count(range(judged.left_out), 'row')} of an export not in the file"] if judged.left_out else []
    notes += [f"{_count(range(judged.empty), 'empty row')}"] if judged.empty else []
    notes += [f"about what is not there: row {_listed(judged.unknown)}"] if judged.unknown else []
    told = [f"left aside: {'; '.join(notes)}"] if notes else []
    if judged.overwritten:
        told.append(
            f"changed in the column value in force, which is only shown: row {_listed(judged.overwritten)}; "
            "write what is right into the column new value"
        )
    return told


def _count(what: Sequence[object], name: str) -> str:
    return f"{len(what)} {name}{'' if len(what) == 1 else 's'}"


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:10]))
    return f"{shown} and {len(rows) - 10} more" if len(rows) > 10 else shown


def imported_data(done: Imported) -> dict[str, Any]:
    """The same for programs."""
    judged = done.judged
    return {
        "source": done.source,
        "written": done.decided is not None and done.decided.written,
        "decisions": decided_data(done.decided)["decisions"] if done.decided is not None else [],
        "misfits": [asdict(one) for one in judged.misfits],
        "stale": [asdict(one) for one in judged.stale],
        "unchanged": judged.unchanged,
        "empty": judged.empty,
        "left_out": judged.left_out,
        "unknown": judged.unknown,
        "overwritten": judged.overwritten,
    }
