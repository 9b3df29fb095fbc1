"""`docs/reference/commands.md`: every command with its arguments and options, as Click declares them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docs.making.markdown import code, prose, table
from lhextract.cli import cli

HEAD = """\
# Command line

Every command with its options. `lhextract COMMAND --help` prints the same, `--json` gives the result for programs, and
[exit codes](exit-codes.md) say how it ended. Results go to stdout, messages to stderr.

This page is made from the commands themselves: `python -m docs.making`.

"""


def commands_page() -> str:
    """The page: what belongs to no command first, then all commands with a list to choose from."""
    commands = list(_commands(cli, click.Context(cli, info_name="lhextract")))
    rows = [(f"[{code(path)}](#{_anchor(path)})", prose(_first(command))) for path, command, _ in commands]
    sections = [_section(path, command, context) for path, command, context in commands]
    return HEAD + table(("command", "what it does"), rows) + "\n" + "\n".join(sections)


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """The group itself and everything in it, in the order of `--help`."""
    yield context.command_path, group, context
    for name in group.list_commands(context):
        command = group.commands[name]
        inner = click.Context(command, parent=context, info_name=name)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)
        else:
            yield inner.command_path, command, inner


def _section(path: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    paragraphs = [prose(" ".join(part.split())) for part in (command.help or "").split("\n\n")]
    # Arguments are told of in the help of their command, and every command has --help.
    records = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    rows = [(code(names), prose(" ".join(meaning.split()))) for names, meaning in filter(None, records)]
    parts = [f"## {path} {{ #{_anchor(path)} }}", f"```text\n{usage}\n```", *paragraphs]
    return "\n\n".join([*parts, table(("option", "meaning"), rows)] if rows else [*parts, ""])


def _first(command: click.Command) -> str:
    """The first sentence of the help, whole."""
    sentence = " ".join((command.help or "").split("\n\n")[0].split())
    return sentence.split(". ")[0].removesuffix(".")


def _anchor(path: str) -> str:
    return path.replace(" ", "-")
