"""Figures become part of their page, so that they follow the page's switch between light and dark.

In the repository a page shows a figure as a picture; a picture cannot know which colours a page was switched to. MkDocs
loads this file by its path (`hooks` in `mkdocs.yml`), so it imports nothing of its folder.
"""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from typing import Any

FIGURES = "docs/img/figures"
IMAGE = re.compile(r'<p>\s*<img alt="(?P<alt>[^"]*)" src="[^"]*img/figures/(?P<name>[a-z-]+\.svg)"\s*/>\s*</p>')


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:  # noqa: ANN401, ARG001 - MkDocs' own types
    """Put the figures of a page in the place of their pictures."""
    folder = Path(config.config_file_path).parent / FIGURES

    def drawn(match: re.Match[str]) -> str:
        svg = (folder / match["name"]).read_text(encoding="utf-8")
        # What the picture says in words is the name of the drawing; its own title would show as a tool tip everywhere.
        svg = re.sub(r"<title>[^<]*</title>", "", svg, count=1)
        label = escape(unescape(match["alt"]), quote=True)
        return f'<div class="figure">{svg.replace("<svg ", f"""<svg aria-label="{label}" """, 1)}</div>'

    return IMAGE.sub(drawn, html)
