"""`lhextract schema`: what importers may rely on, and what a change of it means for them."""

from __future__ import annotations

import json

import click

from lhextract.cli.common import FINDINGS_FOUND, json_option
from lhextract.cli.group import Group


@click.group(cls=Group, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, expose_value=False, help="No change: a schema is JSON either way.")
@click.pass_context
def schema(context: click.Context) -> None:
    """Print the JSON Schema of records.json; or say what differs between two of them."""
    if context.invoked_subcommand is None:
        from lhextract.exports.schema import json_schema

        click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@schema.command("diff")
@click.argument("a")
@click.argument("b")
@click.option("--exit-code", is_flag=True, help="Exit with 3 if anything but words differs.")
@json_option
def schema_diff(a: str, b: str, exit_code: bool, as_json: bool) -> int:
    """Say what differs from schema A to schema B, how far each difference reaches, and which bump that takes.

    Each is `current`, `released`, a released version such as 1.0.0, a schema file, or a records.json (its version
    counts). Levels are those of MODEL.REVISION.ADDITION.
    """
    from lhextract import schemas
    from lhextract.model.version import Level
    from lhextract.schema_changes.difference import least_bump
    from lhextract.show import schemas as shown

    found = schemas.compare(a, b)
    if as_json:
        click.echo(json.dumps(shown.compared_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo(shown.compared(found), nl=False)
    return FINDINGS_FOUND if exit_code and least_bump(found.differences) is not Level.NONE else 0


@schema.command("check")
@json_option
def schema_check(as_json: bool) -> int:
    """Check that the schema's version is the right one since the last release, and that its files are what they were.

    For the program's own CI: exit code 3 where something is wrong, with what to do.
    """
    from lhextract import schemas

    verdict, problems = schemas.verdict(), schemas.problems()
    if as_json:
        said = {
            "released": str(verdict.released),
            "current": str(verdict.current),
            "right": str(verdict.right),
            "level": verdict.level.name,
            "problems": problems,
        }
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        right = f"schema {verdict.current} is right: {verdict.level.name} since release {verdict.released}"
        click.echo("\n".join(problems or [right]))
    return FINDINGS_FOUND if problems else 0
