"""Text as Markdown: cells, tables, code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# An underscore or an asterisk inside a word marks nothing.
MARKS = re.compile(r"([\\`\[\]<>|]|(?<!\w)[*_]|[*_](?!\w))")


def escaped(text: str) -> str:
    """Words that are to be read as they are."""
    return MARKS.sub(r"\\\1", text)


def code(text: str) -> str:
    """Text as code; in a table a bar needs its backslash even there."""
    fence = "``" if "`" in text else "`"
    return fence + text.replace("|", r"\|") + fence


def prose(text: str) -> str:
    """A sentence of a docstring or help: what stands between backticks stays code, options become code."""
    parts = re.split(r"(`[^`]*`|(?<![\w-])--[a-z][a-z-]+)", text)
    return "".join(code(part.strip("`")) if index % 2 else escaped(part) for index, part in enumerate(parts))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown already and have no line ends."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
