"""The commands for stewards who work in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import json_option
from lhextract.cli.correct import author_option, dry_run_option, source_argument
from lhextract.cli.group import Group
from lhextract.errors import UsageError

file_option = click.Path(path_type=Path, dir_okay=False)


@click.group(cls=Group)
def corrections() -> None:
    """Tables for stewards: every field on a row, to be edited in a spreadsheet and read back."""


@corrections.command("export")
@source_argument
@click.option("--csv", "csv_path", type=file_option, help="File to write as CSV in UTF-8.")
@click.option("--xlsx", "xlsx_path", type=file_option, help="File to write as a workbook; needs the extra xlsx.")
@click.option("--force", is_flag=True, help="Write over another file.")
@json_option
def corrections_export(source: str, csv_path: Path | None, xlsx_path: Path | None, force: bool, as_json: bool) -> None:
    """Write the table of SOURCE: what the machine found, what is in force, and a column for new values."""
    from lhextract.desk import open_desk
    from lhextract.sheets.handing import export_table
    from lhextract.show import tables

    path = csv_path or xlsx_path
    if path is None or (csv_path and xlsx_path):
        raise UsageError("--csv, --xlsx: found none or both, allowed is one; give a file to write")
    desk = open_desk(source, start=Path.cwd())
    rows = export_table(desk, path, xlsx=xlsx_path is not None, force=force)
    if as_json:
        click.echo(json.dumps({"source": desk.source, "file": str(path), "rows": rows}))
    else:
        click.echo(tables.exported(source, str(path), rows), nl=False)


@corrections.command("import")
@source_argument
@click.argument("file", type=click.Path(path_type=Path))
@author_option
@dry_run_option
@json_option
def corrections_import(source: str, file: Path, author: str | None, dry_run: bool, as_json: bool) -> int:
    """Decide what was edited in FILE, a table of SOURCE. If any row does not fit, all misfits are listed and nothing is
    written; a row about something that has changed since the export is listed, and the others are applied.
    """
    from lhextract.author import author_of
    from lhextract.desk import open_desk
    from lhextract.sheets.handing import import_table
    from lhextract.show import tables

    desk = open_desk(source, start=Path.cwd())
    who = author_of(author, root=desk.workspace.root if desk.workspace is not None else Path.cwd())
    done = import_table(desk, file, author=who, write=not dry_run)
    if as_json:
        click.echo(json.dumps(tables.imported_data(done), ensure_ascii=False, indent=2))
    else:
        click.echo(tables.imported(done), nl=False)
    return done.exit_code
