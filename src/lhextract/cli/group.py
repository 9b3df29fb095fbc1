"""A group of commands whose help says of each command in a whole sentence what it does."""

from __future__ import annotations

import click

WHOLE = 1000  # characters; no first sentence of a help text is as long


class Group(click.Group):
    """Commands in the order of their names. What click cuts after some words stands on as many lines as it needs."""

    group_class = type  # groups inside a group are of the same kind

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the first sentence of its help."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self.commands[name].get_short_help_str(WHOLE)) for name in self.list_commands(ctx)]
            )
