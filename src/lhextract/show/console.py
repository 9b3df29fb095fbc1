"""What is printed with: tables and text for the terminal that stdout is."""

from __future__ import annotations

import io
import os
import shutil
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
WIDEST, NARROWEST = 120, 60
NUMBERS = frozenset({"#", "P", "R", "F1", "right", "found", "gold", "contacts", "programs", "years"})


def render(*parts: Table | Text | str) -> str:
    """Render for the terminal that stdout is, in colour only there and not under NO_COLOR."""
    terminal = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    output = io.StringIO()
    console = Console(
        file=output,
        width=width(),
        force_terminal=terminal,
        highlight=False,
        soft_wrap=False,
        emoji=False,
        markup=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in output.getvalue().split("\n"))


def width() -> int:
    """The width to render for, in characters."""
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((100, 24)).columns))


def shorten(text: str, room: int) -> str:
    """Cut a text to one line: a second line would look like the heading of a category."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def table_of(*columns: str, title: str | None = None) -> Table:
    """An empty table without lines; numbers stand to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in NUMBERS else "left", overflow="fold")
    return table
