"""The commands that learn from decisions: nothing is accepted here, a person reads what they propose."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import json_option
from lhextract.cli.correct import source_argument
from lhextract.cli.corrections import corrections
from lhextract.cli.golden import golden

__all__ = ["corrections", "golden"]


@golden.command("propose")
@source_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write, not there yet; else proposed/SOURCE.",
    metavar="DIR",
)
@click.option("--record", "records", multiple=True, help="An initiative to take as confirmed; else all that are.")
@click.option(
    "--examples",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the lines of confirmed blocks with their names, as JSON Lines for training.",
)
@json_option
def golden_propose(
    source: str, out: Path | None, records: tuple[str, ...], examples: Path | None, as_json: bool
) -> None:
    """Make a golden case of the records of SOURCE that stewards have confirmed or corrected, for a person to read.

    What nobody has decided is marked "# unconfirmed". Nothing is ever written below tests/golden.
    """
    from lhextract.desk import open_desk
    from lhextract.learning.proposing import propose_case
    from lhextract.show import learned

    done = propose_case(open_desk(source, start=Path.cwd()), folder=out, records=records, examples=examples)
    if as_json:
        click.echo(json.dumps(learned.proposed_data(done), ensure_ascii=False, indent=2))
    else:
        click.echo(learned.proposed(done), nl=False)
