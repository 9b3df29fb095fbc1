"""The command line: arguments in, exit code out. Every command calls one function of the library."""

from __future__ import annotations

import io
import json
import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from lhextract import __version__
from lhextract.cli_purge import purge
from lhextract.errors import HeldError, LhextractError, UsageError

FINDINGS_FOUND = 3
FAIL_ON = ("error", "warning", "note", "never")
STAGES = ("text", "outline", "mentions", "records", "checks")
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lhextract")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what each stage did.")
def cli(verbose: bool) -> None:
    """Turn a web page that lists a university's initiatives into records that can be checked against the page.

    Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 a bug, 2 wrong usage or configuration,
    3 done but checks failed, 4 a person is needed, 5 the page could not be read.
    """
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)


@cli.command()
@click.argument("source", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write into instead of extracted/.")
@click.option("--profile", "profile_name", help="Profile to read a file by.")
@click.option(
    "--until",
    type=click.Choice(STAGES),
    default="checks",
    show_default=True,
    help="Stop after this stage and print what it made; nothing is written.",
)
@fail_on_option
@click.option("--fetch", is_flag=True, help="Ask the server first whether the page is another (a URL always is asked).")
@private_option
@click.option("--accept", is_flag=True, help="Write although the page looks broken, or it is doubtful what is what.")
@click.option("--force", is_flag=True, help="Extract although nothing changed.")
@click.option("--explain", "explains", is_flag=True, help="Say on stderr which inputs are another than last time.")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@model_option
@json_option
def run(
    source: str | None,
    out: Path | None,
    profile_name: str | None,
    until: str,
    fail_on: str,
    fetch: bool,
    allow_private: bool,
    accept: bool,
    force: bool,
    explains: bool,
    dry_run: bool,
    no_model: bool,
    as_json: bool,
) -> int:
    """Bring the records of SOURCE up to date: a profile, a page file or a URL. Without it, of every profile.

    Nothing is done where nothing changed. What does not look like the page is held: nothing is replaced, the reason is
    named, exit code 4.
    """
    from lhextract import fetching, jobs, updating

    options = updating.Options(write=not dry_run, accept=accept, force=force)

    def bring_up_to_date(job: jobs.Job) -> tuple[Any, bool]:
        if until != "checks":
            return _stage(job, until, as_json=as_json), False
        result = updating.update(job, options=options, tell=_tell)
        if explains:
            from lhextract.show import states

            click.echo(states.because(result), nl=False, err=True)
        return _result(result, as_json=as_json), updating.has_findings(result, fail_on)

    asked = fetch or (source is not None and fetching.is_url(source))
    how = fetching.Fetching(allow_private=allow_private, write=not dry_run) if asked else None
    plan = jobs.plan(source, out=out, profile=profile_name, start=Path.cwd(), use_model=not no_model, fetching=how)
    return _each(plan, bring_up_to_date, as_json=as_json, several=source is None)


def _stage(job: Any, until: str, *, as_json: bool) -> Any:  # noqa: ANN401 - JSON, or text
    from lhextract import updating
    from lhextract.show import stages

    done = updating.extract_job(job, until=until, tell=_tell)
    return stages.stage_data(done) if as_json else stages.stage(done)


def _result(result: Any, *, as_json: bool) -> Any:  # noqa: ANN401 - JSON, or text
    from lhextract import updating

    if isinstance(result, updating.Unchanged):
        # Not even the library that draws tables is needed to say that nothing happened.
        from lhextract.show import states

        return states.unchanged_data(result) if as_json else states.unchanged(result)
    from lhextract.show import runs

    return runs.summary_data(result) if as_json else runs.summary(result)


@cli.command()
@click.argument("source", required=False)
@private_option
@click.option("--warc", is_flag=True, help="Keep a web archive (WARC) beside a new snapshot; needs the extra warc.")
@click.option("--dry-run", is_flag=True, help="Ask, but write nothing.")
@json_option
def fetch(source: str | None, allow_private: bool, warc: bool, dry_run: bool, as_json: bool) -> int:
    """Get the page of SOURCE (a profile or a URL; without it, of every profile) into raw/, if it is another.

    robots.txt is obeyed, the server is told who asks, and only public addresses are visited. Nothing is extracted.
    """
    from lhextract import fetching
    from lhextract.show import states

    how = fetching.Fetching(allow_private=allow_private, warc=warc, write=not dry_run)
    plan = fetching.plan(source, start=Path.cwd())

    def get(place: fetching.Place) -> tuple[Any, bool]:
        fetched = fetching.fetch_place(place, fetching=how)
        return (states.fetched_data if as_json else states.fetched)(place, fetched), False

    return _each(plan, get, as_json=as_json, several=source is None)


@cli.command()
@click.argument("source", required=False)
@click.option("--every", default="6h", show_default=True, help="Time between two checks: a number with s, m, h or d.")
@click.option(
    "--jitter",
    type=click.FloatRange(0.0, 1.0),
    default=0.1,
    show_default=True,
    help="Share of that time by which chance lengthens each wait, so that many watchers do not meet.",
)
@click.option("--times", type=click.IntRange(min=1), help="Stop after so many checks, with the worst exit code.")
@private_option
@json_option
def watch(source: str | None, every: str, jitter: float, times: int | None, allow_private: bool, as_json: bool) -> int:
    """Fetch and run SOURCE (a profile or a URL; without it, every profile) again and again, one line per check.

    For those without cron: it stays in the foreground until it is stopped.
    """
    from dataclasses import asdict

    from lhextract import fetching, watching

    how = watching.Watch(watching.read_interval(every), jitter, times)
    what = fetching.Fetching(allow_private=allow_private)
    code = 0
    for one in watching.watch(source, how=how, fetching=what, start=Path.cwd()):
        click.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else str(one))
        sys.stdout.flush()
        code = max(code, one.code)
    return code


