"""`lhextract verify`: whether `extracted/` follows from its inputs, with nothing of it trusted."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import FINDINGS_FOUND, PERSON_NEEDED, json_option, model_option, tell
from lhextract.cli.completion import offering
from lhextract.errors import LhextractError


@click.command()
@click.argument("source", nargs=-1, shell_complete=offering("sources"))
@click.option("--out", type=click.Path(path_type=Path), help="Folder of an extraction made by `lhextract run --out`.")
@click.option("--profile", "profile_name", help="Profile that a page file was read by.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print: for people, or as JSON with every place.",
)
@model_option
@json_option
def verify(
    source: tuple[str, ...], out: Path | None, profile_name: str | None, form: str, no_model: bool, as_json: bool
) -> int:
    """Derive every field of extracted/ anew, and name each that does not follow from the inputs it was made from.

    Each SOURCE is a profile or a page file; without any, every profile. Nothing is written, and no digest is taken for
    an answer, which is the difference to `check`. Exit code 3: inputs changed since, and `lhextract run` makes all of
    it good; 4: something was altered, lost or added, and a person has to look.
    """
    from lhextract.show import verifying as shown
    from lhextract.verification import verify as verifying

    asked = verifying.Asked(Path.cwd(), out, profile_name, not no_model)
    code, found = 0, []
    for name in verifying.names(source, asked=asked):
        try:
            one = verifying.verify(name, asked=asked, tell=tell)
        except LhextractError as error:
            if len(source) == 1:
                raise
            click.echo(f"lhextract: {error}", err=True)
            code = max(code, error.exit_code)
            continue
        found.append(one)
        code = max(code, _exit_code(one.follows, one.is_explained))
        if not (as_json or form == "json"):
            click.echo(shown.verified(one), nl=False)
    left = verifying.unclaimed(asked=asked) if not source else []
    for name in left:
        click.echo(f"lhextract: extracted/{name}: of no profile, so not verified; give its page as SOURCE", err=True)
    if as_json or form == "json":
        results = [shown.verified_data(one) for one in found]
        click.echo(json.dumps(results[0] if len(source) == 1 else results, ensure_ascii=False, indent=2))
    return max(code, PERSON_NEEDED) if left else code


def _exit_code(follows: bool, is_explained: bool) -> int:
    if follows:
        return 0
    return FINDINGS_FOUND if is_explained else PERSON_NEEDED
