"""Lists right below a line of prose: a list where the repository is read, and by MkDocs only behind a blank line.

MkDocs loads this file by its path (`hooks` in `mkdocs.yml`), so it imports nothing of its folder.
"""

from __future__ import annotations

import re
from typing import Any

ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ANN401, ARG001 - MkDocs' own types
    """Put a blank line before every list that follows a paragraph."""
    lines: list[str] = []
    fenced = within = False
    for line in markdown.split("\n"):
        fenced ^= line.startswith(("```", "~~~"))
        item = not fenced and ITEM.match(line) is not None
        if item and not within and lines and lines[-1]:
            lines.append("")
        # A list lasts until a blank line that neither an item nor an indented line follows.
        within = item or (within and bool(line))
        lines.append(line)
    return "\n".join(lines)
