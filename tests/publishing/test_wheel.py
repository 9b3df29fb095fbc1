"""What is published: wheel and sdist hold what they should, and the wheel alone does what the source tree does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from lhextract import __version__
from tests.conftest import ROOT
from tests.publishing.conftest import Built

PACKAGE = ROOT / "src"


def package_files() -> set[str]:
    """The files of the package, as git knows them or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "lhextract"]
    listed = subprocess.run(command, cwd=PACKAGE, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return {name for name in listed if (PACKAGE / name).is_file()}


def test_build_says_nothing_to_worry_about(built: Built) -> None:
    """The build names both files and warns of nothing."""
    assert "warn" not in built.said.lower()
    assert built.wheel.name == f"lhextract-{__version__}-py3-none-any.whl"
    assert built.sdist.name == f"lhextract-{__version__}.tar.gz"


def test_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    """Every file of the package with its bytes: model, tables, templates, styles; no tests, nothing compiled."""
    with zipfile.ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        assert names == package_files()
        assert [name for name in sorted(names) if wheel.read(name) != (PACKAGE / name).read_bytes()] == []


def test_sdist_holds_what_the_wheel_is_made_of(built: Built) -> None:
    """The package and the files about it; no page of somebody else's, no tests."""
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    about = {".gitignore", "CHANGELOG.md", "LICENSE", "PACKAGE.md", "PKG-INFO", "constraints.txt", "pyproject.toml"}
    assert names == {f"src/{name}" for name in package_files()} | about


def test_description_can_be_read_anywhere(built: Built) -> None:
    """The text that an index shows is Markdown that renders, and links to nothing that only the repository has."""
    with zipfile.ZipFile(built.wheel) as wheel:
        metadata = message_from_bytes(wheel.read(f"lhextract-{__version__}.dist-info/METADATA"))
    assert (metadata["Version"], metadata["License-Expression"]) == (__version__, "MIT")
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_all("Project-URL") is None
    html = MarkdownIt("commonmark").enable("table").render(str(metadata.get_payload()))
    assert "<h1>lhextract</h1>" in html
    assert "<table>" in html
    assert re.findall(r'(?:href|src)="(?!https://)', html) == []
    extras = set(re.findall(r"<td><code>(\w+)</code></td>", html))
    assert extras
    assert extras <= set(metadata.get_all("Provides-Extra", []))


def outcome(folder: Path, *command: str, source: Path | None = None) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command in a folder, with the package from `source` or as installed."""
    environment = {**os.environ, "COLUMNS": "100"}
    environment.pop("PYTHONPATH", None)
    if source is not None:
        environment["PYTHONPATH"] = str(source)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_wheel_alone_does_what_the_source_does(installed: Path, tmp_path: Path) -> None:
    """`lhextract init demo && cd demo && lhextract run` in an empty folder gives the bytes of the source tree.

    Nothing but the libraries that the wheel declares is there.
    """
    script, module = [str(installed / "lhextract")], [sys.executable, "-m", "lhextract"]
    outcomes = []
    for name, program, source in (("wheel", script, None), ("source", module, PACKAGE)):
        folder = tmp_path / name
        folder.mkdir()
        made = outcome(folder, *program, "init", "demo", source=source)
        ran = outcome(folder / "demo", *program, "run", "--fail-on", "note", source=source)
        outcomes.append((made, ran, content(folder)))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][1][0] == 0
    assert "demo/extracted/example/records.json" in outcomes[0][2]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_module_is_the_command(option: str, installed: Path, tmp_path: Path) -> None:
    """`python -m lhextract` and `lhextract` say the same, under the same name."""
    module = outcome(tmp_path, str(installed / "python"), "-m", "lhextract", option)
    assert module == outcome(tmp_path, str(installed / "lhextract"), option)
    assert module[0] == 0
    assert module[1].startswith(("lhextract, version", "Usage: lhextract "))


def test_a_missing_extra_is_named(installed: Path, tmp_path: Path) -> None:
    """Without its extra a command says in one line what to install."""
    outcome(tmp_path, str(installed / "lhextract"), "init", "demo")
    code, out, err = outcome(tmp_path / "demo", str(installed / "lhextract"), "review", "--no-browser")
    assert (code, out) == (2, "")
    assert "pip install 'lhextract[review]'" in err
