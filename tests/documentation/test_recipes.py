"""The import recipes are run as they stand, on the published tables, and print what they say."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documentation.test_tutorial import pattern, steps
from tests.formats.sql import server

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## (.*?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(python|r|sql)\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = dict(SECTION.findall(PAGE))
CODE = [
    pytest.param(kind, code, shown, id=f"{name}-{number}")
    for name, section in SECTIONS.items()
    for number, (kind, code, shown) in enumerate(BLOCK.findall(section), start=1)
]
TYPED = [pytest.param(section, id=name) for name, section in SECTIONS.items() if "```console" in section]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lighthouse extraction; the test runs inside it."""
    shutil.copytree(ROOT / "extracted" / "lighthouses", tmp_path / "lighthouses")
    monkeypatch.chdir(tmp_path / "lighthouses")
    return tmp_path / "lighthouses"


@pytest.mark.parametrize(("kind", "code", "shown"), CODE)
@pytest.mark.usefixtures("folder")
def test_code(kind: str, code: str, shown: str, request: pytest.FixtureRequest) -> None:
    """A block prints what the block behind it shows."""
    printed = {"python": _python, "r": _r, "sql": _sql}[kind](code, request)
    assert pattern(shown).fullmatch(printed), printed


def _python(code: str, _request: pytest.FixtureRequest) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "docs/recipes.md", "exec"), {})  # noqa: S102
    return printed.getvalue()


def _r(code: str, _request: pytest.FixtureRequest) -> str:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    return _said(["Rscript", "-e", code]).replace(" \n", "\n")


def _sql(code: str, request: pytest.FixtureRequest) -> str:
    if (server.program("postgres") is None or server.program("psql") is None) and not server.REQUIRED:
        pytest.skip("PostgreSQL is not installed")
    # The server runs as another user, who may not look into pytest's own folders.
    place = Path(tempfile.mkdtemp(prefix="lhextract-recipe-"))
    request.addfinalizer(lambda: shutil.rmtree(place))
    place.chmod(0o755)
    inner = place / "server"
    inner.mkdir()
    with server.running(inner) as started:
        return _said([server.program("psql") or "psql", "-X", "-A", "-t", started.parameters()], code).removeprefix(
            "CREATE TABLE\n"
        )


def _said(command: list[str], typed: str = "") -> str:
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("section", TYPED)
@pytest.mark.usefixtures("folder")
def test_commands(section: str) -> None:
    """Every command prints what is shown below it; those of one section stand on each other."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # All others come with the extra `recipes`.
    if "jq " in section and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    for command, shown in steps(section):
        done = subprocess.run(  # noqa: S602
            command, shell=True, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
        )
        assert done.returncode == 0, done.stderr
        assert pattern(shown).fullmatch(done.stdout), f"$ {command}\n{done.stdout}"
