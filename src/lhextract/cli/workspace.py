"""Commands for what a workspace stands on: its folders, its tables of names."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click

from lhextract.cli.common import json_option, tell
from lhextract.cli.group import Group


@click.group(cls=Group)
def lookups() -> None:
    """Tables of names that no rule can know."""


@lookups.command("import-ror")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="File to write instead of pipeline/lookups/ror.sqlite.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def lookups_import_ror(file: Path, out: Path | None, dry_run: bool, as_json: bool) -> None:
    """Make the index of FILE, the dump of the Research Organization Registry (ror.org).

    FILE is the zip as published on Zenodo, or the JSON in it, plain or as .gz; of the schemas v1 and v2 the newer
    one is taken. A look-up in the index reads only what it needs of it.
    """
    from lhextract.importing import import_ror

    imported = import_ror(file, out=out, start=Path.cwd(), write=not dry_run, tell=tell)
    click.echo(json.dumps(imported.to_json(), ensure_ascii=False, indent=2) if as_json else str(imported))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--bare", is_flag=True, help="Without the example page, its profile all comments.")
@click.option("--dry-run", is_flag=True, help="Say what would be made.")
@json_option
def init(folder: Path, bare: bool, dry_run: bool, as_json: bool) -> None:
    """Make a workspace in FOLDER: pipeline/, raw/ and extracted/, with an example that `lhextract run` extracts.

    University, persons and numbers of the example are invented.
    """
    from lhextract.scaffold import create_workspace

    paths = [str(path) for path in create_workspace(folder, bare=bare, write=not dry_run)]
    click.echo(json.dumps(paths) if as_json else "\n".join(paths))
    if not dry_run:
        click.echo(f"next: {_next(folder, bare=bare)}", err=True)


def _next(folder: Path, *, bare: bool) -> str:
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    if bare:
        renamed = "mv pipeline/profiles/example.toml pipeline/profiles/NAME.toml"
        return f"{go}{renamed}; give it the page's url; then `lhextract run NAME --fetch`"
    return f"{go}lhextract run"
