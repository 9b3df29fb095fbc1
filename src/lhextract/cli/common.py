"""What commands have in common: options, progress, and one source after the other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from lhextract.errors import HeldError, LhextractError

FINDINGS_FOUND = 3
PERSON_NEEDED = 4
FAIL_ON = ("error", "warning", "note", "never")
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Least severity of a finding that gives exit code 3.",
)
model_option = click.option(
    "--no-model", is_flag=True, help="Find names by rules alone, without the trained recogniser."
)
private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch from private addresses and by http too: for intranets and tests."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def each(
    plan: Sequence[Callable[[], Any]], work: Callable[[Any], tuple[Any, int]], *, as_json: bool, several: bool
) -> int:
    """Do the work for every source and print it; an error of one source does not stop the next.

    `work` gives the result and an exit code; that of all is the largest. As JSON, one source gives an object, all
    profiles give an array.
    """
    code, results = 0, []
    for read in plan:
        try:
            result, found = work(read())
        except LhextractError as error:
            held = _held(error) if as_json and isinstance(error, HeldError) else None
            if not several and held is None:
                raise
            click.echo(f"lhextract: {error}", err=True)
            code = max(code, error.exit_code)
            results += [held] if held is not None else []
            continue
        code = max(code, found)
        if as_json:
            results.append(result)
        else:
            click.echo(result, nl=False)
    if as_json:
        click.echo(json.dumps(results if several else results[0], ensure_ascii=False, indent=2))
    return code


def _held(error: HeldError) -> Any:  # noqa: ANN401 - JSON
    from lhextract.show import states

    return states.held_data(error)


def tell(message: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(message, err=True)
