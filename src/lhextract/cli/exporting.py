"""The command that hands records on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lhextract.cli.common import each, json_option, tell
from lhextract.cli.selecting import selection_of, selection_options
from lhextract.errors import UsageError

if TYPE_CHECKING:
    from lhextract.exporting.outcome import Outcome


@click.command()
@click.argument("source", required=False)
@click.option(
    "--to",
    required=True,
    metavar="FORMAT|URL",
    help="annotations, csv, docbin, jsonl, jsonld, parquet, sqlite, ttl, xlsx; or the URL of a database.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File or folder to write, - for stdout; without it, SOURCE with the format's ending in this folder.",
)
@selection_options
@click.option("--forget", is_flag=True, help="In a database, delete the rows that are retired; see docs/privacy.md.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def export(
    source: str | None,
    to: str,
    out: Path | None,
    forget: bool,
    dry_run: bool,
    as_json: bool,
    **wanted: Any,  # noqa: ANN401 - what `selection_options` adds
) -> int:
    """Hand on the records of SOURCE: a profile, or the folder of an extraction. Without it, of every profile.

    What an earlier export wrote is replaced; into a database, rows are brought up to date by their ids.
    """
    from lhextract.exporting.order import Order, plan, read_target

    to_stdout = str(out) == "-"
    if to_stdout and as_json:
        raise UsageError("--json: found beside --out -, allowed is one of them: both go to stdout")
    order = Order(read_target(to), selection_of(**wanted), out, forget=forget, write=not dry_run)

    def told(outcome: Outcome) -> tuple[Any, int]:
        if to_stdout and not dry_run:
            for content in outcome.files.values():
                sys.stdout.buffer.write(content)
            return "", 0
        return outcome.to_json() if as_json else str(outcome), 0

    return each(plan(source, order, start=Path.cwd(), tell=tell), told, as_json=as_json, several=source is None)
