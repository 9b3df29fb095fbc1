"""Links that leave `docs/`: the site carries the files of the repository that its pages link to.

The pages of `docs/` are read in the repository too, where `../pipeline/decisions/0001-….md` is a link that works. There
is no public address to rewrite it to, so such a file becomes a page (Markdown) or a download (all else) of the site,
under `repository/` and its own path. What its pages link to in turn comes along. A link to a folder leads to its
README.md. A link that leads to no file is left as it is: MkDocs then warns, and a strict build fails.

MkDocs loads this file by its path (`hooks` in `mkdocs.yml`), so it imports nothing of its folder.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

DOCS = "docs/"
CARRIED = "repository/"
# [text](target "title") and ![alt](target); a target with a scheme or an anchor alone leads elsewhere.
LINK = re.compile(r"(?P<open>\]\()(?P<path>[^\s()#:]+)(?P<rest>#[^\s()]*)?(?P<close>\s*(?:\"[^\"]*\")?\))")
FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)\s*$", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401 - MkDocs' own type, not declared
    """Add every file of the repository that a page links to, and what those link to."""
    root = Path(config.config_file_path).parent
    pages = [DOCS + file.src_uri for file in files.documentation_pages()]
    seen = set(pages)
    while pages:
        page = pages.pop()
        for target in _targets(page, (root / page).read_text(encoding="utf-8"), root):
            if target in seen or target.startswith(DOCS):
                continue
            seen.add(target)
            files.append(File.generated(config, CARRIED + target, content=(root / target).read_bytes()))
            pages += [target] if target.endswith(".md") else []
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:  # noqa: ANN401, ARG001 - MkDocs
    """Lead the links of a page to where the site has what they lead to in the repository."""
    root = Path(config.config_file_path).parent
    return rewritten(repository_path(page.file.src_uri), markdown, root)


def repository_path(uri: str) -> str:
    """Where a page of the site stands in the repository."""
    return uri.removeprefix(CARRIED) if uri.startswith(CARRIED) else DOCS + uri


def site_uri(path: str) -> str:
    """Where a file of the repository stands in the site, as a source of MkDocs."""
    return path.removeprefix(DOCS) if path.startswith(DOCS) else CARRIED + path


def rewritten(page: str, markdown: str, root: Path) -> str:
    """The Markdown of a page of the repository, its links led to the site's own copies."""
    here = posixpath.dirname(site_uri(page))

    def lead(match: re.Match[str]) -> str:
        target = _resolved(page, match["path"], root)
        if target is None:
            return match[0]
        path = posixpath.relpath(site_uri(target), here or ".")
        return f"{match['open']}{path}{match['rest'] or ''}{match['close']}"

    parts, at = [], 0
    for fence in FENCE.finditer(markdown):
        parts += [LINK.sub(lead, markdown[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, LINK.sub(lead, markdown[at:])])


def _targets(page: str, markdown: str, root: Path) -> Iterator[str]:
    """The files of the repository that a page links to."""
    for match in LINK.finditer(FENCE.sub("", markdown)):
        target = _resolved(page, match["path"], root)
        if target is not None:
            yield target


def _resolved(page: str, path: str, root: Path) -> str | None:
    """The path in the repository that a link of a page leads to; None where there is no such file."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if target.startswith(".."):
        return None
    if (root / target).is_dir():
        target = posixpath.join(target, "README.md")
    return target if (root / target).is_file() else None
