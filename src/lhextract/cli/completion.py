"""What the shell is offered for arguments; what there is says `lhextract.completing`, imported when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

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
