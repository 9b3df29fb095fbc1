"""`lhextract golden`: golden cases."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import json_option, tell
from lhextract.cli.group import Group


@click.group(cls=Group)
def golden() -> None:
    """Golden cases: pages with what a careful reader found on them. Nothing here ever writes a fixture."""


@golden.command("list")
@click.argument("folder", type=click.Path(path_type=Path), default="tests/golden")
@json_option
def golden_list(folder: Path, as_json: bool) -> None:
    """List the cases of FOLDER (tests/golden if not given)."""
    from lhextract.gold import list_cases

    names = [case.name for case in list_cases(folder)]
    click.echo(json.dumps(names) if as_json else "\n".join(names))


@golden.command("show")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--profile", "profile_name", help="Profile of the workspace to read the page by.")
@json_option
def golden_show(case: Path, profile_name: str | None, as_json: bool) -> None:
    """Print what the program finds on the page of CASE, as lines.tsv and inline.txt, for a person to judge."""
    from lhextract import cases
    from lhextract.show import stages

    folder = case if case.exists() else Path("tests/golden") / case
    extraction = cases.extract_case(folder, profile=profile_name, start=Path.cwd(), tell=tell)
    if as_json:
        click.echo(json.dumps(stages.stage_data(extraction), ensure_ascii=False, indent=2))
    else:
        click.echo(stages.as_gold(extraction), nl=False)
