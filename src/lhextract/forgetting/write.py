"""Writes what was planned, each file whole or not at all; a purge that was stopped is finished by the next one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lhextract.acquire.store import replace_snapshot
from lhextract.errors import UsageError
from lhextract.files import lock_folder, needs_recovery, recover_folder, replace_file, replace_folder
from lhextract.forgetting.extracted import KEPT
from lhextract.forgetting.plan import Edit, Plan, SourcePlan


def tidy_up(folders: Iterable[Path]) -> None:
    """Finish what a run or a purge of these extractions was stopped at; what it had built aside may name anybody."""
    for folder in folders:
        if needs_recovery(folder):
            with lock_folder(folder.resolve().parent):
                recover_folder(folder)


def write_plan(plan: Plan) -> None:
    """Write it: the list first, so that a run between two writes lets nobody back in.

    Raises `UsageError` where a file is another than the plan was made from; what was written until then stays.
    """
    _write_edit(plan.forgotten)
    for source in plan.sources:
        _write_source(source)
    for edit in plan.tables:
        _write_edit(edit)


def _write_source(plan: SourcePlan) -> None:
    for edit in plan.edits:
        _write_edit(edit)
    if plan.output is not None:
        with lock_folder(plan.folder.resolve().parent):
            recover_folder(plan.folder)
            for name, before in plan.before.items():
                _refuse_changed(Edit(plan.folder / name, before, None, 0))
            replace_folder(plan.folder, plan.output, keep=KEPT)
    if plan.snapshots:
        with lock_folder(plan.raw):
            for new in plan.snapshots:
                replace_snapshot(new.old, new.meta, new.body, more=new.more)


def _write_edit(edit: Edit) -> None:
    if edit.after == edit.before:
        return
    with lock_folder(edit.path.parent):
        _refuse_changed(edit)
        if edit.after is None:
            edit.path.unlink()
        else:
            replace_file(edit.path, edit.after)


def _refuse_changed(edit: Edit) -> None:
    now = edit.path.read_bytes() if edit.path.is_file() else None
    if now != edit.before:
        raise UsageError(f"{edit.path}: has been written by somebody else meanwhile; run purge again")
