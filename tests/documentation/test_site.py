"""The site builds strictly and stands alone: every page can be found, every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tests.conftest import ROOT

pytest.importorskip("material", reason="needs the extra docs")
LOADED = re.compile(r"<(?:script|img|iframe|source|object)\b[^>]*?\b(?:src|data)=\"?([^\"\s>]+)|<link\b([^>]*)>")
LINKED = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]+)\"")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return folder


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    """No page loads a script, a font, a style or a picture from another host."""
    for page in site.rglob("*.html"):
        for source, link in LOADED.findall(page.read_text(encoding="utf-8")):
            assert "//" not in source, page
            assert "//" not in link or 'rel="canonical"' in link, page


def test_every_link_leads_to_a_file(site: Path) -> None:
    """Every link inside the site leads to a file of the site, those to files outside docs/ too."""
    for page in site.rglob("*.html"):
        if page.name == "404.html":  # its links begin at the root of the server
            continue
        for href in LINKED.findall(page.read_text(encoding="utf-8")):
            path = unquote(urldefrag(href).url)
            if path and "://" not in path and not path.startswith("mailto:"):
                assert (page.parent / path).exists(), (page, href)


def test_file_outside_docs_becomes_a_page(site: Path) -> None:
    """A decision that a page of docs/ links to is a page of the site."""
    decision = "repository/pipeline/decisions/0007-names-are-learned-and-judged.html"
    assert decision in (site / "model-card.html").read_text(encoding="utf-8")
    assert "<h1" in (site / decision).read_text(encoding="utf-8")
