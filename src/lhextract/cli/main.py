"""The command `lhextract`: all commands, and the one place where an error becomes a message and an exit code."""

from __future__ import annotations

import gc
import io
import sys
from typing import NoReturn

import click

from lhextract import __version__
from lhextract.cli.asking import diff, evaluate, explain
from lhextract.cli.batching import batch
from lhextract.cli.completion import completion
from lhextract.cli.correct import correct
from lhextract.cli.exporting import export
from lhextract.cli.group import Group
from lhextract.cli.identity import identity
from lhextract.cli.learning import corrections, golden
from lhextract.cli.purge import purge
from lhextract.cli.review import review
from lhextract.cli.running import check, fetch, run, watch
from lhextract.cli.schema import schema
from lhextract.cli.verifying import verify
from lhextract.cli.workspace import init, lookups
from lhextract.errors import LhextractError, UsageError

# Containers made between two searches for cycles. Python's own 700 searches all that was imported again and again: 0.1
# of 2 CPU seconds of a run.
COLLECT_AFTER = 100_000
COMMANDS = (
    run,
    fetch,
    watch,
    check,
    verify,
    batch,
    diff,
    export,
    explain,
    evaluate,
    identity,
    golden,
    correct,
    corrections,
    review,
    purge,
    lookups,
    schema,
    init,
    completion,
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lhextract")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what each stage did.")
def cli(verbose: bool) -> None:
    """Turn a web page that lists a university's initiatives into records that can be checked against the page.

    Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 a bug, 2 wrong usage or configuration,
    3 done but checks failed, 4 a person is needed, 5 the page could not be read.
    """
    import logging  # here, because help needs none

    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)


for command in COMMANDS:
    cli.add_command(command)


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line; the one place where an error becomes a message and an exit code.

    Without `args` the process is the command's own, and its memory goes with it.
    """
    if args is None:
        gc.set_threshold(COLLECT_AFTER, 10, 10)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know every character of a page
    try:
        code = cli.main(args=args, prog_name="lhextract", standalone_mode=False)
    except LhextractError as error:
        click.echo(f"lhextract: {error}", err=True)
        code = error.exit_code
    except click.UsageError as error:
        error.show()
        code = UsageError.exit_code
    except click.ClickException as error:
        error.show()
        code = UsageError.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"lhextract: {named}{error.strerror or error}; check the path, its permissions and the disk", err=True
        )
        code = UsageError.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("lhextract: stopped; the old output is untouched", err=True)
        code = 130
    if args is None:
        gc.freeze()  # or all that is left would be searched once more, right before it goes
    sys.exit(code if isinstance(code, int) else 0)