@cli.command()
@click.argument("source", required=False)
@fail_on_option
@model_option
@json_option
def check(source: str | None, fail_on: str, no_model: bool, as_json: bool) -> int:
    """Check SOURCE (or every profile): schema, findings, and whether extracted/ is what a run would write."""
    from lhextract import jobs, updating
    from lhextract.show import runs

    def examine(job: jobs.Job) -> tuple[Any, bool]:
        done = updating.make_anew(job, tell=_tell)
        stale = updating.differing_files(done)
        result = runs.check_data(done, stale) if as_json else runs.check(done, stale)
        return result, bool(stale) or updating.has_findings(done, fail_on)

    plan = jobs.plan(source, out=None, profile=None, start=Path.cwd(), use_model=not no_model)
    return _each(plan, examine, as_json=as_json, several=source is None)


def _each(
    plan: Sequence[Callable[[], Any]], work: Callable[[Any], tuple[Any, bool]], *, as_json: bool, several: bool
) -> int:
    """Do the work for every source and print it; an error of one source does not stop the next.

    The exit code is the largest of all. As JSON, one source gives an object, all profiles give an array.
    """
    code, results = 0, []
    for read in plan:
        try:
            result, failed = work(read())
        except LhextractError as error:
            held = _held(error) if as_json and isinstance(error, HeldError) else None
            if not several and held is None:
                raise
            click.echo(f"lhextract: {error}", err=True)
            code = max(code, error.exit_code)
            results += [held] if held is not None else []
            continue
        code = max(code, FINDINGS_FOUND if failed else 0)
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


@cli.command()
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
    return min(120, max(60, shutil.get_terminal_size((100, 24)).columns))


@cli.command()
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
    explanation = updating.explain_job(job, " ".join(what), tell=_tell)
    if as_json:
        click.echo(json.dumps(explanation.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(reasons.explanation(explanation), nl=False)


@cli.command()
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

    evaluations = cases.evaluate_cases(gold, profile=profile_name, start=Path.cwd(), tell=_tell, use_model=not no_model)
    if as_json:
        click.echo(json.dumps(scores.evaluation_data(evaluations, errors=errors), ensure_ascii=False, indent=2))
    else:
        click.echo(scores.evaluation(evaluations, errors=errors), nl=False)


@cli.group()
def identity() -> None:
    """Which initiative is which: how the page's initiatives got their ids, and what a person says of it."""


@identity.command("list")
@click.argument("source", required=False)
@json_option
def identity_list(source: str | None, as_json: bool) -> int:
    """Show the ids of the initiatives of SOURCE (or of every profile), with the evidence; nothing is written."""
    from lhextract import answering, jobs
    from lhextract.show import identities

    def look(job: jobs.Job) -> tuple[Any, bool]:
        found = answering.identify_job(job, tell=_tell)
        return (identities.identities_data if as_json else identities.identities)(job.source, found), False

    plan = jobs.plan(source, out=None, profile=None, start=Path.cwd())
    return _each(plan, look, as_json=as_json, several=source is None)


@identity.command("same")
@click.argument("source")
@click.argument("number", type=int)
@click.argument("ident", metavar="ID")
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def identity_same(source: str, number: int, ident: str, dry_run: bool, as_json: bool) -> None:
    """Say that initiative NUMBER on the page of SOURCE is the known one with this ID; the next run keeps to it."""
    _answer(source, number, ident, dry_run=dry_run, as_json=as_json)


@identity.command("new")
@click.argument("source")
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@json_option
def identity_new(source: str, number: int, dry_run: bool, as_json: bool) -> None:
    """Say that initiative NUMBER on the page of SOURCE is none of the known ones."""
    _answer(source, number, None, dry_run=dry_run, as_json=as_json)


def _answer(source: str, number: int, ident: str | None, *, dry_run: bool, as_json: bool) -> None:
    from lhextract import answering, jobs
    from lhextract.show import identities

    job = jobs.plan(source, out=None, profile=None, start=Path.cwd())[0]()
    said = answering.answer(job, number, ident, write=not dry_run, tell=_tell)
    if as_json:
        click.echo(json.dumps(identities.answered_data(said), ensure_ascii=False, indent=2))
    else:
        click.echo(identities.answered(said), nl=False)


@cli.group()
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
    extraction = cases.extract_case(folder, profile=profile_name, start=Path.cwd(), tell=_tell)
    if as_json:
        click.echo(json.dumps(stages.stage_data(extraction), ensure_ascii=False, indent=2))
    else:
        click.echo(stages.as_gold(extraction), nl=False)


@cli.group()
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

    imported = import_ror(file, out=out, start=Path.cwd(), write=not dry_run, tell=_tell)
    click.echo(json.dumps(imported.to_json(), ensure_ascii=False, indent=2) if as_json else str(imported))


@cli.command()
@click.option("--json", "as_json", is_flag=True, expose_value=False, help="No change: a schema is JSON either way.")
def schema() -> None:
    """Print the JSON Schema of records.json."""
    from lhextract.exports.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be made.")
@json_option
def init(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Make a workspace in FOLDER: pipeline/, raw/ and extracted/, with an example profile."""
    from lhextract.scaffold import create_workspace

    paths = [str(path) for path in create_workspace(folder, write=not dry_run)]
    click.echo(json.dumps(paths) if as_json else "\n".join(paths))
    click.echo(
        "next: rename the example profile, put a page into raw/ (docs/profiles.md), then `lhextract run`", err=True
    )


def _tell(message: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


cli.add_command(purge)


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line; the one place where an error becomes a message and an exit code."""
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
    sys.exit(code if isinstance(code, int) else 0)
