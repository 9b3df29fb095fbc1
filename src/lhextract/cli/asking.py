"""Commands that answer: what changed, why something is as it is, how good it is."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import FINDINGS_FOUND, json_option, model_option, tell
from lhextract.errors import LhextractError


@click.command()
@click.argument("source", required=False)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "md", "html")),
    default="text",
    show_default=True,
    help="How to print: for people, as the lines of changes.jsonl, for an issue or mail, as a page.",
)
@click.option(
    "--no-notes", is_flag=True, help="Leave out what needs nobody's attention: reworded texts, another order."
)
@click.option("--exit-code", is_flag=True, help="Exit with 3 if there are changes beside notes.")
@json_option
def diff(
    source: str | None, a: str | None, b: str | None, form: str, no_notes: bool, exit_code: bool, as_json: bool
) -> int:
    """Print what changed last on the page of SOURCE: a profile, or the folder of an extraction; without it, of all.

    With A, what differs from A to the extraction in force; with A and B, from A to B. Each is the folder of an
    extraction, a records.json, or a git revision of the workspace (HEAD~1). Two folders or files need no SOURCE.
    """
    from lhextract import differences

    showing = differences.Showing("json" if as_json else form, not no_notes, _columns(), several=source is None)
    code, found = 0, []
    for read in differences.plan(source, a, b, start=Path.cwd()):
        try:
            found.append(read())
        except LhextractError as error:
            if source is not None:
                raise
            click.echo(f"lhextract: {error}", err=True)
            code = max(code, error.exit_code)
    click.echo(differences.show(found, showing), nl=False)
    changed = any(one.has_changes() for one in found)
    return max(code, FINDINGS_FOUND if exit_code and changed else 0)


def _columns() -> int:
    import shutil  # here, because no other command needs it

    return min(120, max(60, shutil.get_terminal_size((100, 24)).columns))


@click.command()
@click.argument("source")
@click.argument("what", nargs=-1, required=True)
@click.option("--profile", "profile_name", help="Profile to read a file by.")
@model_option
@json_option
def explain(source: str, what: tuple[str, ...], profile_name: str | None, no_model: bool, as_json: bool) -> None:
    """Say why something is as it is on SOURCE: the name of a profile, or a page file.

    WHAT is a text of the page (which recognisers saw a name in it, what spoke for and against it, and the lines
    that hold it), `line N` (why the line has its role and belongs to its block), or `left-out` (the parts of an
    HTML page that are not in its text, and why).
    """
    from lhextract import jobs, updating
    from lhextract.show import reasons

    job = jobs.plan(source, out=None, profile=profile_name, start=Path.cwd(), use_model=not no_model)[0]()
    explanation = updating.explain_job(job, " ".join(what), tell=tell)
    if as_json:
        click.echo(json.dumps(explanation.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(reasons.explanation(explanation), nl=False)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    "profile_name",
    help="Profile (and lookups) of the workspace to read the pages by; without it, none.",
)
@click.option("--errors", is_flag=True, help="List what is false and what is missing.")
@model_option
@json_option
def evaluate(gold: Path, profile_name: str | None, errors: bool, no_model: bool, as_json: bool) -> None:
    """Score the extraction against GOLD: one golden case, or a folder of them."""
    from lhextract import cases
    from lhextract.show import scores

    evaluations = cases.evaluate_cases(gold, profile=profile_name, start=Path.cwd(), tell=tell, use_model=not no_model)
    if as_json:
        click.echo(json.dumps(scores.evaluation_data(evaluations, errors=errors), ensure_ascii=False, indent=2))
    else:
        click.echo(scores.evaluation(evaluations, errors=errors), nl=False)
