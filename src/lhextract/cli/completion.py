"""What the shell is offered: the script that asks for it, and what there is for arguments.

The latter says `lhextract.completing`, imported when somebody asks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from lhextract.cli.common import json_option

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offering(what: str, *needed: str) -> Complete:
    """Complete by the function `what` of `lhextract.completing`, from the arguments `needed` that stand before."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
        from lhextract import completing

        given = [context.params.get(name) for name in needed]
        if not all(isinstance(one, str) for one in given):
            return []
        choices: completing.Choices = getattr(completing, what)(*given, start=Path.cwd())
        return [CompletionItem(value, help=word) for value, word in choices if value.startswith(begun)]

    return complete


@click.command()
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@json_option
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print the script by which SHELL completes commands, options, sources, records and paths.

    For bash: eval "$(lhextract completion bash)", in ~/.bashrc for good.
    """
    asks = SHELLS[shell](context.find_root().command, {}, "lhextract", "_LHEXTRACT_COMPLETE")
    script = asks.source()
    click.echo(json.dumps({"shell": shell, "script": script}) if as_json else script, nl=as_json)
