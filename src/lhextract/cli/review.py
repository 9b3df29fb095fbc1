"""The command that opens the stewards' page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from lhextract.errors import MissingExtraError, UsageError

NEEDED = frozenset({"starlette", "uvicorn", "python_multipart"})


@click.command()
@click.argument("source", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--allow-host", "allow_hosts", multiple=True, help="A further name under which stewards reach the page.")
@click.option("--author", help="Your name, as decisions are signed; else git's user.name, else the login name.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option(
    "--password-file", type=click.Path(path_type=Path), help="Stewards who sign in by password, for other machines."
)
@click.option("--add-steward", metavar="NAME", help="Ask for a password, write it to --password-file, and end.")
@click.option("--behind-proxy", metavar="HEADER", help="A proxy signs stewards in and names them in this header.")
@click.option("--certificate", type=click.Path(path_type=Path), help="PEM file, to speak HTTPS without a proxy.")
@click.option("--key", type=click.Path(path_type=Path), help="PEM file with the key of --certificate.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def review(
    source: str | None,
    no_browser: bool,
    add_steward: str | None,
    as_json: bool,
    **how: Any,  # noqa: ANN401 - options
) -> None:
    """Open the page on which stewards see and correct the records of SOURCE (without it, of every profile).

    It is served on this machine only, and prints a URL whose token lets its reader in; Ctrl-C ends it. For other
    machines it needs --password-file or --behind-proxy.
    """
    try:
        from lhextract.review import serve
        from lhextract.review.access_plan import Options
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in NEEDED:
            raise
        raise MissingExtraError("review", extra="review", error=error) from error
    options = Options(**how)
    if add_steward is not None:
        _add_steward(add_steward, options.password_file, as_json=as_json)
        return

    def tell(served: serve.Served) -> None:
        click.echo(json.dumps({"url": served.url}) if as_json else served.url)
        sys.stdout.flush()
        for note in served.notes:
            click.echo(f"lhextract: {note}", err=True)
        if sys.stdout.isatty() and not (no_browser or as_json):
            serve.open_browser(served.browser_url)

    from lhextract.desk import open_desks
    from lhextract.review.office import Office

    folder = Path.cwd()
    office = Office.of(open_desks(source, start=folder), start=folder)
    serve.serve(office, options=options, folder=folder, tell=tell)


def _add_steward(name: str, path: Path | None, *, as_json: bool) -> None:
    from lhextract.author import check_name
    from lhextract.review.guard.password_file import add_steward

    if path is None:
        raise UsageError("--add-steward: missing is the file to write to; give --password-file FILE too")
    name = check_name(name, where="--add-steward")
    if sys.stdin.isatty():
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        password = sys.stdin.readline().rstrip("\n")
    is_new = add_steward(path, name, password)
    said = {"steward": name, "new": is_new, "file": str(path)}
    words = "may sign in now" if is_new else "has a new password"
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else f"{name} {words} ({path})")
