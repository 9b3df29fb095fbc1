"""The commands by which a steward decides: arguments in, one call of the library, exit code out."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lhextract.cli.common import json_option
from lhextract.cli.completion import offering
from lhextract.cli.group import Group
from lhextract.errors import UsageError

STATES = ("applied", "redundant", "reopened", "orphaned", "conflicting")
source_argument = click.argument("source", shell_complete=offering("sources"))
record_argument = click.argument("record", shell_complete=offering("records", "source"))
author_option = click.option(
    "--author", help="Who decides; else LHEXTRACT_AUTHOR, else git's user.name, else the login name."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Check it and say what would be decided; write nothing.")


def deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all that decide."""

    @click.option("--reason", help="Why, for those who read it later.")
    @author_option
    @dry_run_option
    @json_option
    @wraps(command)
    def wrapped(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - what click gives
        return command(*args, **options)

    return wrapped


@click.group(cls=Group)
def correct() -> None:
    """Decide what is right where the extraction is not; decisions outlast reruns and other versions of the page.

    RECORD is the id of an initiative, institution or person, the number of an initiative on the page, or a name that
    one record has. PATH names a field (name, contacts.ct-….email) or an item (years.yr-…); `correct show` lists them.
    """


@correct.command("set")
@source_argument
@record_argument
@click.argument("path", shell_complete=offering("paths", "source", "record"))
@click.argument("value", nargs=-1, required=True, shell_complete=offering("values", "path"))
@click.option("--everywhere", is_flag=True, help="Show everything that has the same value, on all pages.")
@click.option("--yes", is_flag=True, help="With --everywhere: write the row to pipeline/lookups/renames.csv.")
@deciding
def correct_set(
    source: str,
    record: str,
    path: str,
    value: tuple[str, ...],
    everywhere: bool,
    yes: bool,
    **options: Any,  # noqa: ANN401 - as in `deciding`
) -> int:
    """Give the entry at RECORD PATH of SOURCE another VALUE; several KEY=VALUE for parts of an item.

    With --everywhere, all equal values: shown first, written with --yes; an empty VALUE takes them away.
    """
    from lhextract.deciding import read_given
    from lhextract.model.correction import Action

    if everywhere:
        return _everywhere(source, record, path, value, write=yes and not options["dry_run"], **options)
    if yes:
        raise UsageError("--yes: found without --everywhere, allowed is both; leave it out for one entry")
    return _decide(source, record, Action.SET, path, value=read_given(path, value), **options)


def _everywhere(
    source: str,
    record: str,
    path: str,
    value: tuple[str, ...],
    *,
    write: bool,
    as_json: bool,
    reason: str | None,
    **_: Any,  # noqa: ANN401 - a row is signed by nobody
) -> int:
    from lhextract import lookup_rules
    from lhextract.desk import open_desk, open_desks
    from lhextract.pointing import find_record
    from lhextract.show import decisions

    if len(value) != 1:
        raise UsageError(f"VALUE: found {len(value)} of them, allowed is one with --everywhere")
    desk = open_desk(source, start=Path.cwd())
    if desk.workspace is None:
        raise UsageError("--everywhere: found no workspace here, allowed is one, because the row goes into pipeline/")
    row = lookup_rules.row_for(desk, find_record(desk, record), path, value[0])
    found = lookup_rules.everywhere(open_desks(None, start=Path.cwd()), row)
    written = str(lookup_rules.add_row(desk.workspace.lookups, row, reason=reason)) if write else None
    _print(decisions.everywhere_data(found, written), decisions.everywhere(found, written), as_json=as_json)
    return 0


@correct.command("add")
@source_argument
@record_argument
@click.argument("path", metavar="LIST", shell_complete=offering("lists", "source", "record"))
@click.argument("value", nargs=-1)
@click.option("--quote", help="The words of the page that it stands on.")
@click.option("--nth", type=click.IntRange(min=1), help="Which of several places with these words, from 1.")
@deciding
def correct_add(
    source: str,
    record: str,
    path: str,
    value: tuple[str, ...],
    quote: str | None,
    nth: int | None,
    **options: Any,  # noqa: ANN401 - as in `deciding`
) -> int:
    """Add an item to a LIST of RECORD of SOURCE: a VALUE, several KEY=VALUE, or what --quote says.

    LIST is partners, host_units, contacts, contacts.<id>.phones, years, programs, links, captions, acronyms, mentions.
    """
    from lhextract.deciding import read_given
    from lhextract.model.correction import Action

    if quote is None and not value:
        raise UsageError("VALUE: found none, allowed is a value, or --quote with words of the page")
    given = read_given(path, value)
    return _decide(source, record, Action.ADD, path, value=given, quote=quote, nth=nth, **options)


@correct.command("remove")
@source_argument
@record_argument
@click.argument("path", shell_complete=offering("paths", "source", "record"))
@deciding
def correct_remove(source: str, record: str, path: str, **options: Any) -> int:  # noqa: ANN401 - as in `deciding`
    """Take what stands at RECORD PATH of SOURCE out of the records."""
    from lhextract.model.correction import Action

    return _decide(source, record, Action.REMOVE, path, **options)


@correct.command("confirm")
@source_argument
@record_argument
@click.argument("path", required=False, shell_complete=offering("paths", "source", "record"))
@deciding
def correct_confirm(
    source: str,
    record: str,
    path: str | None,
    **options: Any,  # noqa: ANN401 - as in `deciding`
) -> int:
    """Say that the value at RECORD PATH of SOURCE is right; without PATH, all of the record that is not decided yet."""
    from lhextract.model.correction import Action

    return _decide(source, record, Action.CONFIRM, path or "", **options)


@correct.command("merge")
@source_argument
@record_argument
@click.argument("other", shell_complete=offering("records", "source"))
@deciding
def correct_merge(source: str, record: str, other: str, **options: Any) -> int:  # noqa: ANN401 - as in `deciding`
    """Join OTHER into RECORD of SOURCE: two initiatives that stand next to each other are one."""
    from lhextract.model.correction import Action

    return _decide(source, record, Action.MERGE, "", value=other, **options)


@correct.command("split")
@source_argument
@record_argument
@click.option("--quote", required=True, help="The first words of the second initiative, as on the page.")
@click.option("--nth", type=click.IntRange(min=1), help="Which of several places with these words, from 1.")
@click.option("--name", help="Name of the second initiative, if its first line is not it.")
@deciding
def correct_split(
    source: str,
    record: str,
    quote: str,
    nth: int | None,
    name: str | None,
    **options: Any,  # noqa: ANN401 - as in `deciding`
) -> int:
    """Divide RECORD of SOURCE in two: the second initiative begins with the line that has these words."""
    from lhextract.model.correction import Action

    return _decide(source, record, Action.SPLIT, "", value=name, quote=quote, nth=nth, **options)


@correct.command("retract")
@source_argument
@click.argument("what", metavar="DECISION|RECORD", shell_complete=offering("decided", "source"))
@click.argument("path", required=False, shell_complete=offering("paths", "source", "what"))
@deciding
def correct_retract(
    source: str,
    what: str,
    path: str | None,
    **options: Any,  # noqa: ANN401 - as in `deciding`
) -> int:
    """Take back what stands about an entry of SOURCE.

    DECISION|RECORD is the id of a decision, or a record whose entry PATH names. What was in force before is in force
    again; all decisions that stand about the entry are taken back.
    """
    from lhextract.model.correction import Action

    return _decide(source, what, Action.RETRACT, path or "", **options)


@correct.command("list")
@source_argument
@click.option("--state", type=click.Choice(STATES), help="Only those that stand so.")
@click.option("--author", help="Only those of one author.")
@click.option("--record", help="Only those about one record.", shell_complete=offering("records", "source"))
@json_option
def correct_list(source: str, state: str | None, author: str | None, record: str | None, as_json: bool) -> None:
    """Show how the decisions on SOURCE stand: what the machine says, and what is in force."""
    from lhextract.desk import open_desk
    from lhextract.show import decisions
    from lhextract.standing import rulings_of

    desk = open_desk(source, start=Path.cwd())
    found = rulings_of(desk, state=state, author=author, record=record)
    _print(decisions.rulings_data(desk, found), decisions.rulings(desk, found), as_json=as_json)


@correct.command("show")
@source_argument
@record_argument
@click.argument("path", required=False, shell_complete=offering("paths", "source", "record"))
@json_option
def correct_show(source: str, record: str, path: str | None, as_json: bool) -> None:
    """Show all entries of RECORD of SOURCE with their paths, values and words of the page.

    With PATH, one entry: what was decided about it, and why it is in its state; or all that is below PATH.
    """
    from lhextract.desk import open_desk
    from lhextract.pointing import find_record
    from lhextract.show import decisions
    from lhextract.standing import stands_at

    desk = open_desk(source, start=Path.cwd())
    ident = find_record(desk, record)
    stands = stands_at(desk, ident, path)
    if path is not None and [one.path for one in stands] == [path]:
        _print(decisions.entry_data(desk, stands[0]), decisions.entry(desk, stands[0]), as_json=as_json)
    else:
        _print(decisions.record_data(desk, ident, stands), decisions.record(desk, ident, stands), as_json=as_json)


def _decide(
    source: str,
    record: str,
    action: Any,  # noqa: ANN401 - an Action, which is imported late
    path: str,
    *,
    author: str | None,
    dry_run: bool,
    as_json: bool,
    **wanted: Any,  # noqa: ANN401 - the rest of `Asked`
) -> int:
    from lhextract import deciding as library
    from lhextract.author import author_of
    from lhextract.desk import open_desk
    from lhextract.show import decisions

    desk = open_desk(source, start=Path.cwd())
    asked = library.Asked(action, record, path, **wanted)
    who = author_of(author, root=desk.workspace.root if desk.workspace is not None else Path.cwd())
    done = library.decide_on(desk, library.wishes_of(desk, asked), author=who, write=not dry_run)
    _print(decisions.decided_data(done), decisions.decided(done), as_json=as_json)
    return done.exit_code


def _print(data: Any, text: str, *, as_json: bool) -> None:  # noqa: ANN401 - JSON
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(text, nl=False)
