"""The commands that learn from decisions: nothing is accepted here, a person reads what they propose."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lhextract.cli.common import json_option, tell
from lhextract.cli.correct import source_argument
from lhextract.cli.corrections import corrections
from lhextract.cli.golden import golden
from lhextract.errors import UsageError

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


@corrections.command("report")
@click.argument("source", required=False)
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True, help="How often makes a repetition.")
@click.option("--quick", is_flag=True, help="Measure only what needs no extraction: rows of renames.csv.")
@click.option(
    "--golden",
    "golden_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Measure on golden cases too, such as tests/golden; a second or more for each case that has the words.",
)
@click.option("--sample", type=click.IntRange(min=1), help="With --golden: only so many cases, evenly chosen.")
@json_option
def corrections_report(
    source: str | None, least: int, quick: bool, golden_folder: Path | None, sample: int | None, as_json: bool
) -> None:
    """Show which corrections of SOURCE (without it, of every profile) repeat, and what would make them unnecessary.

    Rows for lookups and keys for profiles are printed with their effect; nothing is written.
    """
    from lhextract.desk import open_desks
    from lhextract.learning.report import report_on
    from lhextract.show import repeating

    if sample is not None and golden_folder is None:
        raise UsageError("--sample: found without --golden, allowed is both; give --golden DIR")
    desks = open_desks(source, start=Path.cwd())
    around = open_desks(None, start=Path.cwd()) if desks[0].workspace is not None else desks
    found = report_on(desks, every=around, least=least, quick=quick, golden=golden_folder, sample=sample, tell=tell)
    if as_json:
        click.echo(json.dumps(repeating.report_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo(repeating.report(found), nl=False)
