"""`lhextract identity`: which initiative is which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lhextract.cli.common import each, json_option, tell
from lhextract.cli.group import Group


@click.group(cls=Group)
def identity() -> None:
    """Which initiative is which: how the page's initiatives got their ids, and what a person says of it."""


@identity.command("list")
@click.argument("source", required=False)
@json_option
def identity_list(source: str | None, as_json: bool) -> int:
    """Show the ids of the initiatives of SOURCE (or of every profile), with the evidence; nothing is written."""
    from lhextract import answering, jobs
    from lhextract.show import identities

    def look(job: jobs.Job) -> tuple[Any, int]:
        found = answering.identify_job(job, tell=tell)
        return (identities.identities_data if as_json else identities.identities)(job.source, found), 0

    plan = jobs.plan(source, out=None, profile=None, start=Path.cwd())
    return each(plan, look, as_json=as_json, several=source is None)


@identity.command("same")
@click.argument("source")
@click.argument("number", type=int)
@click.argument("ident", metavar="ID")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def identity_same(source: str, number: int, ident: str, dry_run: bool, as_json: bool) -> None:
    """Say that initiative NUMBER on the page of SOURCE is the known one with this ID; the next run keeps to it."""
    _answer(source, number, ident, dry_run=dry_run, as_json=as_json)


@identity.command("new")
@click.argument("source")
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def identity_new(source: str, number: int, dry_run: bool, as_json: bool) -> None:
    """Say that initiative NUMBER on the page of SOURCE is none of the known ones."""
    _answer(source, number, None, dry_run=dry_run, as_json=as_json)


def _answer(source: str, number: int, ident: str | None, *, dry_run: bool, as_json: bool) -> None:
    from lhextract import answering, jobs
    from lhextract.show import identities

    job = jobs.plan(source, out=None, profile=None, start=Path.cwd())[0]()
    said = answering.answer(job, number, ident, write=not dry_run, tell=tell)
    if as_json:
        click.echo(json.dumps(identities.answered_data(said), ensure_ascii=False, indent=2))
    else:
        click.echo(identities.answered(said), nl=False)
