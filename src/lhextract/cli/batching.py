"""The command for many pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lhextract.cli.common import PERSON_NEEDED, json_option, model_option
from lhextract.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lhextract.batch.inputs.found import LeftOut
    from lhextract.batch.parts import Form
    from lhextract.batch.report import Report
    from lhextract.batch.task import Task
    from lhextract.show.batches import Watch

ENGINES = ("in-process", "processes", "dask")


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@click.option(
    "--to", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True, help="Form of the tables."
)
@click.option("--workers", type=click.IntRange(min=1), help="So many processes, or workers of a cluster of its own.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Where the work is done; without it, in this process, or in processes where --workers says how many.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler to work with, such as tcp://host:8786.")
@click.option(
    "--deadline",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="Seconds that a page may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    help="Megabytes that a page may take beyond what a worker needs (on Linux).",
)
@click.option(
    "--largest",
    type=click.FloatRange(min=0, max=20, min_open=True),
    default=20.0,
    show_default=True,
    help="Megabytes that a page may have.",
)
@click.option("--part-size", type=click.IntRange(min=1), default=200, show_default=True, help="Pages to a part.")
@click.option("--retry-failed", is_flag=True, help="Try those again that failed, though nothing changed.")
@click.option("--accept", is_flag=True, help="Take pages that look broken, or where it is doubtful what is what.")
@click.option("--dry-run", is_flag=True, help="List the inputs, and do nothing.")
@model_option
@json_option
def batch(
    inputs: tuple[str, ...],
    out: Path,
    to: Form,
    workers: int | None,
    engine: str | None,
    scheduler: str | None,
    deadline: float,
    memory: int,
    largest: float,
    part_size: int,
    retry_failed: bool,
    accept: bool,
    dry_run: bool,
    no_model: bool,
    as_json: bool,
) -> int:
    """Extract many pages: INPUTS are page files, folders, globs, lists (CSV, JSON lines), WARC files and fsspec URLs.

    The same command again takes up where it was left, and does anew only what changed. Every input has a row in the
    table `status`; one bad page never costs another.
    """
    from lhextract.batch.batching import Batch, run_batch
    from lhextract.batch.engines.choice import choose_engine
    from lhextract.batch.inputs import tasks_of
    from lhextract.batch.limits import MEGABYTE
    from lhextract.batch.setup import Limits, make_setup
    from lhextract.workspace import find_workspace

    start = Path.cwd()
    make_engine = choose_engine(engine, workers=workers, scheduler=scheduler)
    archives: list[LeftOut] = []
    tasks = tasks_of(inputs, start=start, tell=archives.append)
    if dry_run:
        return _list(tasks, archives, as_json=as_json)
    limits = Limits(seconds=deadline, megabytes=memory, bytes=int(largest * MEGABYTE))
    setup = make_setup(
        start=start, workspace=find_workspace(start), use_model=not no_model, accept=accept, limits=limits
    )
    wanted = Batch(setup, out, form=to, part_size=part_size, retry_failed=retry_failed)
    from lhextract.show.batches import watching

    with watching() as watch:
        report = run_batch(
            wanted,
            tasks,
            engine=lambda folder: make_engine(setup, folder),
            on_listed=watch.listed,
            on_outcome=watch.done,
        )
    _print(report, watch, archives, out=out, as_json=as_json)
    return _exit_code(report)


def _print(report: Report, watch: Watch, archives: Sequence[LeftOut], *, out: Path, as_json: bool) -> None:
    """Print what became of the pages."""
    from lhextract.show.batches import batch_data, batch_summary

    if as_json:
        click.echo(json.dumps(batch_data(report, watch, archives, out=str(out)), ensure_ascii=False, indent=2))
    else:
        click.echo(batch_summary(report, watch, archives, out=str(out)), nl=False)


def _list(tasks: Iterator[Task], archives: Sequence[LeftOut], *, as_json: bool) -> int:
    """Print what would be worked on; `archives` is filled as the tasks are taken."""
    from dataclasses import asdict

    found = list(tasks)
    if as_json:
        click.echo(json.dumps([asdict(task) for task in found], ensure_ascii=False, indent=2))
        return 0
    for task in found:
        click.echo(f"{task.id}\t{task.place}{f'  ({task.problem})' if task.problem else ''}")
    for archive in archives:
        click.echo(str(archive), err=True)
    click.echo(f"{len(found)} inputs", err=True)
    return 0


def _exit_code(report: Report) -> int:
    """As `run` for several sources: 5 where one could not be read, 4 where one is held."""
    from lhextract.batch.outcome import AGAIN, Status

    if any(report.statuses[status] for status in AGAIN):
        return SourceError.exit_code
    return PERSON_NEEDED if report.statuses[Status.HELD] else 0
