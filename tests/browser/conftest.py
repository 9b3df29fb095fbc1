"""A server of our own, a real browser, and a steward at it.

Without Chromium and the extra `browser` these tests are skipped, with the reason; where LHEXTRACT_BROWSER=required is
set, as in continuous integration, that is a failure.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-c", "from lhextract.cli import main; main()"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# No sandbox, because tests may run as root in a container; no traffic of the browser's own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing() -> str | None:
    """What a test in a browser lacks on this machine."""
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed: pip install -e '.[browser]'"
    return None if CHROMIUM else "no Chromium on this machine: apt-get install chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run, unless it has to."""
    reason = missing()
    if reason is None or os.environ.get("LHEXTRACT_BROWSER") == "required":
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests of a worker; each gets a context of its own."""
    reason = missing()
    assert reason is None, reason
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass(frozen=True, slots=True)
class Served:
    """A running review page: its workspace, and the URL that lets a steward in."""

    workspace: Path
    url: str

    @property
    def root(self) -> str:
        """The address without path."""
        return "/".join(self.url.split("/")[:3])

    def decisions(self) -> list[dict[str, Any]]:
        """The decisions on disk, in the order of time."""
        files = sorted((self.workspace / "pipeline" / "corrections" / "lighthouses").glob("*.json"))
        return [json.loads(path.read_text(encoding="utf-8")) for path in files]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the lighthouse workspace, with its extraction."""
    for name in ("pipeline", "raw", "extracted"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def served(workspace: Path) -> Iterator[Served]:
    """The review page of the workspace, on a free port of this machine."""
    with serving(workspace, "lighthouses") as url:
        yield Served(workspace, url)


@contextlib.contextmanager
def serving(folder: Path, source: str) -> Iterator[str]:
    """Run the review page of a source in a folder; the URL lets its reader in."""
    command = [*COMMAND, "review", source, "--json", "--no-browser", "--author", "Ann Lee"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield json.loads(server.stdout.readline())["url"]
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextlib.contextmanager
def visiting(browser: Any, url: str) -> Iterator[Any]:
    """A page of the browser, signed in; it fails if the page opens a dialog or asks another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: asked.append(f"error: {error}"))
    page.goto(url)
    yield page
    context.close()
    root = "/".join(url.split("/")[:3])
    assert [one for one in asked if not one.startswith((root, "data:"))] == []


@pytest.fixture
def steward(browser: Any, served: Served) -> Iterator[Any]:
    """A steward at the review page."""
    with visiting(browser, served.url) as page:
        yield page
