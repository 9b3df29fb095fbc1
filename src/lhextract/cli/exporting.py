"""The command that hands records on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from lhextract.cli.common import each, json_option


@click.command()
@click.argument("source", required=False)
@click.option("--to", required=True, help="A format (csv, xlsx, …; see below), or the URL of a database.")
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write, - for stdout.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def export(source: str | None, to: str, out: Path | None, dry_run: bool, as_json: bool) -> int:
    """Write the records of SOURCE in another format: a profile, or the folder of an extraction. Without it, of all."""
    from lhextract import exporting

    order = exporting.Order(exporting.format_called(to), out, write=not dry_run)
    plan = exporting.plan(source, order, start=Path.cwd())

    def done(exported: exporting.Exported) -> tuple[Any, int]:
        if out == Path(exporting.STDOUT):
            for content in exported.files.values():
                sys.stdout.buffer.write(content)
            return "", 0
        if as_json:
            return {"target": str(exported.target), **exported.manifest}, 0
        return exporting.in_one_line(exported), 0

    return each(plan, done, as_json=as_json, several=source is None)
