"""Commands that bring records up to date, or say whether they are."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from lhextract.cli.common import (
    FINDINGS_FOUND,
    PERSON_NEEDED,
    each,
    fail_on_option,
    json_option,
    model_option,
    private_option,
    tell,
)

STAGES = ("text", "outline", "mentions", "records", "checks")


@click.command()
@click.argument("source", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write into instead of extracted/.")
@click.option("--profile", "profile_name", help="Profile to read a file by.")
@click.option(
    "--until",
    type=click.Choice(STAGES),
    default="checks",
    show_default=True,
    help="Stop after this stage and print what it made; nothing is written.",
)
@fail_on_option
@click.option("--fetch", is_flag=True, help="Ask the server first whether the page is another (a URL always is asked).")
@private_option
@click.option("--accept", is_flag=True, help="Write although the page looks broken, or it is doubtful what is what.")
@click.option("--force", is_flag=True, help="Extract although nothing changed.")
@click.option("--explain", "explains", is_flag=True, help="Say on stderr which inputs are another than last time.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@model_option
@json_option
def run(
    source: str | None,
    out: Path | None,
    profile_name: str | None,
    until: str,
    fail_on: str,
    fetch: bool,
    allow_private: bool,
    accept: bool,
    force: bool,
    explains: bool,
    dry_run: bool,
    no_model: bool,
    as_json: bool,
) -> int:
    """Bring the records of SOURCE up to date: a profile, a page file or a URL. Without it, of every profile.

    Nothing is done where nothing changed. What does not look like the page is held: nothing is replaced, the reason is
    named, exit code 4.
    """
    from lhextract import fetching, jobs, updating

    options = updating.Options(write=not dry_run, accept=accept, force=force)

    def bring_up_to_date(job: jobs.Job) -> tuple[Any, int]:
        if until != "checks":
            return _stage(job, until, as_json=as_json), 0
        result = updating.update(job, options=options, tell=tell)
        if explains:
            from lhextract.show import states

            click.echo(states.because(result), nl=False, err=True)
        return _result(result, as_json=as_json), exit_code(result, fail_on=fail_on)

    asked = fetch or (source is not None and fetching.is_url(source))
    how = fetching.Fetching(allow_private=allow_private, write=not dry_run) if asked else None
    plan = jobs.plan(source, out=out, profile=profile_name, start=Path.cwd(), use_model=not no_model, fetching=how)
    return each(plan, bring_up_to_date, as_json=as_json, several=source is None)


def _stage(job: Any, until: str, *, as_json: bool) -> Any:  # noqa: ANN401 - JSON, or text
    from lhextract import updating
    from lhextract.show import stages

    done = updating.extract_job(job, until=until, tell=tell)
    return stages.stage_data(done) if as_json else stages.stage(done)


def _result(result: Any, *, as_json: bool) -> Any:  # noqa: ANN401 - JSON, or text
    from lhextract import updating

    if isinstance(result, updating.Unchanged):
        # Not even the library that draws tables is needed to say that nothing happened.
        from lhextract.show import states

        return states.unchanged_data(result) if as_json else states.unchanged(result)
    from lhextract.show import runs

    return runs.summary_data(result) if as_json else runs.summary(result)


@click.command()
@click.argument("source", required=False)
@private_option
@click.option("--warc", is_flag=True, help="Keep a web archive (WARC) beside a new snapshot; needs the extra warc.")
@click.option("--dry-run", is_flag=True, help="Ask, but write nothing.")
@json_option
def fetch(source: str | None, allow_private: bool, warc: bool, dry_run: bool, as_json: bool) -> int:
    """Get the page of SOURCE (a profile or a URL; without it, of every profile) into raw/, if it is another.

    robots.txt is obeyed, the server is told who asks, and only public addresses are visited. Nothing is extracted.
    """
    from lhextract import fetching
    from lhextract.show import states

    how = fetching.Fetching(allow_private=allow_private, warc=warc, write=not dry_run)
    plan = fetching.plan(source, start=Path.cwd())

    def get(place: fetching.Place) -> tuple[Any, int]:
        fetched = fetching.fetch_place(place, fetching=how)
        return (states.fetched_data if as_json else states.fetched)(place, fetched), 0

    return each(plan, get, as_json=as_json, several=source is None)


@click.command()
@click.argument("source", required=False)
@click.option("--every", default="6h", show_default=True, help="Time between two checks: a number with s, m, h or d.")
@click.option(
    "--jitter",
    type=click.FloatRange(0.0, 1.0),
    default=0.1,
    show_default=True,
    help="Share of that time by which chance lengthens each wait, so that many watchers do not meet.",
)
@click.option("--times", type=click.IntRange(min=1), help="Stop after so many checks, with the worst exit code.")
@private_option
@json_option
def watch(source: str | None, every: str, jitter: float, times: int | None, allow_private: bool, as_json: bool) -> int:
    """Fetch and run SOURCE (a profile or a URL; without it, every profile) again and again, one line per check.

    For those without cron: it stays in the foreground until it is stopped.
    """
    from dataclasses import asdict

    from lhextract import fetching, watching

    how = watching.Watch(watching.read_interval(every), jitter, times)
    what = fetching.Fetching(allow_private=allow_private)
    code = 0
    for one in watching.watch(source, how=how, fetching=what, start=Path.cwd()):
        click.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else str(one))
        sys.stdout.flush()
        code = max(code, one.code)
    return code


@click.command()
@click.argument("source", required=False)
@fail_on_option
@model_option
@json_option
def check(source: str | None, fail_on: str, no_model: bool, as_json: bool) -> int:
    """Check SOURCE (or every profile): schema, findings, and whether extracted/ is what a run would write."""
    from lhextract import jobs, updating
    from lhextract.show import runs

    def examine(job: jobs.Job) -> tuple[Any, int]:
        checked = updating.check_job(job, tell=tell)
        faults = updating.table_faults(checked)
        result = (runs.check_data if as_json else runs.check)(checked, faults)
        return result, max(FINDINGS_FOUND if checked.stale or faults else 0, exit_code(checked, fail_on=fail_on))

    plan = jobs.plan(source, out=None, profile=None, start=Path.cwd(), use_model=not no_model)
    return each(plan, examine, as_json=as_json, several=source is None)


def exit_code(result: Any, *, fail_on: str) -> int:  # noqa: ANN401 - Done or Unchanged
    """3 where a finding is at least as severe as `fail_on`, 4 where a steward has to decide again."""
    from lhextract import updating

    if updating.needs_a_person(result):
        return PERSON_NEEDED
    return FINDINGS_FOUND if updating.has_findings(result, fail_on) else 0
