"""The command `lhextract review`: what it prints, what it refuses, and what it does not load."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lhextract.cli import review as cli_review
from lhextract.review import serve as serving
from lhextract.review.guard.password_file import read_stewards
from tests.conftest import ROOT
from tests.review.visitors import PASSWORD, STEWARD

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A workspace to run in, and a server that ends as soon as it has told; the URLs that a browser got."""
    for name in ("pipeline", "extracted"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(serving.uvicorn.Server, "run", lambda *_, **__: None)
    monkeypatch.setattr(serving, "open_browser", opened.append)
    return opened


def test_prints_the_url(lhextract: Run, served: list[str]) -> None:
    """The URL is all of stdout; without a terminal no browser opens."""
    code, out, err = lhextract("review", "--author", STEWARD)
    assert (code, err) == (0, "")
    assert out.startswith("http://127.0.0.1:")
    assert out.count("\n") == 1
    code, out, _ = lhextract("review", "--author", STEWARD, "--json")
    assert json.loads(out)["url"].startswith("http://127.0.0.1:")
    assert served == []


@pytest.mark.parametrize(("args", "opened"), [([], 1), (["--no-browser"], 0), (["--json"], 0)])
def test_browser_gets_another_token(
    args: list[str], opened: int, served: list[str], lhextract: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal a browser opens; other users can read its command line, so its URL is not the printed one."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    _, out, _ = lhextract("review", "--author", STEWARD, *args)
    assert len(served) == opened
    assert all(url not in out for url in served)


def test_proxy_is_told_its_part(lhextract: Run, served: list[str]) -> None:  # noqa: ARG001
    """Behind a proxy, the person is told that it must drop the header from clients."""
    code, out, err = lhextract("review", "--host", "127.0.0.1", "--behind-proxy", "X-User")
    assert code == 0
    assert "token" not in out
    assert "must drop this header" in err


@pytest.mark.parametrize(
    ("args", "advice"),
    [
        pytest.param(["--host", "0.0.0.0"], "--password-file FILE", id="host"),  # noqa: S104
        pytest.param(["unheard-of"], "profiles are:", id="source"),
        pytest.param(["--author", "a\nb"], "one line of 1 to 80", id="author"),
        pytest.param(["--add-steward", "Ada"], "give --password-file", id="steward-without-file"),
        pytest.param(["--port", "70000"], "--port", id="port"),
    ],
)
def test_refused(args: list[str], advice: str, lhextract: Run, served: list[str]) -> None:  # noqa: ARG001
    """Wrong usage gives exit code 2 and one message that says what to do."""
    code, out, err = lhextract("review", *args)
    assert (code, out) == (2, "")
    assert advice in err


def test_outside_a_workspace(lhextract: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a workspace there is nothing to show."""
    monkeypatch.chdir(tmp_path)
    code, _, err = lhextract("review")
    assert code == 2
    assert "no workspace here" in err


def test_add_steward(lhextract: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is read from a script's input, written as a hash, and never printed."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    code, out, err = lhextract("review", "--add-steward", STEWARD, "--password-file", tmp_path / "stewards")
    assert code == 0
    assert PASSWORD not in out + err
    assert read_stewards(tmp_path / "stewards")[STEWARD].fits(PASSWORD)


@pytest.mark.parametrize("missing", sorted(cli_review.NEEDED))
def test_missing_extra(missing: str, tmp_path: Path) -> None:
    """Without the extra one message says how to install it."""
    code = f"import sys; sys.modules[{missing!r}] = None; from lhextract.cli import main; main(['review'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'lhextract[review]'" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        pytest.param("lhextract.review.serve", {"spacy", "pandas", "onnxruntime", "scipy", "click.testing"}, id="page"),
        pytest.param("lhextract.cli", {"spacy", "pandas", "starlette", "uvicorn"}, id="command-line"),
    ],
)
def test_what_is_loaded(module: str, unwanted: set[str]) -> None:
    """The page loads no spaCy and no pandas, and the command line does not load the page."""
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert unwanted & set(loaded) == set()
