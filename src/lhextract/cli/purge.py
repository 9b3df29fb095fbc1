"""`lhextract purge`: somebody asked to be forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lhextract.forgetting.plan import Plan

ELSEWHERE = (
    "the page itself: `lhextract fetch` brings the bytes back until its owner takes the person off (runs mask them)",
    "git history, clones, forks, pull requests and caches: docs/privacy.md has a recipe",
    "databases: after the next run `lhextract export --to URL --forget` deletes the person's rows there",
    "backups, exports that were handed on, and folders written with --out",
)


@click.command()
@click.argument("source", required=False)
@click.option("--person", required=True, help="Given and family name of who asked to be forgotten.")
@click.option("--snapshots", is_flag=True, help="Mask pages in raw/ too, and remove web archives beside them.")
@click.option("--dry-run", is_flag=True, help="List every place; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def purge(source: str | None, person: str, snapshots: bool, dry_run: bool, as_json: bool) -> None:
    """Forget a person: out of the files of SOURCE (without it, of every source), and out of every later run.

    Someone else of the same name cannot be told apart: look at the list of --dry-run first.
    """
    from lhextract.errors import UsageError
    from lhextract.forgetting.planning import all_sources, plan_purge
    from lhextract.forgetting.write import tidy_up, write_plan
    from lhextract.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    if workspace is None:
        raise UsageError(f"{Path.cwd()}: no workspace here (no pipeline/profiles/); run purge inside one")
    if not dry_run:
        tidy_up(workspace.extracted / name for name in all_sources(workspace))
    plan = plan_purge(workspace, person, source=source, snapshots=snapshots)
    if not dry_run:
        write_plan(plan)
    click.echo(json.dumps(_data(plan, dry_run), ensure_ascii=False, indent=2) if as_json else _text(plan, dry_run))
    if not dry_run:
        click.echo("next: `lhextract run` makes the records anew without the person; then commit", err=True)


def _data(plan: Plan, dry_run: bool) -> dict[str, object]:
    return {
        "person": plan.person,
        "written": not dry_run,
        "places": [
            {"file": place.file, "line": place.line, "kind": place.kind, "text": place.text}
            for place in plan.all_places()
        ],
        "files": [{"file": name, "becomes": becomes, "hits": hits} for name, becomes, hits in plan.files()],
        "remaining": [{"file": name, "hits": hits} for name, hits in plan.remaining],
        "elsewhere": list(ELSEWHERE),
    }


def _text(plan: Plan, dry_run: bool) -> str:
    lines = [f"{plan.person}: {'would be' if dry_run else 'is'} forgotten"]
    lines += [
        f"  {place.file}, line {place.line}: {place.kind}{place.text and f' {place.text!r}'}"
        for place in plan.all_places()
    ]
    lines += ["files:"]
    lines += [f"  {name}: {becomes}{f', {hits} times' if hits else ''}" for name, becomes, hits in plan.files()]
    if plan.remaining:
        lines += ["still there (edit by hand; raw/: give --snapshots):"]
        lines += [f"  {name}: {hits} times" for name, hits in plan.remaining]
    return "\n".join([*lines, "not reached:", *(f"  {where}" for where in ELSEWHERE)])
